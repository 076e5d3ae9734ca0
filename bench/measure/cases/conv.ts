import * as core from '@tensorflow/tfjs-core';
import { gaussian } from '../../../src/lab/science/nn/initialise.ts';
import { convLayer } from '../../../src/lab/science/kernels/conv.ts';
import { createRandom } from '../../../src/lab/science/random.ts';

/** One convolution 3 x 3, stride 1, a zero around, and ReLU: `side` x `side` pixels of C channels to as many of F. */
export interface ConvShape {
  readonly B: number;
  readonly side: number;
  readonly C: number;
  readonly F: number;
}

export interface ConvData {
  /** [B, side, side, C] */
  readonly x: Float32Array;
  /** [3, 3, C, F]; biases are zero. */
  readonly filter: Float32Array;
  /** The error of every output, [B, side, side, F]. */
  readonly error: Float32Array;
}

export function convData({ B, side, C, F }: ConvShape): ConvData {
  const random = createRandom(4, 'bench');
  return {
    x: gaussian(random, B * side * side * C, 1),
    filter: gaussian(random, 9 * C * F, Math.sqrt(2 / (9 * C))),
    error: gaussian(random, B * side * side * F, 1),
  };
}

/** The work: the layer's output and from its errors those of pictures, filter and bias. */
export function convGradients({ B, side, C, F }: ConvShape, data: ConvData) {
  const x = core.tensor4d(data.x, [B, side, side, C]);
  const filter = core.tensor4d(data.filter, [3, 3, C, F]);
  const bias = core.zeros<core.Rank.R1>([F]);
  const error = core.tensor4d(data.error, [B, side, side, F]);
  const layer = (...[pictures, weights, biases]: core.Tensor[]) =>
    convLayer(pictures as core.Tensor4D, {
      filter: weights as core.Tensor4D,
      bias: biases as core.Tensor1D,
      stride: 1,
      pad: 1,
      relu: true,
    });
  const gradients = () => core.grads(layer)([x, filter, bias], error);
  return {
    step: () => core.dispose(gradients()),
    probe: () => core.tidy(() => core.norm(gradients()[1]!).dataSync<'float32'>()[0]!),
    dispose: () => core.dispose([x, filter, bias, error]),
  };
}
