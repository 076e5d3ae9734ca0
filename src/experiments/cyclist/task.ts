import type { FilmBatch } from '../../lab/science/nn/film-net-training.ts';
import type { Random } from '../../lab/science/random.ts';
import {
  answerOf,
  answers,
  captionsOf,
  drawFilm,
  framesOf,
  lastSignalFrame,
  lead,
  pixelsOfFrame,
  type FilmScript,
  type Side,
} from './film.ts';

/** Which films there are. */
export interface Task {
  /** One signal, or two of which the last counts: always one of each side, so that their order alone decides. */
  readonly signals: number;
  readonly lag: number;
  readonly noise: number;
  /** Whether a third of the films has no signal at all, and `none` is an answer. */
  readonly withNone: boolean;
  /** Where the signals stand in the films to learn from: anywhere, or as far from the turn as in the films to be examined on. */
  readonly places: 'anywhere' | 'fixed';
}

export const answerCount = ({ withNone }: Pick<Task, 'withNone'>) => (withNone ? 3 : 2);
export const captionCount = ({ withNone }: Pick<Task, 'withNone'>) => (withNone ? 8 : 7);

/** The arm is down in one frame at least before the turn. */
const shortestLag = 2;

const other: Readonly<Record<Side, Side>> = { left: 'right', right: 'left' };

/** A film to learn from. */
export function scriptToLearn(task: Task, random: Random): FilmScript {
  if (task.places === 'fixed') return scriptToTest(task, random.integer(answerCount(task)), random);
  const frames = framesOf(task.lag);
  const side = answers[random.integer(answerCount(task))]!;
  if (side === 'none') return { frames, signals: [] };
  const places = lastSignalFrame(frames) + 1;
  if (task.signals === 1) return { frames, signals: [{ at: random.integer(places), side }] };
  // Two different frames with the arm down between them.
  const [a, b] = [random.integer(places - 2), random.integer(places - 2)];
  const [first, last] = [Math.min(a, b), Math.max(a, b) + 2];
  return {
    frames,
    signals: [
      { at: first, side: other[side] },
      { at: last, side },
    ],
  };
}

/** A film to be examined on: the signal that counts is exactly `lag` frames before the turn. `index` fixes the answer. */
export function scriptToTest(task: Task, index: number, random: Random): FilmScript {
  const frames = framesOf(task.lag);
  const side = answers[index % answerCount(task)]!;
  if (side === 'none') return { frames, signals: [] };
  const last = { at: lead, side };
  if (task.signals === 1) return { frames, signals: [last] };
  return { frames, signals: [{ at: random.integer(lead - 1), side: other[side] }, last] };
}

/** Films to learn from, all of a length. Signals that stand anywhere stand in films of any length up to the task's. */
export function drawBatch(given: Task, count: number, random: Random): FilmBatch {
  const task = given.places === 'fixed' ? given : { ...given, lag: shortestLag + random.integer(given.lag - 1) };
  const frames = framesOf(task.lag);
  const pixels = new Float32Array(frames * count * pixelsOfFrame);
  const labels = new Float32Array(count);
  const captions = new Float32Array(frames * count);
  for (let b = 0; b < count; b++) {
    const script = scriptToLearn(task, random);
    drawFilm(script, task.noise, random, pixels, b * pixelsOfFrame, count * pixelsOfFrame);
    labels[b] = answerOf(script);
    captionsOf(script).forEach((caption, t) => (captions[t * count + b] = caption));
  }
  return { frames, count, pixels, labels, captions };
}
