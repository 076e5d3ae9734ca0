import { softmax } from '../../lab/science/nn/film-net-reader.ts';
import { put, type Draft, type ReadoutsOf, type SeriesOf } from '../../lab/contract/results.ts';
import { createRandom, shuffle as shuffleItems } from '../../lab/science/random.ts';
import {
  answerOf,
  darknessOf,
  drawFrame,
  framesInOrder,
  framesOf,
  lastSignalFrame,
  pixelsOfFrame,
  poseAt,
  type FilmScript,
  type Signal,
} from './film.ts';
import { readersOf } from './nets.ts';
import type { Cyclist, CyclistParams } from './params.ts';
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

/** Which frame stands at which place: 0, 1, 2 ... unless shuffled. */
export function shownOrder({ filmLag, shuffle }: CyclistParams): number[] {
  const order = Array.from({ length: framesOf(filmLag) }, (_, t) => t);
  if (shuffle === 0) return order;
  shuffleItems(order, createRandom(shuffle, 'order'));
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

/** What the nets say of the film on the strip. */
export function readShownFilm(params: CyclistParams, weights: Float32Array, models = params.model) {
  const script = shownScript(params);
  const order = shownOrder(params);
  const original = drawShown(script, params);
  const film = framesInOrder(original, order);
  const right = answerOf(script);
  const readouts: Draft<ReadoutsOf<Cyclist>> = {};
  const series: Draft<SeriesOf<Cyclist>> = {};
  for (const [model, { look, read }] of readersOf(params, weights, models)) {
    const features = look(original);
    const reading = read(features, order);
    const answers = softmax(reading.logits);
    put(series, `shownAnswers.${model}`, answers);
    put(readouts, `shownP.${model}`, answers[right]!);
    put(readouts, `shownChange.${model}`, largestDifference(reading.logits, read(features).logits));
    const { attention, captionLogits, frameLogits } = reading;
    if (attention) put(series, `shownAttention.${model}`, attention);
    if (frameLogits) {
      put(
        series,
        `shownFrameP.${model}`,
        Float64Array.from(chancesOf(frameLogits, script), (p) => p[right]!),
      );
    }
    if (captionLogits) {
      const chances = chancesOf(captionLogits, script);
      put(
        series,
        `shownCaptions.${model}`,
        Float64Array.from(chances, (p) => p.indexOf(Math.max(...p))),
      );
      put(
        series,
        `shownCaptionP.${model}`,
        Float64Array.from(chances, (p) => Math.max(...p)),
      );
    }
  }
  return {
    readouts: { shownLag: script.frames - 1 - script.signals.at(-1)!.at, shownRight: right, ...readouts },
    series: {
      shownOrder: Float64Array.from(order),
      shownPoses: Float64Array.from(order, (t) => poses.indexOf(poseAt(script, t))),
      shownDarkness: Float64Array.from(film, darknessOf),
      ...series,
    },
  };
}

/** Softmax of every frame's logits. */
function chancesOf(logits: Float64Array, { frames }: FilmScript): Float64Array[] {
  const width = logits.length / frames;
  return Array.from({ length: frames }, (_, t) => softmax(logits.subarray(t * width, (t + 1) * width)));
}

function largestDifference(a: Float64Array, b: Float64Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}
