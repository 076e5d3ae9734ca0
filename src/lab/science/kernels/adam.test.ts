import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { createAdam } from './adam.ts';
import { registerLabKernels, unregisterLabKernels } from './registration.ts';

createRequire(import.meta.url)('@tensorflow/tfjs-backend-wasm');

/** That backend keeps packed copies of the weights of matMul and conv2d, by tensor. */
test('what Adam has changed, stock ops of the wasm backend see', async () => {
  expect(await tf.setBackend('wasm')).toBe(true);
  expect(registerLabKernels()).toBe(true);
  const weights = tf.variable(tf.ones<tf.Rank.R2>([3, 2]));
  const x = tf.ones<tf.Rank.R2>([4, 3]);
  const product = () => tf.tidy(() => tf.matMul(x, weights as tf.Tensor2D).dataSync()[0]!);
  expect(product()).toBe(3);
  const optimizer = createAdam([weights], { learningRate: 0.1 });
  const gradient = tf.ones([3, 2]);
  optimizer.step([gradient]);
  expect(product()).toBeCloseTo(2.7, 4);
  optimizer.dispose();
  tf.dispose([weights, x, gradient]);
  unregisterLabKernels();
});
