import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { overlaidWindows } from './overlaid-windows.ts';
import { describeLevels, draw } from '../../../../tests/kernels/three-levels.ts';

const from = (min: number, max: number) => fc.integer({ min, max });

describeLevels(() => {
  test('every number is the small image’s, the image’s or zero, as its place says', () => {
    fc.assert(
      fc.property(
        fc.record({ seed: from(1, 1e6), count: from(1, 3), H: from(1, 6), W: from(1, 6), C: from(1, 5) }),
        fc.record({ h: from(1, 4), w: from(1, 4), height: from(1, 7), width: from(1, 7) }),
        fc.array(fc.tuple(from(0, 5), from(0, 5), from(-8, 8), from(-8, 8)), { minLength: 3, maxLength: 3 }),
        ({ seed, count, H, W, C }, { h, w, height, width }, places) => {
          const drawn = draw(seed, [[H * W * C], [count * h * w * C]], () => 1);
          const [image, small] = drawn.map((values) => Float32Array.from(values)) as [Float32Array, Float32Array];
          const expected: number[] = [];
          for (const [n, [y0, x0, top, left]] of places.slice(0, count).entries())
            for (let y = top; y < top + height; y++)
              for (let x = left; x < left + width; x++)
                for (let c = 0; c < C; c++) {
                  const inside = y >= 0 && y < H && x >= 0 && x < W;
                  const over = y >= y0 && y < y0 + h && x >= x0 && x < x0 + w;
                  const below = inside ? image[(y * W + x) * C + c]! : 0;
                  expected.push(over ? small[((n * h + y - y0) * w + x - x0) * C + c]! : below);
                }
          tf.tidy(() => {
            const found = overlaidWindows(tf.tensor4d(image, [1, H, W, C]), tf.tensor4d(small, [count, h, w, C]), {
              places: tf.tensor2d(places.slice(0, count), [count, 4], 'float32'),
              height,
              width,
            });
            expect(found.shape).toEqual([count, height, width, C]);
            expect([...found.dataSync()]).toEqual(expected);
          });
        },
      ),
      { numRuns: 60, seed: 5 },
    );
  });

  test('shapes that do not fit are refused', () => {
    tf.tidy(() => {
      const [image, small] = [tf.ones<tf.Rank.R4>([1, 3, 3, 2]), tf.ones<tf.Rank.R4>([2, 1, 1, 2])];
      const windows = { places: tf.zeros<tf.Rank.R2>([2, 4]), height: 2, width: 2 };
      expect(() => overlaidWindows(tf.ones([2, 3, 3, 2]), small, windows)).toThrow(/one needed/);
      expect(() => overlaidWindows(image, tf.ones([2, 1, 1, 1]), windows)).toThrow(/1 channels over 2/);
      expect(() => overlaidWindows(image, small, { ...windows, places: tf.zeros([1, 4]) })).toThrow(/for 2 small/);
    });
  });
});
