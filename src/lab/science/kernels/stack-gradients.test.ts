import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Activation, DenseStack, StackForm } from './dense-stack.ts';
import { differences, float64Stack } from './float64-reference.ts';
import { denseStackGradients, type StackGradients } from './stack-gradients.ts';
import {
  describeLevels,
  draw,
  expectClose,
  expectNothingLeft,
  tensors,
} from '../../../../tests/kernels/three-levels.ts';

const norm = (values: Float64Array) => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

describeLevels(() => {
  test('gradients and the error of every layer agree with float64, over 200 random shapes', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      form: fc.constantFrom<StackForm>('plain', 'residual', 'highway'),
      activation: fc.constantFrom<Activation>('linear', 'sigmoid', 'tanh'),
      L: fc.integer({ min: 1, max: 3 }),
      B: fc.integer({ min: 1, max: 6 }),
      n: fc.integer({ min: 1, max: 6 }),
    });
    fc.assert(
      fc.property(cases, ({ seed, form, activation, L, B, n }) => {
        const parameters = [
          [L, n, n],
          [L, 1, n],
        ];
        const shapes = [[B, n], ...parameters, ...(form === 'highway' ? parameters : [])];
        const values = draw(seed, shapes, (index) => (index === 0 ? 1 : 0.8 / Math.sqrt(n)));
        const [upstream] = draw(seed + 1, [[B, n]], () => 1);
        /** Layers `from` to `to` of the stack, as a function of what enters them and of their parameters. */
        const part = (from: number, to: number) => (inputs: readonly Float64Array[]) =>
          float64Stack(form, activation, 0.5, { L: to - from, B, n }, inputs);
        const ofLayers = (from: number, to: number) =>
          values.slice(1).map((v, i) => v.subarray(from * (i % 2 ? n : n * n), to * (i % 2 ? n : n * n)));
        const expected = differences(part(0, L), values, upstream!);
        const norms = Array.from({ length: L + 1 }, (_, l) => {
          if (l === L) return norm(upstream!);
          const entering = l === 0 ? values[0]! : part(0, l)([values[0]!, ...ofLayers(0, l)]);
          return norm(differences(part(l, L), [entering, ...ofLayers(l, L)], upstream!)[0]!);
        });
        tf.tidy(() => {
          const found = gradients(
            form,
            activation,
            tensors(values, shapes),
            tf.tensor(Float32Array.from(upstream!), [B, n]),
          );
          const what = `${form} ${activation} L${L} B${B} n${n}`;
          const given = [found.input, found.weights, found.biases, found.gateWeights, found.gateBiases];
          expected.forEach((gradient, i) => expectClose(given[i]!.dataSync(), gradient, `${what}: gradient ${i}`));
          expectClose(found.errorNorms.dataSync(), Float64Array.from(norms), `${what}: norms`);
        });
      }),
      { numRuns: 200, seed: 4 },
    );
  });

  test('no tensor and no byte is left', () => {
    expectNothingLeft(() =>
      tf.tidy(
        () =>
          void gradients('plain', 'tanh', [tf.ones([3, 4]), tf.ones([2, 4, 4]), tf.zeros([2, 1, 4])], tf.ones([3, 4])),
      ),
    );
  });

  test.each([NaN, Infinity])('an error of %s stays one at every layer', (bad) => {
    tf.tidy(() => {
      const { errorNorms } = gradients(
        'plain',
        'linear',
        [tf.ones([1, 1]), tf.ones([3, 1, 1]), tf.zeros([3, 1, 1])],
        tf.fill([1, 1], bad),
      );
      expect([...errorNorms.dataSync()]).toEqual([bad, bad, bad, bad]);
    });
  });
});

function gradients(form: StackForm, activation: Activation, given: tf.Tensor[], error: tf.Tensor): StackGradients {
  const [input, weights, biases, gateWeights, gateBiases] = given;
  const stack = { form, activation, branch: 0.5, weights, biases, gateWeights, gateBiases } as DenseStack;
  return denseStackGradients(input as tf.Tensor2D, stack, () => tf.clone(error) as tf.Tensor2D);
}
