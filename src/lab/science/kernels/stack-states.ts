import * as tf from '@tensorflow/tfjs-core';
import { attributesOf, composedDenseStack, scratchFloats, type Attributes, type DenseStack } from './dense-stack.ts';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

/** A stack whose layers are plain. */
export type PlainStack = Omit<DenseStack, 'form' | 'branch' | 'gateWeights' | 'gateBiases'>;

/**
 * The output of every layer of a plain stack, for whoever watches what values do on their way up. Not on a tape.
 *
 * @param input h_0, [B, n]
 * @returns h_0 ... h_L, [L + 1, B, n]
 */
export function denseStackStates(input: tf.Tensor2D, stack: PlainStack): tf.Tensor3D {
  const [layers, n] = stack.weights.shape;
  if (input.shape[1] !== n) throw new Error(`denseStackStates: input of width ${input.shape[1]}, layers of ${n}.`);
  if (!hasLabKernels() || layers === 0) return composedStackStates(input, stack);
  const { weights, biases } = stack;
  const attributes = attributesOf({ ...stack, form: 'plain', branch: 0 });
  return runLabKernel('LabStackStates', { input, weights, biases }, attributes)[0] as tf.Tensor3D;
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedStackStates(input: tf.Tensor2D, stack: PlainStack): tf.Tensor3D {
  return tf.tidy(() => {
    const states = [input];
    for (let l = 0; l < stack.weights.shape[0]; l++) {
      const ofLayer = (tensor: tf.Tensor3D) => tf.slice(tensor, [l, 0, 0], [1, -1, -1]);
      const one = { weights: ofLayer(stack.weights), biases: ofLayer(stack.biases) };
      states.push(composedDenseStack(states[l]!, { ...stack, ...one, form: 'plain', branch: 0 }));
    }
    return tf.stack(states) as tf.Tensor3D;
  });
}

defineKernel('LabStackStates', (host, { input, weights, biases }, attributes) => {
  const { form, activation, branch } = attributes as unknown as Attributes;
  const [B, n] = input!.shape as [number, number];
  const L = weights!.shape[0]!;
  return host.call({
    inputs: [input!, weights!, biases!],
    outputs: [[L + 1, B, n]],
    scratch: scratchFloats(B, n),
    run(kernels, { inputs: [x, w, b], outputs: [states], scratch }) {
      kernels.copy(x!, states!, B * n);
      // A plain stack has no gates and keeps nothing but its states.
      kernels.denseForward(form, activation, branch, w!, b!, 0, 0, states!, 0, L, B, n, scratch);
    },
  });
});
