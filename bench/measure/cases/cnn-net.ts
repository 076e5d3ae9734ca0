import * as core from '@tensorflow/tfjs-core';
import { createAdam } from '../../../src/lab/science/kernels/adam.ts';
import { affine } from '../../../src/lab/science/kernels/affine.ts';
import { convLayer } from '../../../src/lab/science/kernels/conv.ts';
import { softmaxCrossEntropy } from '../../../src/lab/science/kernels/cross-entropy.ts';
import { patchedMaps } from '../../../src/lab/science/nn/patched-picture.ts';
import { adamSettings, type Training } from '../../../src/bench/lstm-step.ts';
import { umbrella as tf } from '../node-contestants.ts';
import { occlusionPatch, type CnnData, type CnnShape } from './cnn-data.ts';

/** What the contestants do each in their way. */
interface Parts {
  convolution(x: core.Tensor4D, filter: core.Tensor4D, bias: core.Tensor1D, inputGradient: boolean): core.Tensor4D;
  head(x: core.Tensor2D, weights: core.Tensor2D, bias: core.Tensor2D): core.Tensor2D;
  loss(logits: core.Tensor2D, oneHot: core.Tensor2D): core.Scalar;
  readonly ourAdam: boolean;
}

export const ourParts: Parts = {
  convolution: (x, filter, bias, inputGradient) =>
    convLayer(x, { filter, bias, stride: 2, pad: 1, relu: true, inputGradient }),
  head: (x, weights, bias) => affine(x, { weights, bias }),
  loss: (logits, oneHot) => softmaxCrossEntropy(logits, core.argMax(oneHot, 1)),
  ourAdam: true,
};

export const stockParts: Parts = {
  convolution: (x, filter, bias, inputGradient) =>
    core.relu(core.add(convolutionWithPolyfill(x, filter, inputGradient), bias)),
  head: (x, weights, bias) => core.add(core.matMul(x, weights), bias),
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

/** The net on tfjs's tape. A step goes over all pictures, batch by batch; `classify` only forward, to the logits. */
export function cnnNet(shape: CnnShape, data: CnnData, parts: Parts): Training & { classify(): number } {
  const { B, images, side, channels, classes } = shape;
  const batches = Array.from({ length: Math.ceil(images / B) }, (_, i) => {
    const [first, end] = [i * B, Math.min(images, (i + 1) * B)];
    const size = side * side * channels[0];
    return {
      x: core.tensor4d(data.x.subarray(first * size, end * size), [end - first, side, side, channels[0]]),
      oneHot: core.tensor2d(data.labels.subarray(first * classes, end * classes), [end - first, classes]),
    };
  });
  const filters = [data.filter0, data.filter1, data.filter2].map((values, l) =>
    core.variable(core.tensor4d(values, [3, 3, channels[l]!, channels[l + 1]!])),
  );
  const biases = filters.map((_, l) => core.variable(core.zeros<core.Rank.R1>([channels[l + 1]!])));
  const rows = data.dense.length / classes;
  const dense = core.variable(core.tensor2d(data.dense, [rows, classes]));
  const denseBias = core.variable(core.zeros<core.Rank.R2>([1, classes]));
  const variables = [...filters, ...biases, dense, denseBias];
  const { learningRate, beta1, beta2, epsilon } = adamSettings;
  const ours = parts.ourAdam ? createAdam(variables as core.Variable[], adamSettings) : undefined;
  const stock = ours ? undefined : tf.train.adam(learningRate, beta1, beta2, epsilon);
  const logitsOf = (x: core.Tensor4D): core.Tensor2D => {
    let h = x;
    for (const [l, filter] of filters.entries()) h = parts.convolution(h, filter, biases[l]!, l > 0);
    return parts.head(core.reshape(h, [-1, rows]), dense as core.Tensor2D, denseBias as core.Tensor2D);
  };
  const lossOf = ({ x, oneHot }: (typeof batches)[number]): core.Scalar => parts.loss(logitsOf(x), oneHot);
  return {
    step() {
      for (const batch of batches) {
        const { value, grads } = core.variableGrads(() => lossOf(batch), variables as core.Variable[]);
        if (ours) ours.step(variables.map((variable) => grads[variable.name]!));
        else stock?.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
        value.dispose();
        core.dispose(grads);
      }
    },
    loss: () => core.tidy(() => lossOf(batches[0]!).dataSync()[0]!),
    classify: () => core.tidy(() => core.norm(core.concat(batches.map(({ x }) => logitsOf(x)))).dataSync()[0]!),
    dispose() {
      ours?.dispose();
      stock?.dispose();
      core.dispose([...batches.flatMap(({ x, oneHot }) => [x, oneHot]), ...variables]);
    },
  };
}

/** The logits of `data`'s one picture with a square at every place, as the experiments compute them; `step` gives their norm. */
export function patchedNet({ side, channels, classes }: CnnShape, data: CnnData) {
  const layers = [data.filter0, data.filter1, data.filter2].map((values, l) => ({
    filter: core.tensor4d(values, [3, 3, channels[l]!, channels[l + 1]!]),
    bias: core.zeros<core.Rank.R1>([channels[l + 1]!]),
    stride: 2,
    pad: 1,
    relu: true,
  }));
  const rows = data.dense.length / classes;
  const dense = core.tensor2d(data.dense, [rows, classes]);
  const denseBias = core.zeros<core.Rank.R2>([1, classes]);
  const picture = core.tensor4d(data.x, [1, side, side, channels[0]]);
  const step = () =>
    core.tidy(() => {
      const { patched } = patchedMaps(picture, layers, occlusionPatch);
      const maps = core.reshape<core.Rank.R2>(patched, [-1, rows]);
      return core.norm(affine(maps, { weights: dense, bias: denseBias })).dataSync<'float32'>()[0]!;
    });
  return {
    step,
    probe: step,
    dispose: () => core.dispose([picture, dense, denseBias, ...layers.flatMap(({ filter, bias }) => [filter, bias])]),
  };
}
