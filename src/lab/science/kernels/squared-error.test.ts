import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from './float64-reference.ts';
import { meanSquaredError } from './squared-error.ts';
import { describeLevels, draw, expectAgreement, expectNothingLeft } from '../../../../tests/kernels/three-levels.ts';

describeLevels(() => {
  test('the mean squared error agrees with float64, forward and backward, over 200 random shapes', () => {
    const side = fc.oneof(fc.constantFrom(1, 2, 3, 5, 8), fc.integer({ min: 1, max: 13 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), side, side, (seed, B, C) => {
        const [y, t] = draw(
          seed,
          [
            [B, C],
            [B, C],
          ],
          () => 1,
        );
        const [upstream] = draw(seed + 1, [[1]], () => 1);
        const reference = ([x]: readonly Float64Array[]) =>
          Float64Array.of(x!.reduce((sum, v, i) => sum + (v - t![i]!) ** 2, 0) / x!.length);
        const targets = tf.tensor2d(Float32Array.from(t!), [B, C]);
        const expected = { output: reference([y!]), gradients: differences(reference, [y!], upstream!) };
        expectAgreement(([x]) => meanSquaredError(x!, targets), [[B, C]], [y!], upstream!, expected, `${B}x${C}`);
        targets.dispose();
      }),
      { numRuns: 200, seed: 3 },
    );
  });

  test.each([NaN, Infinity])('%s in comes out', (bad) => {
    tf.tidy(() => {
      const loss = (x: tf.Tensor) => meanSquaredError(x, tf.zeros([1, 5]));
      const x = tf.tensor2d([[0, 1, 2, 3, bad]]);
      expect(loss(x).dataSync()[0]).toBe(bad);
      expect(tf.grad(loss)(x).dataSync()[4]).toBe(bad);
    });
  });

  test('no tensor and no byte is left', () => {
    expectNothingLeft(() => tf.tidy(() => void tf.grad((x) => meanSquaredError(x, tf.zeros([3, 5])))(tf.ones([3, 5]))));
  });
});
