import { createRandom, type Random } from '../random.ts';
import { atOnce, type InTurns } from '../turns.ts';
import { unitOrthogonal } from './initialise.ts';

/** Numbers that are kept over all streams: 24 MB. Beyond, all are forgotten. */
const mostKept = 3_000_000;

const streams = new Map<string, Float64Array>();

/**
 * The first matrices of a stream of random numbers, kept: whoever moves the size of weights draws the same ones again.
 *
 * @param kind gaussian: N(0, 1) numbers; orthogonal: random orthogonal matrices, both in the order of the stream
 * @returns `count` matrices [n, n], one behind the other; not to be changed
 */
export function unitMatrices(...asked: Parameters<typeof drawingUnitMatrices>): Float64Array {
  return atOnce(drawingUnitMatrices(...asked));
}

/** The same, with a pause behind every matrix that was not known yet. */
export function* drawingUnitMatrices(
  seed: number,
  stream: string,
  kind: 'gaussian' | 'orthogonal',
  n: number,
  count: number,
): InTurns<Float64Array> {
  const key = [seed, stream, kind, kind === 'orthogonal' ? n : ''].join(' ');
  const wanted = count * n * n;
  const known = streams.get(key);
  if (known && known.length >= wanted) return known.subarray(0, wanted);
  const kept = [...streams.values()].reduce((sum, { length }) => sum + length, 0);
  if (kept + wanted > mostKept) streams.clear();
  const drawn = yield* draw(createRandom(seed, stream), kind, n, wanted);
  streams.set(key, drawn);
  return drawn;
}

function* draw(random: Random, kind: 'gaussian' | 'orthogonal', n: number, wanted: number): InTurns<Float64Array> {
  const values = new Float64Array(wanted);
  for (let i = 0; i < wanted; i += n * n) {
    if (kind === 'gaussian') random.normals(values.subarray(i, i + n * n));
    else values.set(unitOrthogonal(random, n), i);
    yield;
  }
  return values;
}
