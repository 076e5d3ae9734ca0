import * as tf from '@tensorflow/tfjs-core';
import { composedDenseStack, runDenseStack, runDenseStackGradient, type DenseStack } from './dense-stack.ts';
import { hasLabKernels } from './registration.ts';

/** What backpropagation finds in a stack. The caller disposes all of it. */
export interface StackGradients {
  /** h_L, [B, n] */
  readonly output: tf.Tensor2D;
  /** The error of h_0, [B, n]. */
  readonly input: tf.Tensor2D;
  /** [L, n, n] and [L, 1, n], as the parameters. */
  readonly weights: tf.Tensor3D;
  readonly biases: tf.Tensor3D;
  readonly gateWeights: tf.Tensor3D | undefined;
  readonly gateBiases: tf.Tensor3D | undefined;
  /** The norm of the error of every h_l over the whole batch, h_0 first: [L + 1]. */
  readonly errorNorms: tf.Tensor1D;
}

/**
 * A stack's gradients together with the error's norm at every layer, which a tape does not give: for whoever asks where the
 * error went and not only what to change. Not on a tape itself.
 *
 * @param errorOf dLoss / dh_L of the output, [B, n]
 */
export function denseStackGradients(
  input: tf.Tensor2D,
  stack: DenseStack,
  errorOf: (output: tf.Tensor2D) => tf.Tensor2D,
): StackGradients {
  return tidied(() => {
    if (!hasLabKernels() || stack.weights.shape[0] === 0) return composedStackGradients(input, stack, errorOf);
    const [output, kept] = runDenseStack(input, stack);
    const found = runDenseStackGradient(errorOf(output as tf.Tensor2D), stack, kept!);
    const gated = stack.form === 'highway';
    return {
      output: output as tf.Tensor2D,
      input: found[0] as tf.Tensor2D,
      weights: found[1] as tf.Tensor3D,
      biases: found[2] as tf.Tensor3D,
      gateWeights: gated ? (found[3] as tf.Tensor3D) : undefined,
      gateBiases: gated ? (found[4] as tf.Tensor3D) : undefined,
      errorNorms: tf.sqrt(found.at(-1) as tf.Tensor1D),
    };
  });
}

/** The same in stock tfjs ops, layer by layer: where no kernel can run, and to be compared with. */
export function composedStackGradients(
  input: tf.Tensor2D,
  stack: DenseStack,
  errorOf: (output: tf.Tensor2D) => tf.Tensor2D,
): StackGradients {
  return tidied(() => {
    const L = stack.weights.shape[0];
    const gated = stack.form === 'highway' && stack.gateWeights && stack.gateBiases;
    const parameters = gated
      ? [stack.weights, stack.biases, stack.gateWeights, stack.gateBiases]
      : [stack.weights, stack.biases];
    const ofLayer = (l: number) => parameters.map((tensor) => tf.slice(tensor!, [l, 0, 0], [1, -1, -1]));
    const apply = (h: tf.Tensor, [weights, biases, gateWeights, gateBiases]: tf.Tensor[]) =>
      composedDenseStack(h as tf.Tensor2D, { ...stack, weights, biases, gateWeights, gateBiases } as DenseStack);
    const states: tf.Tensor2D[] = [input];
    for (let l = 0; l < L; l++) states.push(apply(states[l]!, ofLayer(l)));
    let error: tf.Tensor = errorOf(states[L]!);
    const norms = [tf.norm(error)];
    const found: tf.Tensor[][] = parameters.map(() => []);
    for (let l = L - 1; l >= 0; l--) {
      const [below, ...own] = tf.grads((h, ...given) => apply(h!, given))([states[l]!, ...ofLayer(l)], error);
      error = below!;
      own.forEach((gradient, i) => found[i]!.unshift(gradient));
      norms.unshift(tf.norm(error));
    }
    const joined = found.map((layers, i) => (L === 0 ? tf.zerosLike(parameters[i]!) : tf.concat(layers, 0)));
    const [weights, biases, gateWeights, gateBiases] = joined as tf.Tensor3D[];
    const output = states[L]!;
    const errorNorms = tf.stack(norms) as tf.Tensor1D;
    return {
      output,
      input: error as tf.Tensor2D,
      weights: weights!,
      biases: biases!,
      gateWeights,
      gateBiases,
      errorNorms,
    };
  });
}

/** tf.tidy, whose types know no interfaces. */
function tidied(found: () => StackGradients): StackGradients {
  return tf.tidy(() => ({ ...found() }) as unknown as tf.TensorContainerObject) as unknown as StackGradients;
}
