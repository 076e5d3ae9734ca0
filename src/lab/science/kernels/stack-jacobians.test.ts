import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Activation, StackForm } from './dense-stack.ts';
import { float64Stack } from './float64-reference.ts';
import { composedStackJacobians, stackJacobians } from './stack-jacobians.ts';
import {
  describeLevels,
  draw,
  expectClose,
  expectNothingLeft,
  tensors,
} from '../../../../tests/kernels/three-levels.ts';

const activations: Activation[] = ['linear', 'sigmoid', 'tanh', 'selu', 'relu'];
const forms: StackForm[] = ['plain', 'residual', 'highway'];

describeLevels(() => {
  test("every layer's state and Jacobian agree with float64, and with tfjs's own gradients, whatever the shape", () => {
    expectNothingLeft(() => {
      for (let seed = 1; seed <= 60; seed++) {
        const [form, activation] = [forms[seed % 3]!, activations[seed % 5]!];
        const [L, n] = [1 + (seed % 4), 1 + (seed % 11)];
        const stacked = [
          [L, n, n],
          [L, 1, n],
        ];
        const shapes = [[1, n], ...stacked, ...(form === 'highway' ? stacked : [])];
        const values = draw(seed, shapes, (index) => (index === 0 ? 1 : 0.8 / Math.sqrt(n)));
        const [x, weights, biases, gateWeights, gateBiases] = tensors(values, shapes) as [
          tf.Tensor2D,
          ...tf.Tensor3D[],
        ];
        const stack = { form, activation, branch: 0.3, weights: weights!, biases: biases!, gateWeights, gateBiases };
        const { states, jacobians } = stackJacobians(x, stack);
        expect([states.shape, jacobians.shape]).toEqual([
          [L + 1, n],
          [L, n, n],
        ]);
        const own = composedStackJacobians(x, stack);
        expectClose(jacobians.dataSync(), Float64Array.from(own.jacobians.dataSync()), `${form} ${activation}, tape`);
        const [found, at] = [jacobians.dataSync(), states.dataSync()];
        tf.dispose([x, weights!, biases!, states, jacobians, own.states, own.jacobians]);
        if (gateWeights && gateBiases) tf.dispose([gateWeights, gateBiases]);
        for (let l = 1; l <= L; l++) {
          const ofLayer = (all: Float64Array, size: number) => all.subarray((l - 1) * size, l * size);
          const parameters = values.slice(1).map((all, i) => ofLayer(all, i % 2 === 0 ? n * n : n));
          const below = Float64Array.from(at.subarray((l - 1) * n, l * n));
          const output = (h: Float64Array) =>
            float64Stack(form, activation, 0.3, { L: 1, B: 1, n }, [h, ...parameters]);
          expectClose(at.subarray(l * n, (l + 1) * n), output(below), `${form} ${activation}, layer ${l} of ${L}`);
          const expected = new Float64Array(n * n);
          for (let i = 0; i < n; i++) {
            const moved = (by: number) => output(below.map((value, j) => (j === i ? value + by : value)));
            // Central differences of two steps, extrapolated (Richardson).
            const [near, far] = [1e-4, 2e-4].map((eps) =>
              moved(eps).map((value, a) => (value - moved(-eps)[a]!) / (2 * eps)),
            ) as [Float64Array, Float64Array];
            expected.set(
              near.map((value, a) => (4 * value - far[a]!) / 3),
              i * n,
            );
          }
          expectClose(found.subarray((l - 1) * n * n, l * n * n), expected, `${form} ${activation}, Jacobian ${l}`);
        }
      }
    }, 2);
  });

  test('a batch, another width, or a highway without gates is refused', () => {
    tf.tidy(() => {
      const stack = {
        form: 'plain',
        activation: 'tanh',
        branch: 0,
        weights: tf.zeros<tf.Rank.R3>([1, 3, 3]),
        biases: tf.zeros<tf.Rank.R3>([1, 1, 3]),
      } as const;
      expect(() => stackJacobians(tf.zeros([2, 3]), stack)).toThrow('[2, 3]');
      expect(() => stackJacobians(tf.zeros([1, 4]), stack)).toThrow('[1, 4]');
      expect(() => stackJacobians(tf.zeros([1, 3]), { ...stack, form: 'highway' })).toThrow('gateWeights');
    });
  });
});
