import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from './cross-entropy.ts';
import { differences, float64SigmoidCrossEntropy, float64SoftmaxCrossEntropy } from './float64-reference.ts';
import { describeLevels, draw, expectAgreement, expectNothingLeft } from '../../../../tests/kernels/three-levels.ts';

/** Up to logits whose exponentials float32 does not know. */
const deviation = fc.constantFrom(0.01, 1, 10, 300);
const seed = fc.integer({ min: 1, max: 1e6 });
const rows = fc.integer({ min: 1, max: 17 });

describeLevels(() => {
  test('softmax cross-entropy agrees with float64, forward and backward, over 200 random shapes', () => {
    fc.assert(
      fc.property(seed, rows, fc.integer({ min: 1, max: 13 }), deviation, (start, B, C, size) => {
        const [logits] = draw(start, [[B, C]], () => size);
        const labels = Array.from({ length: B }, (_, i) => (start + 7 * i * i) % C);
        const f = ([x]: readonly Float64Array[]) => Float64Array.of(float64SoftmaxCrossEntropy(x!, labels));
        const upstream = Float64Array.of(-0.75);
        const expected = { output: f([logits!]), gradients: differences(f, [logits!], upstream) };
        for (const dtype of ['int32', 'float32'] as const) {
          const op = ([x]: tf.Tensor[]) => softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d(labels, dtype));
          expectAgreement(op, [[B, C]], [logits!], upstream, expected, `B${B} C${C} logits of ${size}`);
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });

  test('sigmoid cross-entropy agrees with float64, forward and backward, over 200 random shapes', () => {
    fc.assert(
      fc.property(seed, rows, deviation, fc.boolean(), (start, B, size, soft) => {
        const [logits, drawn] = draw(start, [[B], [B]], (index) => (index === 0 ? size : 1));
        const labels = drawn!.map((v) => (soft ? Math.fround(Math.min(1, Math.abs(v))) : v > 0 ? 1 : 0));
        const f = ([x]: readonly Float64Array[]) => Float64Array.of(float64SigmoidCrossEntropy(x!, labels));
        const upstream = Float64Array.of(1.5);
        const expected = { output: f([logits!]), gradients: differences(f, [logits!], upstream) };
        const op = ([x]: tf.Tensor[]) =>
          sigmoidCrossEntropy(x as tf.Tensor2D, tf.tensor2d(Float32Array.from(labels), [B, 1]));
        expectAgreement(op, [[B, 1]], [logits!], upstream, expected, `B${B} logits of ${size}`);
      }),
      { numRuns: 200, seed: 6 },
    );
  });

  test('a logit of zero has the slope that it has', () => {
    tf.tidy(() => {
      const zero = tf.zeros<tf.Rank.R2>([2, 1]);
      const slope = tf.grad((x: tf.Tensor) => sigmoidCrossEntropy(x as tf.Tensor2D, tf.tensor2d([[1], [0]])))(zero);
      expect([...slope.dataSync()]).toEqual([-0.25, 0.25]);
    });
  });

  test('a confident row has a small loss and a small gradient, not none', () => {
    tf.tidy(() => {
      const softmax = (x: tf.Tensor) => softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d([0]));
      const sigmoid = (x: tf.Tensor) => sigmoidCrossEntropy(x as tf.Tensor2D, tf.tensor2d([[1]]));
      for (const [op, logits] of [
        [softmax, tf.tensor2d([[12, 0]])],
        [sigmoid, tf.tensor2d([[12]])],
      ] as const) {
        expect(op(logits).dataSync()[0]! / Math.log1p(Math.exp(-12))).toBeCloseTo(1, 5);
        expect(tf.grad(op)(logits).dataSync()[0]! * -(1 + Math.exp(12))).toBeCloseTo(1, 5);
      }
    });
  });

  test.each([NaN, Infinity, -Infinity])('%s in comes out as a number that is not finite', (bad) => {
    tf.tidy(() => {
      for (const classes of [2, 5, 8]) {
        const logits = tf.tensor2d([Array.from({ length: classes }, (_, c) => (c === 0 ? bad : c))]);
        const op = (x: tf.Tensor) => softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d([0], 'int32'));
        expect(op(logits).dataSync()[0]).toBe(bad === -Infinity ? Infinity : NaN);
        const gradient = [...tf.grad(op)(logits).dataSync()];
        if (bad === -Infinity) expect(gradient[0]).toBe(-1);
        else expect(gradient).toEqual(Array<number>(classes).fill(NaN));
        // Impossible and not asked for: no harm.
        const other = softmaxCrossEntropy(logits, tf.tensor1d([1], 'int32')).dataSync()[0];
        expect(Number.isFinite(other)).toBe(bad === -Infinity);
      }
      const op = (x: tf.Tensor) => sigmoidCrossEntropy(x as tf.Tensor2D, tf.tensor2d([[0.5]]));
      expect(Number.isFinite(op(tf.tensor2d([[bad]])).dataSync()[0])).toBe(false);
      if (Number.isNaN(bad))
        expect(
          tf
            .grad(op)(tf.tensor2d([[bad]]))
            .dataSync()[0],
        ).toBeNaN();
    });
  });

  test.each([NaN, -1, 3])('%s as a class of three makes the loss NaN', (label) => {
    tf.tidy(() => {
      const op = (x: tf.Tensor) => softmaxCrossEntropy(x as tf.Tensor2D, tf.tensor1d([0, label]));
      expect(op(tf.zeros([2, 3])).dataSync()[0]).toBeNaN();
      expect(
        [
          ...tf
            .grad(op)(tf.zeros<tf.Rank.R2>([2, 3]))
            .dataSync(),
        ].slice(3),
      ).toEqual([NaN, NaN, NaN]);
    });
  });

  test('no tensor and no byte is left, after N calls and after 2 N', () => {
    const logits = tf.ones<tf.Rank.R2>([5, 3]);
    const labels = tf.tensor1d([0, 1, 2, 1, 0], 'int32');
    const [single, targets] = [tf.ones<tf.Rank.R2>([5, 1]), tf.zeros<tf.Rank.R2>([5, 1])];
    expectNothingLeft(() => {
      tf.dispose(softmaxCrossEntropy(logits, labels));
      tf.dispose(tf.grad((x: tf.Tensor) => softmaxCrossEntropy(x as tf.Tensor2D, labels))(logits));
      tf.dispose(sigmoidCrossEntropy(single, targets));
      tf.dispose(tf.grad((x: tf.Tensor) => sigmoidCrossEntropy(x as tf.Tensor2D, targets))(single));
    });
    tf.dispose([logits, labels, single, targets]);
  });
});
