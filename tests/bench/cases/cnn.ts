import * as core from '@tensorflow/tfjs-core';
import { createAdam } from '../../../src/lab/kernels/adam.ts';
import { adamSettings, type Training } from '../../../src/lab/bench/lstm-step.ts';
import type { Contestant } from '../../../src/lab/bench/rounds.ts';
import { gaussian } from '../../../src/lab/nn/initialise.ts';
import { createRandom } from '../../../src/lab/nn/random.ts';
import { inThisProcess, labels, umbrella as tf } from '../node-contestants.ts';
import type { TorchPeer } from '../torch-peer.ts';
import { asWork } from './lstm.ts';

export const cnnCase = {
  id: 'cnn-32',
  title: '卷积网络训练一步：32×32 彩图，卷积 8-16-32（3×3，步幅 2），批 32，十类',
  shape: { B: 32, side: 32, channels: [3, 8, 16, 32], classes: 10 },
} as const;

export type CnnShape = typeof cnnCase.shape;

/** filterL: [3, 3, in, out]; dense: [rows, classes], rows in the order height, width, channel; biases are zero. */
export interface CnnData {
  readonly x: Float32Array;
  /** One-hot, [B, classes]. */
  readonly labels: Float32Array;
  readonly filter0: Float32Array;
  readonly filter1: Float32Array;
  readonly filter2: Float32Array;
  readonly dense: Float32Array;
}

function cnnData({ B, side, channels, classes }: CnnShape): CnnData {
  const random = createRandom(3, 'bench');
  const filter = (l: number) => {
    const [from, to] = [channels[l]!, channels[l + 1]!];
    return gaussian(random, 9 * from * to, Math.sqrt(2 / (9 * from)));
  };
  const rows = (side / 8) ** 2 * channels[3];
  const oneHot = new Float32Array(B * classes);
  for (let i = 0; i < B; i++) oneHot[i * classes + (i % classes)] = 1;
  return {
    x: gaussian(random, B * side * side * channels[0], 1),
    labels: oneHot,
    filter0: filter(0),
    filter1: filter(1),
    filter2: filter(2),
    dense: gaussian(random, rows * classes, 1 / Math.sqrt(rows)),
  };
}

/** What the contestants do each in their way. */
interface Parts {
  convolution(x: core.Tensor4D, filter: core.Tensor4D, bias: core.Tensor1D, inputGradient: boolean): core.Tensor4D;
  loss(logits: core.Tensor2D, oneHot: core.Tensor2D): core.Scalar;
  readonly ourAdam: boolean;
}

/** Found by pattern: our convolution may not be there yet; then its place stays empty. */
const ourModules = import.meta.glob<Record<string, unknown>>('../../../src/lab/kernels/{conv,cross-entropy}.ts');

/**
 * The work: one training step, which is three convolutions 3x3 with stride 2, one zero around, and ReLU, a dense layer,
 * softmax cross-entropy, backward to all weights, Adam.
 */
export async function cnnContestants(torch: TorchPeer | undefined): Promise<Contestant[]> {
  const shape = cnnCase.shape;
  const data = cnnData(shape);
  const ours = await ourParts();
  return [
    ...(ours ? [await inThisProcess('ours', labels.ours, 'wasm', () => asWork(training(shape, data, ours)))] : []),
    await inThisProcess('polyfill', 'tfjs 现成算子，补上缺的卷积梯度（wasm）', 'wasm', () =>
      asWork(training(shape, data, stockParts)),
    ),
    ...(torch ? [await torch.contestant('cnn', shape, data)] : []),
  ];
}

async function ourParts(): Promise<Parts | undefined> {
  const offered: Record<string, unknown> = {};
  for (const load of Object.values(ourModules)) Object.assign(offered, await load());
  const { convLayer, softmaxCrossEntropy } = offered as {
    convLayer?: (x: core.Tensor4D, layer: object) => core.Tensor4D;
    softmaxCrossEntropy?: (logits: core.Tensor2D, labels: core.Tensor1D) => core.Scalar;
  };
  if (!convLayer || !softmaxCrossEntropy) return undefined;
  return {
    convolution: (x, filter, bias, inputGradient) =>
      convLayer(x, { filter, bias, stride: 2, pad: 1, relu: true, inputGradient }),
    loss: (logits, oneHot) => softmaxCrossEntropy(logits, core.argMax(oneHot, 1)),
    ourAdam: true,
  };
}

