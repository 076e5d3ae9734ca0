import type { FilmReader, FilmReading } from '../../lab/science/nn/film-net-reader.ts';
import { createRandom, shuffle, type Random } from '../../lab/science/random.ts';
import { answerOf, captionsOf, drawFilm, type FilmScript } from './film.ts';
import type { ModelName } from './params.ts';
import { scriptToTest, type Task } from './task.ts';

/** What one net did in an examination; rates from 0 to 1, null where the net has no such thing. */
export interface Marks {
  readonly accuracy: number;
  /** Over all frames of all films. */
  readonly captionAccuracy: number | null;
  /** Mean weight on the frames with an arm out, on the last of them, and on the side that gets less of it. */
  readonly attentionOnSignal: number | null;
  readonly attentionOnLast: number | null;
  readonly attentionOnNeglectedSide: number | null;
  /** The largest change of a logit when a film's frames are shuffled; 0 means that not one bit changed. */
  readonly shuffleChange: number;
  /** Share of films whose answer is another one when shuffled. */
  readonly shuffleFlips: number;
  /** frame only: how often each frame by itself gives the right answer, [frames]. */
  readonly accuracyByFrame: Float64Array | null;
}

/** Films between two moments at which a stop can be heard. */
const filmsATurn = 20;

/**
 * Examines nets on `count` new films, each net on the same ones. Answers are balanced: always answering one gives 1 / answers.
 * Yields between films, now and then.
 */
export function* examining(
  readers: ReadonlyMap<ModelName, FilmReader>,
  task: Task,
  count: number,
  seed: number,
): Generator<void, Map<ModelName, Marks>> {
  const random = createRandom(seed, `examination ${task.lag}`);
  const tallies = new Map([...readers.keys()].map((model) => [model, emptyTally()] as const));
  for (let i = 0; i < count; i++) {
    const script = scriptToTest(task, i, random);
    const film = drawFilm(script, task.noise, random);
    const order = shuffledOrder(script.frames, random);
    for (const [model, { look, read }] of readers) {
      const features = look(film);
      note(tallies.get(model)!, script, read(features), read(features, order));
    }
    if ((i + 1) % filmsATurn === 0) yield;
  }
  return new Map([...tallies].map(([model, tally]) => [model, marksOf(tally)] as const));
}

/** How often the answer is right, and nothing else: for curves over many lags. Yields as `examining` does. */
export function* ratingAccuracy(
  readers: ReadonlyMap<ModelName, FilmReader>,
  task: Task,
  count: number,
  seed: number,
): Generator<void, Map<ModelName, number>> {
  const random = createRandom(seed, `examination ${task.lag}`);
  const right = new Map<ModelName, number>([...readers.keys()].map((model) => [model, 0]));
  for (let i = 0; i < count; i++) {
    const script = scriptToTest(task, i, random);
    const film = drawFilm(script, task.noise, random);
    for (const [model, { look, read }] of readers) {
      if (largest(read(look(film)).logits) === answerOf(script)) right.set(model, (right.get(model) ?? 0) + 1);
    }
    if ((i + 1) % filmsATurn === 0) yield;
  }
  return new Map([...right].map(([model, n]) => [model, n / count] as const));
}

interface Tally {
  films: number;
  right: number;
  captions: number;
  rightCaptions: number;
  /** Films with a signal, and the attention's weight there. */
  signalled: number;
  onSignal: number;
  onLast: number;
  onSide: { left: number; right: number };
  sides: { left: number; right: number };
  attends: boolean;
  change: number;
  flips: number;
  rightByFrame: Float64Array | null;
}

function emptyTally(): Tally {
  return {
    films: 0,
    right: 0,
    captions: 0,
    rightCaptions: 0,
    signalled: 0,
    onSignal: 0,
    onLast: 0,
    onSide: { left: 0, right: 0 },
    sides: { left: 0, right: 0 },
    attends: false,
    change: 0,
    flips: 0,
    rightByFrame: null,
  };
}

function note(tally: Tally, script: FilmScript, reading: FilmReading, shuffled: FilmReading): void {
  const { logits, captionLogits, frameLogits, attention } = reading;
  const answer = answerOf(script);
  tally.films++;
  if (largest(logits) === answer) tally.right++;
  if (largest(logits) !== largest(shuffled.logits)) tally.flips++;
  logits.forEach((logit, k) => (tally.change = Math.max(tally.change, Math.abs(logit - shuffled.logits[k]!))));
  const { frames, signals } = script;
  const rowOf = (rows: Float64Array, t: number) =>
    rows.subarray((t * rows.length) / frames, ((t + 1) * rows.length) / frames);
  if (captionLogits) {
    captionsOf(script).forEach((caption, t) => {
      tally.captions++;
      if (largest(rowOf(captionLogits, t)) === caption) tally.rightCaptions++;
    });
  }
  if (frameLogits) {
    tally.rightByFrame ??= new Float64Array(frames);
    for (let t = 0; t < frames; t++) if (largest(rowOf(frameLogits, t)) === answer) tally.rightByFrame[t]!++;
  }
  const last = signals.at(-1);
  if (attention && last) {
    tally.attends = true;
    tally.signalled++;
    tally.onLast += attention[last.at]!;
    for (const { at, side } of signals) {
      tally.onSignal += attention[at]!;
      tally.onSide[side] += attention[at]!;
      tally.sides[side]++;
    }
  }
}

function marksOf(tally: Tally): Marks {
  const { films, captions, attends, signalled, onSide, sides } = tally;
  return {
    accuracy: tally.right / films,
    captionAccuracy: captions > 0 ? tally.rightCaptions / captions : null,
    attentionOnSignal: attends ? tally.onSignal / signalled : null,
    attentionOnLast: attends ? tally.onLast / signalled : null,
    attentionOnNeglectedSide: attends ? Math.min(onSide.left / sides.left, onSide.right / sides.right) : null,
    shuffleChange: tally.change,
    shuffleFlips: tally.flips / films,
    accuracyByFrame: tally.rightByFrame?.map((right) => right / films) ?? null,
  };
}

function shuffledOrder(frames: number, random: Random): number[] {
  const order = Array.from({ length: frames }, (_, t) => t);
  shuffle(order, random);
  return order;
}

/** Index of the largest number. */
function largest(values: Float64Array): number {
  return values.indexOf(Math.max(...values));
}
