import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unregisterLabKernels } from '../kernels/registration.ts';
import { convLayer, type ConvLayer } from '../kernels/conv.ts';
import { startBackend } from '../../worker/backend.ts';
import { createRandom } from '../random.ts';
import { gaussian } from './initialise.ts';
import { patchedMaps, type Patch } from './patched-picture.ts';

const from = (min: number, max: number) => fc.integer({ min, max });

/** Any net of up to three layers that a picture fits through, any rectangle, any places. */
const cases = fc
  .record({
    seed: from(1, 1e6),
    height: from(4, 17),
    width: from(4, 17),
    channels: from(1, 3),
    layers: fc.array(
      fc.record({ KH: from(1, 4), KW: from(1, 4), F: from(1, 9), stride: from(1, 3), pad: from(0, 2) }),
      { minLength: 1, maxLength: 3 },
    ),
    patch: fc.record({ width: from(1, 4), height: from(1, 4) }),
    places: fc.array(fc.tuple(from(0, 16), from(0, 16)), { minLength: 1, maxLength: 5 }),
  })
  .filter(({ height, width, layers }) => {
    let sides = [height, width];
    for (const { KH, KW, stride, pad } of layers) {
      sides = sides.map((side, i) => Math.floor((side + 2 * pad - [KH, KW][i]!) / stride) + 1);
      if (sides.some((side) => side < 1)) return false;
    }
    return true;
  });

type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** @returns the numbers found, and those of the patched pictures each as a whole */
function bothWays({ seed, height, width, channels, layers, patch, places }: Case): [Float32Array, Float32Array] {
  return tf.tidy(() => {
    const random = createRandom(seed, 'patched');
    const draw = (shape: number[]) =>
      tf.tensor(
        gaussian(
          random,
          shape.reduce((a, b) => a * b, 1),
          0.5,
        ),
        shape,
      );
    let C = channels;
    const net = layers.map(({ KH, KW, F, stride, pad }): ConvLayer => {
      const filter = draw([KH, KW, C, F]) as tf.Tensor4D;
      C = F;
      return { filter, bias: draw([F]) as tf.Tensor1D, stride, pad, relu: true };
    });
    const picture = gaussian(random, height * width * channels, 1);
    const value = Math.fround(2 * random.uniform() - 1);
    const painted: Patch = {
      ...patch,
      value,
      places: places.map(([x, y]) => [x % (width - patch.width + 1), y % (height - patch.height + 1)]),
    };
    const one = tf.tensor4d(picture, [1, height, width, channels]);
    const { patched, whole } = patchedMaps(one, net, painted);
    const found = tf.concat([patched, whole]).dataSync<'float32'>();
    const pictures = [...painted.places, null].flatMap((place) => {
      const pixels = [...picture];
      for (let y = 0; place && y < patch.height; y++) {
        const at = ((place[1] + y) * width + place[0]) * channels;
        pixels.fill(value, at, at + patch.width * channels);
      }
      return pixels;
    });
    const x = tf.tensor4d(pictures, [places.length + 1, height, width, channels]);
    return [found, net.reduce(convLayer, x).dataSync<'float32'>()];
  });
}

test('the same numbers as of the whole pictures, over 100 random nets, rectangles and places', async () => {
  expect(await startBackend('wasm')).toBe(true);
  fc.assert(
    fc.property(cases, (one) => {
      const [found, whole] = bothWays(one);
      expect(found).toEqual(whole);
    }),
    { numRuns: 100, seed: 7 },
  );
});

test('without the kernels too, but for rounding', async () => {
  expect(await startBackend('cpu')).toBe(true);
  unregisterLabKernels();
  fc.assert(
    fc.property(cases, (one) => {
      const [found, whole] = bothWays(one);
      expect(found.length).toBe(whole.length);
      const largest = whole.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
      found.forEach((v, i) => expect(Math.abs(v - whole[i]!)).toBeLessThanOrEqual(1e-6 * largest));
    }),
    { numRuns: 10, seed: 8 },
  );
});
