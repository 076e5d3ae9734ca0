import * as tf from '@tensorflow/tfjs-core';
import {
  attributesOf,
  composedDenseStack,
  innerBlocks,
  scratchFloats,
  type Attributes,
  type DenseStack,
} from './dense-stack.ts';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

export interface StackJacobians {
  /** h_0 ... h_L, [L + 1, n] */
  readonly states: tf.Tensor2D;
  /** [L, n, n]: of layer l, entry (i, a) is d h_l,a / d h_(l-1),i: applied from the right, as the weights are. */
  readonly jacobians: tf.Tensor3D;
}

/**
 * The Jacobian of every layer of a stack at the states that one example reaches, in one op. Not on a tape. Chain rule:
 * Rumelhart, Hinton & Williams 1986; the caller disposes both tensors.
 *
 * @param input h_0, [1, n]
 */
export function stackJacobians(input: tf.Tensor2D, stack: DenseStack): StackJacobians {
  const [layers, n] = stack.weights.shape;
  const [rows, width] = input.shape;
  if (rows !== 1 || width !== n) throw new Error(`stackJacobians: input [${rows}, ${width}] for layers of width ${n}.`);
  if (stack.form === 'highway' && (!stack.gateWeights || !stack.gateBiases)) {
    throw new Error('stackJacobians: a highway stack needs gateWeights and gateBiases.');
  }
  if (!hasLabKernels() || layers === 0) return composedStackJacobians(input, stack);
  const { form, weights, biases, gateWeights, gateBiases } = stack;
  const gates = form === 'highway' && gateWeights && gateBiases ? { gateWeights, gateBiases } : {};
  const found = runLabKernel('LabStackJacobians', { input, weights, biases, ...gates }, attributesOf(stack));
  return { states: found[0] as tf.Tensor2D, jacobians: found[1] as tf.Tensor3D };
}

/** The same by tfjs's own gradients, n rows of unit errors a layer: where no kernel can run, and to be compared with. */
export function composedStackJacobians(input: tf.Tensor2D, stack: DenseStack): StackJacobians {
  const [layers, n] = stack.weights.shape;
  const [states, jacobians] = tf.tidy(() => {
    const states: tf.Tensor2D[] = [input];
    const jacobians: tf.Tensor2D[] = [];
    for (let l = 0; l < layers; l++) {
      const ofLayer = (tensor: tf.Tensor3D) => tf.slice(tensor, [l, 0, 0], [1, -1, -1]);
      const gates =
        stack.gateWeights && stack.gateBiases
          ? { gateWeights: ofLayer(stack.gateWeights), gateBiases: ofLayer(stack.gateBiases) }
          : {};
      const one = { ...stack, weights: ofLayer(stack.weights), biases: ofLayer(stack.biases), ...gates };
      const apply = (h: tf.Tensor) => composedDenseStack(h as tf.Tensor2D, one);
      const rows = tf.tile(states[l]!, [n, 1]);
      // Row a of what comes back is d h_a / d h: the transpose is applied from the right.
      jacobians.push(tf.transpose<tf.Tensor2D>(tf.grad(apply)(rows, tf.eye(n)) as tf.Tensor2D));
      states.push(apply(states[l]!) as tf.Tensor2D);
    }
    return [
      tf.concat(states, 0),
      layers === 0 ? tf.zeros<tf.Rank.R3>([0, n, n]) : (tf.stack(jacobians) as tf.Tensor3D),
    ] as [tf.Tensor2D, tf.Tensor3D];
  });
  return { states, jacobians };
}

defineKernel('LabStackJacobians', (host, { input, weights, biases, gateWeights, gateBiases }, attributes) => {
  const { form, activation, branch } = attributes as unknown as Attributes;
  const [L, n] = weights!.shape as [number, number];
  const gates = gateWeights && gateBiases ? [gateWeights, gateBiases] : [];
  const inner = innerBlocks(form, L) * n;
  return host.call({
    inputs: [input!, weights!, biases!, ...gates],
    outputs: [
      [L + 1, n],
      [L, n, n],
    ],
    scratch: inner + scratchFloats(1, n),
    run(kernels, { inputs: [x, w, b, gw = 0, gb = 0], outputs: [states, jacobians], scratch }) {
      kernels.copy(x!, states!, n);
      const room = scratch + 4 * inner;
      kernels.denseForward(form, activation, branch, w!, b!, gw, gb, states!, scratch, L, 1, n, room);
      kernels.stackJacobians(form, activation, branch, w!, gw, states!, scratch, jacobians!, L, n);
    },
  });
});
