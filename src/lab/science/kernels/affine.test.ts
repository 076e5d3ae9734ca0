import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affine } from './affine.ts';
import { differences } from './float64-reference.ts';
import { describeLevels, draw, expectAgreement, expectNothingLeft } from '../../../../tests/kernels/three-levels.ts';

const apply = ([x, weights, bias]: tf.Tensor[]) =>
  affine(x as tf.Tensor2D, { weights: weights as tf.Tensor2D, bias: bias! });

describeLevels(({ kernels }) => {
  test('affine layers agree with float64, forward and backward, over 200 random shapes', () => {
    const side = fc.oneof(fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 9, 11), fc.integer({ min: 1, max: 13 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), side, side, side, fc.boolean(), (seed, B, I, O, flat) => {
        const shapes = [[B, I], [I, O], flat ? [O] : [1, O]];
        const values = draw(seed, shapes, () => 0.7);
        const [upstream] = draw(seed + 1, [[B * O]], () => 1);
        const reference = ([x, w, b]: readonly Float64Array[]) =>
          Float64Array.from({ length: B * O }, (_, at) => {
            const [row, column] = [Math.floor(at / O), at % O];
            let sum = b![column]!;
            for (let i = 0; i < I; i++) sum += x![row * I + i]! * w![i * O + column]!;
            return sum;
          });
        const expected = { output: reference(values), gradients: differences(reference, values, upstream!) };
        expectAgreement(apply, shapes, values, upstream!, expected, `B${B} I${I} O${O}`);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test.skipIf(!kernels)('the gradient of data is not computed where it is not wanted', () => {
    tf.tidy(() => {
      const layer = { weights: tf.ones<tf.Rank.R2>([2, 3]), bias: tf.zeros([3]), inputGradient: false };
      expect(() => tf.grad((x) => affine(x as tf.Tensor2D, layer))(tf.ones([4, 2]))).toThrow(/inputGradient: false/);
    });
  });

  test.each([NaN, Infinity])('%s in comes out', (bad) => {
    tf.tidy(() => {
      const found = apply([
        tf.tensor2d([
          [bad, 1],
          [0, 1],
        ]),
        tf.ones([2, 1]),
        tf.zeros([1]),
      ]);
      expect([...found.dataSync()]).toEqual([bad, 1]);
    });
  });

  test('no tensor and no byte is left', () => {
    expectNothingLeft(() =>
      tf.tidy(() => void tf.grads((...given) => apply(given))([tf.ones([3, 5]), tf.ones([5, 2]), tf.zeros([1, 2])])),
    );
  });
});
