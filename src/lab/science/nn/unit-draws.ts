import { createRandom, type Random } from '../random.ts';
import { unitOrthogonal } from './initialise.ts';

/** Numbers that are kept over all streams: 24 MB. Beyond, all are forgotten. */
const mostKept = 3_000_000;

interface Stream {
  readonly random: Random;
  values: Float64Array;
  drawn: number;
}

const streams = new Map<string, Stream>();
let kept = 0;

/**
 * The first matrices of a stream of random numbers, kept: whoever moves the size of weights draws the same ones again.
 *
 * @param kind gaussian: N(0, 1) numbers; orthogonal: random orthogonal matrices, both in the order of the stream
 * @returns `count` matrices [n, n], one behind the other; not to be changed
 */
export function unitMatrices(
  seed: number,
  stream: string,
  kind: 'gaussian' | 'orthogonal',
  n: number,
  count: number,
): Float64Array {
  const key = [seed, stream, kind, kind === 'orthogonal' ? n : ''].join(' ');
  const wanted = count * n * n;
  let one = streams.get(key);
  if (!one || one.drawn < wanted) {
    const before = one?.values.length ?? 0;
    if (kept - before + wanted > mostKept) {
      streams.clear();
      kept = 0;
      one = undefined;
    }
    const grown: Stream = {
      random: one?.random ?? createRandom(seed, stream),
      values: new Float64Array(wanted),
      drawn: one?.drawn ?? 0,
    };
    if (one) grown.values.set(one.values.subarray(0, one.drawn));
    fill(grown, kind, n, wanted);
    kept += wanted - (one?.values.length ?? 0);
    streams.set(key, grown);
    one = grown;
  }
  return one.values.subarray(0, wanted);
}

function fill(stream: Stream, kind: 'gaussian' | 'orthogonal', n: number, wanted: number): void {
  const { random, values } = stream;
  if (kind === 'gaussian') for (; stream.drawn < wanted; stream.drawn++) values[stream.drawn] = random.normal();
  else for (; stream.drawn < wanted; stream.drawn += n * n) values.set(unitOrthogonal(random, n), stream.drawn);
}
