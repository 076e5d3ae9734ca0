import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

export interface AffineLayer {
  /** [I, O] */
  readonly weights: tf.Tensor2D;
  /** [1, O] or [O] */
  readonly bias: tf.Tensor;
  /** false where x is data: its gradient is then not computed, and asking for it is an error. true if not given. */
  readonly inputGradient?: boolean;
}

/**
 * x W + b in one op, differentiable in all three: a net's head. tfjs's own gradient of a product multiplies by transposed
 * matrices, which its wasm backend does ten times slower.
 *
 * @param x [B, I]
 * @returns [B, O]
 */
export function affine(x: tf.Tensor2D, layer: AffineLayer): tf.Tensor2D {
  const { weights, bias, inputGradient = true } = layer;
  const [I, O] = weights.shape;
  if (x.shape[1] !== I) throw new Error(`affine: inputs of width ${x.shape[1]}, weights for ${I}.`);
  if (bias.size !== O) throw new Error(`affine: ${bias.size} biases for ${O} outputs.`);
  if (!hasLabKernels() || x.size === 0 || O === 0) return composedAffine(x, layer);
  const attributes = { inputGradient: inputGradient ? 1 : 0 };
  return runLabKernel('LabAffine', { x, weights, bias }, attributes)[0] as tf.Tensor2D;
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedAffine(x: tf.Tensor2D, { weights, bias }: AffineLayer): tf.Tensor2D {
  return tf.tidy(() => tf.add(tf.matMul(x, weights), bias));
}

function sidesOf(x: tf.TensorInfo, weights: tf.TensorInfo): { B: number; I: number; O: number } {
  const [I, O] = weights.shape as [number, number];
  return { B: x.shape[0]!, I, O };
}

const packedLength = (K: number, N: number) => Math.ceil(N / 8) * K * 8;

defineKernel(
  'LabAffine',
  (host, { x, weights, bias }) => {
    const { B, I, O } = sidesOf(x!, weights!);
    return host.call({
      inputs: [x!, weights!, bias!],
      outputs: [[B, O]],
      scratch: packedLength(I, O),
      run: (kernels, { inputs: [at, w, b], outputs: [y], scratch }) =>
        kernels.affineForward(at!, w!, b!, y!, B, I, O, scratch),
    });
  },
  {
    inputsToSave: ['x', 'weights', 'bias'],
    gradFunc(dy, saved, attributes) {
      const [x, weights, bias] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [dw, db, dx] = runLabKernel('LabAffineGrad', { upstream, x, weights, bias }, attributes);
      return {
        x() {
          if (!dx) throw new Error('affine: the gradient of x was asked for, with inputGradient: false.');
          return dx;
        },
        weights: () => dw!,
        bias: () => db!,
      };
    },
  },
);

/** Outputs: the errors of weights, bias (in its own shape) and, if wanted, x. */
defineKernel('LabAffineGrad', (host, { upstream, x, weights, bias }, attributes) => {
  const { B, I, O } = sidesOf(x!, weights!);
  return host.call({
    inputs: [upstream!, x!, weights!],
    outputs: [[I, O], [...bias!.shape], ...(attributes['inputGradient'] === 1 ? [[B, I]] : [])],
    scratch: Math.max(packedLength(B, O), packedLength(O, I)),
    run: (kernels, { inputs: [dy, at, w], outputs: [dw, db, dx = 0], scratch }) =>
      kernels.affineBackward(at!, w!, dy!, dx, dw!, db!, B, I, O, scratch),
  });
});
