import * as tf from '@tensorflow/tfjs-core';
import { composedDenseStack, type DenseStack } from '../lab/science/kernels/dense-stack.ts';
import { denseStackGradients } from '../lab/science/kernels/stack-gradients.ts';
import { gaussian } from '../lab/science/nn/initialise.ts';
import { createRandom } from '../lab/science/random.ts';

/** Layers, batch, width. */
export interface MlpShape {
  readonly L: number;
  readonly B: number;
  readonly n: number;
}

export interface MlpData {
  /** [B, n] */
  readonly x: Float32Array;
  /** [B, n] */
  readonly target: Float32Array;
  /** [L, n, n], applied from the right; biases are zero. */
  readonly weights: Float32Array;
}

export function mlpData({ L, B, n }: MlpShape): MlpData {
  const random = createRandom(2, 'bench');
  return {
    x: gaussian(random, B * n, 1),
    target: gaussian(random, B * n, 0.5),
    weights: gaussian(random, L * n * n, 1.2 / Math.sqrt(n)),
  };
}

export interface Gradients {
  step(): void;
  /** Norm of the loss's gradient in the first layer's weights: it has gone through all layers. */
  firstNorm(): number;
  dispose(): void;
}

/**
 * The gradients of a tanh network in all its weights and biases, and the norm of the error at every layer: forward, mean
 * squared error against a target, backward.
 * @param kind kernels: ours. ops: stock ops, tfjs's own gradients; without the norms, which a tape does not give. by-hand:
 *   stock ops, the backward pass written out so that no product is a transposed one, which tfjs's wasm backend computes
 *   ten times slower
 */
export function mlpGradients(kind: 'kernels' | 'ops' | 'by-hand', shape: MlpShape, data = mlpData(shape)): Gradients {
  const { L, B, n } = shape;
  const x = tf.tensor2d(data.x, [B, n]);
  const target = tf.tensor2d(data.target, [B, n]);
  const weights = tf.tensor3d(data.weights, [L, n, n]);
  const biases = tf.zeros<tf.Rank.R3>([L, 1, n]);
  const layers = Array.from({ length: L }, (_, l) =>
    tf.tensor2d(data.weights.subarray(l * n * n, (l + 1) * n * n), [n, n]),
  );
  const zero = tf.zeros<tf.Rank.R2>([1, n]);

  const stack = { form: 'plain', activation: 'tanh', branch: 1 } as const;
  const errorOf = (output: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.sub(output, target), 2 / (B * n));
  const byKernels = (): tf.Tensor => denseStackGradients(x, { ...stack, weights, biases }, errorOf).weights;
  const onTape = (): tf.Tensor => {
    const lossOf = (w: tf.Tensor, b: tf.Tensor) => {
      const given: DenseStack = { ...stack, weights: w as tf.Tensor3D, biases: b as tf.Tensor3D };
      return tf.mean(tf.square(tf.sub(composedDenseStack(x, given), target)));
    };
    return tf.grads(lossOf)([weights, biases])[0]!;
  };
  const byHand = (): tf.Tensor => {
    const states: tf.Tensor2D[] = [x];
    for (const w of layers) states.push(tf.tanh(tf.add(tf.matMul(states.at(-1)!, w), zero)));
    let dh = errorOf(states[L]!);
    let dw: tf.Tensor2D = zero;
    for (let l = L; l >= 1; l--) {
      const dz = tf.mul<tf.Tensor2D>(dh, tf.sub(1, tf.square(states[l]!)));
      dw = tf.matMul(tf.transpose(states[l - 1]!), dz);
      tf.sum(dz, 0, true);
      dh = tf.matMul(dz, tf.transpose(layers[l - 1]!));
      tf.sqrt(tf.sum(tf.square(dh)));
    }
    return dw;
  };
  const compute = { kernels: byKernels, ops: onTape, 'by-hand': byHand }[kind];
  return {
    step: () => tf.tidy(() => void compute()),
    // Of [L, n, n] the first matrix; a hand-written pass ends with it.
    firstNorm: () => tf.tidy(() => tf.norm(tf.slice(tf.reshape(compute(), [-1, n, n]), 0, 1)).dataSync()[0]!),
    dispose: () => tf.dispose([x, target, weights, biases, zero, ...layers]),
  };
}
