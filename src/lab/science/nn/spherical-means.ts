import * as tf from '@tensorflow/tfjs-core';
import { convLayer } from '../kernels/conv.ts';
import type { Random } from '../random.ts';
import { valuesOf } from './values-of.ts';

/** What a batch leaves of the sums before it. */
const keep = 0.9;
/** A centre that has drawn fewer rows than this, older ones counted less, begins anew. */
const fewest = 0.5;

export interface SphericalMeans {
  readonly count: number;
  readonly size: number;
  /** [count, size]: the directions that rows are assigned to, each of length 1. */
  readonly centres: Float32Array;
  /** [count, shown]: the mean of what was shown with each centre's rows, newer ones counted more. */
  pictures(): Float32Array;
  /**
   * Assigns a batch's rows to the nearest centres and moves these to the directions of their rows.
   * @param rows [n, size], each of length 1
   * @param shown [n, pictureSize]: a picture of each row
   * @returns the mean cosine between the rows and their centres before the step
   */
  step(rows: Float32Array, shown: Float32Array): number;
}

/**
 * Spherical k-means (Dhillon & Modha 2001; for features, Coates & Ng 2012) by mini-batches: centres are directions, near is
 * a small angle. The first batch's rows are the first centres; one that draws nothing begins anew at a random row.
 */
export function createSphericalMeans(count: number, size: number, pictureSize: number, random: Random): SphericalMeans {
  const centres = new Float32Array(count * size);
  const sums = new Float64Array(count * size);
  const pictureSums = new Float64Array(count * pictureSize);
  const weights = new Float64Array(count);
  let begun = false;

  function beginAt(centre: number, row: number, rows: Float32Array, shown: Float32Array) {
    const [to, from] = [centre * size, row * size];
    for (let i = 0; i < size; i++) centres[to + i] = sums[to + i] = rows[from + i]!;
    for (let i = 0; i < pictureSize; i++) pictureSums[centre * pictureSize + i] = shown[row * pictureSize + i]!;
    weights[centre] = 1;
  }

  function step(rows: Float32Array, shown: Float32Array): number {
    const n = rows.length / size;
    if (!begun) for (let k = 0; k < count; k++) beginAt(k, random.integer(n), rows, shown);
    begun = true;
    const cosines = products(rows, centres, size);
    for (let i = 0; i < sums.length; i++) sums[i]! *= keep;
    for (let i = 0; i < pictureSums.length; i++) pictureSums[i]! *= keep;
    for (let k = 0; k < count; k++) weights[k]! *= keep;
    let sum = 0;
    for (let row = 0; row < n; row++) {
      const nearest = largest(cosines, row * count, count);
      sum += cosines[row * count + nearest]!;
      weights[nearest]!++;
      const [to, from] = [nearest * size, row * size];
      for (let i = 0; i < size; i++) sums[to + i]! += rows[from + i]!;
      const [picture, of] = [nearest * pictureSize, row * pictureSize];
      for (let i = 0; i < pictureSize; i++) pictureSums[picture + i]! += shown[of + i]!;
    }
    for (let k = 0; k < count; k++) {
      if (weights[k]! < fewest) beginAt(k, random.integer(n), rows, shown);
      else normalise(sums, centres, k * size, size);
    }
    return sum / n;
  }

  return {
    count,
    size,
    centres,
    pictures: () => Float32Array.from(pictureSums, (value, i) => value / weights[Math.floor(i / pictureSize)]!),
    step,
  };
}

/** Every row times every centre: [n, size] x [count, size] -> [n, count]. */
export function products(rows: Float32Array, centres: Float32Array, size: number): Float32Array {
  const [n, count] = [rows.length / size, centres.length / size];
  return valuesOf(() =>
    convLayer(tf.tensor4d(rows, [n, 1, 1, size]), {
      filter: tf.tensor4d(transposed(centres, size), [1, 1, size, count]),
      bias: tf.zeros<tf.Rank.R1>([count]),
      stride: 1,
      pad: 0,
      relu: false,
    }),
  );
}

/** [count, size] -> [size, count] */
export function transposed(rows: Float32Array, size: number): Float32Array {
  const count = rows.length / size;
  const columns = new Float32Array(rows.length);
  for (let k = 0; k < count; k++) for (let i = 0; i < size; i++) columns[i * count + k] = rows[k * size + i]!;
  return columns;
}

/** Where the largest of `count` values from `at` on stands; the first of equals. */
function largest(values: Float32Array, at: number, count: number): number {
  let best = 0;
  for (let k = 1; k < count; k++) if (values[at + k]! > values[at + best]!) best = k;
  return best;
}

function normalise(from: Float64Array, to: Float32Array, at: number, size: number): void {
  let square = 0;
  for (let i = at; i < at + size; i++) square += from[i]! * from[i]!;
  const length = Math.sqrt(square);
  for (let i = at; i < at + size; i++) to[i] = from[i]! / length;
}
