import type { Random } from '../random.ts';
import { rasterise } from './rasterise.ts';
import type { Scene } from './shapes.ts';

/**
 * Adds a camera's noise to pixels in place and cuts them to 0 ... 1.
 * @param deviation standard deviation; the noise is the sum of four uniform bytes (all but normal, and the same everywhere,
 *   since it needs no logarithm)
 */
export function addNoise(pixels: Float32Array, random: Random, deviation: number): void {
  if (deviation === 0) return;
  // Four bytes: mean 510, variance 4 (256^2 - 1) / 12.
  const scale = deviation / Math.sqrt((256 * 256 - 1) / 3);
  const drawn = new Int32Array(pixels.length);
  random.bits(drawn);
  for (let i = 0; i < pixels.length; i++) {
    const bits = drawn[i]!;
    const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
    pixels[i] = Math.min(1, Math.max(0, pixels[i]! + scale * (sum - 510)));
  }
}

/** A scene as a net sees it: [side, side, 3], with noise. */
export function pictureOf(scene: Scene, side: number, random: Random, noise: number): Float32Array {
  const { pixels } = rasterise(scene, side);
  addNoise(pixels, random, noise);
  return pixels;
}

/** Pictures behind one another, [count, side, side, 3]. */
export function joinPictures(pictures: readonly Float32Array[]): Float32Array {
  const size = pictures[0]?.length ?? 0;
  const joined = new Float32Array(size * pictures.length);
  pictures.forEach((picture, i) => joined.set(picture, i * size));
  return joined;
}