const stockParts: Parts = {
  convolution: (x, filter, bias, inputGradient) =>
    core.relu(core.add(convolutionWithPolyfill(x, filter, inputGradient), bias)),
  loss: (logits, oneHot) => core.losses.softmaxCrossEntropy(oneHot, logits),
  ourAdam: false,
};

/**
 * tfjs's wasm backend has no kernel for the gradient in the filter (Conv2DBackpropFilter). Here it is made of what there
 * is: the nine shifted, thinned copies of the input side by side (im2col), then one product with the error.
 */
function convolutionWithPolyfill(x: core.Tensor4D, filter: core.Tensor4D, inputGradient: boolean): core.Tensor4D {
  const op = core.customGrad((...given) => {
    const [input, weights, save] = given as unknown as [core.Tensor4D, core.Tensor4D, (tensors: core.Tensor[]) => void];
    save([input, weights]);
    return {
      value: core.conv2d(input, weights, 2, 1),
      gradFunc: (dy: core.Tensor, saved: core.Tensor[]) => {
        const [from, w] = saved as [core.Tensor4D, core.Tensor4D];
        const error = dy as core.Tensor4D;
        const [B, height, width, channels] = error.shape;
        const padded = core.pad(from, [
          [0, 0],
          [1, 1],
          [1, 1],
          [0, 0],
        ]);
        const inputs = from.shape[3];
        const shifted = Array.from({ length: 9 }, (_, k) => {
          const [down, right] = [Math.floor(k / 3), k % 3];
          return core.stridedSlice(
            padded,
            [0, down, right, 0],
            [B, down + 2 * height - 1, right + 2 * width - 1, inputs],
            [1, 2, 2, 1],
          );
        });
        const rows = core.reshape(core.concat(shifted, 3), [B * height * width, 9 * inputs]);
        const dFilter = core.matMul(core.transpose(rows), core.reshape(error, [B * height * width, channels]));
        const dInput = inputGradient ? core.conv2dTranspose(error, w, from.shape, 2, 1) : core.zerosLike(from);
        return [dInput, core.reshape(dFilter, w.shape)];
      },
    };
  });
  return op(x, filter);
}

function training(shape: CnnShape, data: CnnData, { convolution, loss, ourAdam }: Parts): Training {
  const { B, side, channels, classes } = shape;
  const x = core.tensor4d(data.x, [B, side, side, 3]);
  const oneHot = core.tensor2d(data.labels, [B, classes]);
  const filters = [data.filter0, data.filter1, data.filter2].map((values, l) =>
    core.variable(core.tensor4d(values, [3, 3, channels[l]!, channels[l + 1]!])),
  );
  const biases = filters.map((_, l) => core.variable(core.zeros<core.Rank.R1>([channels[l + 1]!])));
  const rows = data.dense.length / classes;
  const dense = core.variable(core.tensor2d(data.dense, [rows, classes]));
  const denseBias = core.variable(core.zeros<core.Rank.R2>([1, classes]));
  const variables = [...filters, ...biases, dense, denseBias];
  const { learningRate, beta1, beta2, epsilon } = adamSettings;
  const ours = ourAdam ? createAdam(variables as core.Variable[], adamSettings) : undefined;
  const stock = ours ? undefined : tf.train.adam(learningRate, beta1, beta2, epsilon);
  const lossOf = (): core.Scalar => {
    let h: core.Tensor4D = x;
    for (const [l, filter] of filters.entries()) h = convolution(h, filter, biases[l]!, l > 0);
    const logits = core.add<core.Tensor2D>(core.matMul(core.reshape(h, [B, rows]), dense as core.Tensor2D), denseBias);
    return loss(logits, oneHot);
  };
  return {
    step() {
      const { value, grads } = core.variableGrads(lossOf, variables as core.Variable[]);
      if (ours) ours.step(variables.map((variable) => grads[variable.name]!));
      else stock?.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      value.dispose();
      core.dispose(grads);
    },
    loss: () => core.tidy(() => lossOf().dataSync()[0]!),
    dispose() {
      ours?.dispose();
      stock?.dispose();
      core.dispose([x, oneHot, ...variables]);
    },
  };
}
