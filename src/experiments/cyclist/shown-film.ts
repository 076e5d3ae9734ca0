import { softmax, type FilmReader } from '../../lab/science/nn/film-net-reader.ts';
import { createRandom } from '../../lab/science/random.ts';
import type { Result } from '../../lab/contract/experiment.ts';
import {
  answerOf,
  darknessOf,
  drawFrame,
  framesOf,
  lastSignalFrame,
  pixelsOfFrame,
  poseAt,
  type FilmScript,
  type Signal,
} from './film.ts';
import { readersOf } from './nets.ts';
import type { CyclistParams, ModelName } from './params.ts';
import { poses } from './scene.ts';

/** The film on the strip: what the reader made of it by dragging. Two signals on one frame are one. */
export function shownScript({ filmLag, arm, otherArm, side }: CyclistParams): FilmScript {
  const frames = framesOf(filmLag);
  const last = lastSignalFrame(frames);
  const signals: Signal[] = [{ at: Math.min(arm, last), side }];
  const second = Math.min(otherArm, last);
  if (second >= 0 && second !== signals[0]!.at) signals.push({ at: second, side: side === 'left' ? 'right' : 'left' });
  return { frames, signals: signals.sort((a, b) => a.at - b.at) };
}

/** Which frame stands at which place: 0, 1, 2 ... unless shuffled (Fisher & Yates). */
export function shownOrder({ filmLag, shuffle }: CyclistParams): number[] {
  const order = Array.from({ length: framesOf(filmLag) }, (_, t) => t);
  if (shuffle === 0) return order;
  const random = createRandom(shuffle, 'order');
  for (let i = order.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** What the network sees. Every frame has noise of its own, which stays when an arm is dragged past it. [frames, P] */
function drawShown(script: FilmScript, { noise, seed }: CyclistParams): Float32Array {
  const film = new Float32Array(script.frames * pixelsOfFrame);
  for (let t = 0; t < script.frames; t++) {
    drawFrame(poseAt(script, t), noise, createRandom(seed, `shown frame ${t}`), film, t * pixelsOfFrame);
  }
  return film;
}

function inOrder(film: Float32Array, order: readonly number[]): Float32Array {
  const ordered = new Float32Array(film.length);
  order.forEach((t, place) => {
    ordered.set(film.subarray(t * pixelsOfFrame, (t + 1) * pixelsOfFrame), place * pixelsOfFrame);
  });
  return ordered;
}

/**
 * What the nets say of the film on the strip. Readouts: shownLag (from the last signal to the turn), shownRight (index of the
 * right answer); per model: shownP (probability of the right answer), shownChange (the largest change of a logit by the
 * shuffling; 0: not one bit). Series: shownOrder, shownPoses and shownDarkness by place on the strip; per model
 * shownAnswers (probabilities), shownCaptions (index), shownCaptionP, shownAttention, shownFrameP (of the right answer).
 */
export function readShownFilm(params: CyclistParams, weights: Float32Array): Result {
  const script = shownScript(params);
  const order = shownOrder(params);
  const original = drawShown(script, params);
  const film = inOrder(original, order);
  const right = answerOf(script);
  const readouts: Record<string, number> = {
    shownLag: script.frames - 1 - script.signals.at(-1)!.at,
    shownRight: right,
  };
  const series: Record<string, Float64Array> = {
    shownOrder: Float64Array.from(order),
    shownPoses: Float64Array.from(order, (t) => poses.indexOf(poseAt(script, t))),
    shownDarkness: Float64Array.from(film, darknessOf),
  };
  for (const [model, read] of readersOf(params, weights)) {
    const key = (name: string) => `${name}.${model}`;
    const reading = read(film);
    series[key('shownAnswers')] = softmax(reading.logits);
    readouts[key('shownP')] = series[key('shownAnswers')]![right]!;
    readouts[key('shownChange')] = largestDifference(reading.logits, read(original).logits);
    Object.assign(series, seriesOf(model, reading, script.frames, right));
  }
  return { readouts, series };
}

function seriesOf(
  model: ModelName,
  reading: ReturnType<FilmReader>,
  frames: number,
  right: number,
): Record<string, Float64Array> {
  const { attention, captionLogits, frameLogits } = reading;
  const rows = (logits: Float64Array) => {
    const width = logits.length / frames;
    return Array.from({ length: frames }, (_, t) => softmax(logits.subarray(t * width, (t + 1) * width)));
  };
  const found: Record<string, Float64Array> = {};
  if (attention) found[`shownAttention.${model}`] = attention;
  if (frameLogits) found[`shownFrameP.${model}`] = Float64Array.from(rows(frameLogits), (p) => p[right]!);
  if (captionLogits) {
    const chances = rows(captionLogits);
    found[`shownCaptions.${model}`] = Float64Array.from(chances, (p) => p.indexOf(Math.max(...p)));
    found[`shownCaptionP.${model}`] = Float64Array.from(chances, (p) => Math.max(...p));
  }
  return found;
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
