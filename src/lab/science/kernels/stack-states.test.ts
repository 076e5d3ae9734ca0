import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import type { Activation } from './dense-stack.ts';
import { float64Stack } from './float64-reference.ts';
import { denseStackStates } from './stack-states.ts';
import {
  describeLevels,
  draw,
  expectClose,
  expectNothingLeft,
  tensors,
} from '../../../../tests/kernels/three-levels.ts';

describeLevels(() => {
  test("every layer's output agrees with float64, whatever the shape", () => {
    const activations: Activation[] = ['linear', 'sigmoid', 'tanh', 'relu', 'selu'];
    expectNothingLeft(() => {
      for (let seed = 1; seed <= 30; seed++) {
        const activation = activations[seed % activations.length]!;
        const [L, B, n] = [1 + (seed % 4), 1 + (seed % 7), 1 + (seed % 9)];
        const shapes = [
          [B, n],
          [L, n, n],
          [L, 1, n],
        ];
        const values = draw(seed, shapes, (index) => (index === 0 ? 1 : 0.8 / Math.sqrt(n)));
        const [entering, weights, biases] = values as [Float64Array, Float64Array, Float64Array];
        const [x, w, b] = tensors(values, shapes) as [tf.Tensor2D, tf.Tensor3D, tf.Tensor3D];
        const states = denseStackStates(x, { activation, weights: w, biases: b });
        expect(states.shape).toEqual([L + 1, B, n]);
        const found = states.dataSync();
        tf.dispose([x, w, b, states]);
        expect([...found.subarray(0, B * n)]).toEqual([...entering]);
        for (let l = 1; l <= L; l++) {
          const below = [entering, weights.subarray(0, l * n * n), biases.subarray(0, l * n)];
          const expected = float64Stack('plain', activation, 0, { L: l, B, n }, below);
          expectClose(found.subarray(l * B * n, (l + 1) * B * n), expected, `${activation}, layer ${l} of ${L}`);
        }
      }
    }, 2);
  });
});
