import type { TokenBatch } from '../../lab/science/nn/sequence-classifier.ts';
import type { Random } from '../../lab/science/random.ts';
import { actions, fillers, firstFiller, stopIndex, subjects } from './vocabulary.ts';

export const shortest = 4;
export const longest = 48;
/**
 * Share of sentences in which one of the two key words is missing. Without them the net would make "absent" mean one of
 * the real classes, which then earns no credit.
 */
const missing = 0.25;

/** Any word that answers no question. */
const filler = (random: Random) => firstFiller + random.integer(fillers.length);

/**
 * Sentences of one length: a subject and an action at independent uniform places, one of them missing in a quarter of the
 * sentences, other words between, a full stop at the end.
 */
export function drawSentences(random: Random, count: number, length: number): TokenBatch {
  const tokens = new Uint8Array(length * count);
  const labels = [new Uint8Array(count), new Uint8Array(count)] as const;
  for (let b = 0; b < count; b++) {
    for (let t = 0; t < length - 1; t++) tokens[t * count + b] = filler(random);
    tokens[(length - 1) * count + b] = stopIndex;
    const who = random.integer(subjects.length);
    const what = random.integer(actions.length);
    const whoAt = random.integer(length - 1);
    const free = random.integer(length - 2);
    const whatAt = free < whoAt ? free : free + 1;
    const gone = random.uniform() < missing ? random.integer(2) : -1;
    labels[0][b] = gone === 0 ? subjects.length : who;
    labels[1][b] = gone === 1 ? actions.length : what;
    if (gone !== 0) tokens[whoAt * count + b] = who;
    if (gone !== 1) tokens[whatAt * count + b] = subjects.length + what;
  }
  return { length, tokens, labels };
}

/** A batch of training: every batch has a length of its own, so that short sentences teach the long ones. */
export function drawTrainingBatch(random: Random, count: number): TokenBatch {
  return drawSentences(random, count, shortest + random.integer(longest - shortest + 1));
}

/** Sentences whose key word stands at one place; the other words are the same at every lag. */
export interface ProbeSentences extends TokenBatch {
  /** Where the probed key word stands: T - 1 - lag. */
  readonly place: number;
}

/**
 * The same `count` sentences with one key word moved to each of the lags: half of them move the subject, half the action.
 * Each sentence keeps its words and their order otherwise, so that a difference between lags comes from the lag alone.
 * @param lags tokens between the key word and the sentence's last token, 1 to T - 1
 */
export function drawProbes(random: Random, count: number, length: number, lags: readonly number[]): ProbeSentences[] {
  const sentences = Array.from({ length: count }, (_, b) => {
    const who = random.integer(subjects.length);
    const what = random.integer(actions.length);
    const moved = b % 2 === 0 ? who : subjects.length + what;
    const other = b % 2 === 0 ? subjects.length + what : who;
    const rest = Array.from({ length: length - 2 }, () => filler(random));
    rest[random.integer(length - 2)] = other;
    return { who, what, moved, rest };
  });
  return lags.map((lag) => {
    const place = length - 1 - lag;
    const tokens = new Uint8Array(length * count);
    sentences.forEach(({ moved, rest }, b) => {
      const words = [...rest.slice(0, place), moved, ...rest.slice(place), stopIndex];
      words.forEach((word, t) => (tokens[t * count + b] = word));
    });
    return {
      length,
      tokens,
      labels: [Uint8Array.from(sentences, ({ who }) => who), Uint8Array.from(sentences, ({ what }) => what)],
      place,
    };
  });
}
