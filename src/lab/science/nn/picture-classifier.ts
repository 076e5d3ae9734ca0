import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from '../kernels/adam.ts';
import { convLayer } from '../kernels/conv.ts';
import { sigmoidCrossEntropy, softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import { gaussian } from './initialise.ts';
import { patchedMaps, type Patch } from './patched-picture.ts';
import { createRandom } from '../random.ts';
import { valuesOf } from './values-of.ts';

/**
 * A small convolutional net for square pictures.
 *
 * - plain: conv 3x3/2 8, conv 3x3/2 16, conv 3x3/2 16 (ReLU, zero padding 1), a linear readout of every position; RGB
 * - keyhole: conv 3x3/2 8, conv 3x3/2 16, the maximum of each channel over the picture, a linear readout: no unit sees
 *   more than 7 x 7 pixels, and it does not know where it looked; RGB
 * - wide: conv 5x5/2 8, conv 5x5/2 24, conv 3x3/2 24 (ReLU, no padding), a linear readout of every position; grey
 */
export type PictureNetKind = 'plain' | 'keyhole' | 'wide';

export interface PictureNet {
  readonly kind: PictureNetKind;
  /** Px; a multiple of 8 where there is padding. */
  readonly side: number;
  /** Outputs. 1: one yes-or-no question (logistic); else that many exclusive classes (softmax), unless the batch says otherwise. */
  readonly classes: number;
}

/** Pictures as the net reads them: [count, side, side, 3 or 1], red, green, blue or grey from 0 to 1. */
export interface PictureBatch {
  readonly count: number;
  readonly pixels: Float32Array;
}

export interface LabelledPictures extends PictureBatch {
  /** [count]: 0 or 1 for a yes-or-no question, else the class. */
  readonly labels: Uint8Array;
  /** How much each picture counts in the loss, [count]; they sum to 1. The mean if not given. Yes-or-no only. */
  readonly shares?: Float32Array;
}

/** Every output is a yes-or-no question of its own, and the answer a share of yes. */
export interface RatedPictures extends PictureBatch {
  /** [count, classes], each from 0 to 1. */
  readonly ratings: Float32Array;
}

/** Several exclusive questions side by side: the outputs of the first, then those of the second ... */
export interface CaptionedPictures extends PictureBatch {
  /** How many classes each question has; they sum to the net's outputs. */
  readonly groups: readonly number[];
  /** [groups, count]: the class that answers each question. */
  readonly words: Int32Array;
}

export interface PictureClassifier {
  readonly net: PictureNet;
  /** One step of Adam. @returns the loss before it in nats; one that is not finite leaves the weights as they were */
  train(batch: LabelledPictures | RatedPictures | CaptionedPictures, learningRate: number): number;
  /** [count, classes] */
  logits(batch: PictureBatch): Float32Array;
  /**
   * The logits of one picture with a patch at each of many places, [places + 1, classes], the picture without a patch as
   * the last: as `logits` of the patched pictures, in a part of the time.
   */
  patchedLogits(pixels: Float32Array, patch: Patch): Float32Array;
  /** What every unit of a layer (1 is the first) answers at every place: [count, places, places, units]. */
  maps(batch: PictureBatch, layer: number): Float32Array;
  /** All weights as they are now, flat, in the order of `pictureShapes`. */
  weights(): Float32Array;
  dispose(): void;
}

/** One convolution: its patch’s side, its units, and the zeros on each of the four sides. All have stride 2. */
interface Convolution {
  readonly patch: number;
  readonly units: number;
  readonly pad: number;
}

interface Architecture {
  readonly inputs: 1 | 3;
  readonly layers: readonly Convolution[];
  /** The maximum of each unit over the picture is read, not every place. */
  readonly keyhole?: true;
}

const narrow = (units: number): Convolution => ({ patch: 3, units, pad: 1 });
const architectures: Readonly<Record<PictureNetKind, Architecture>> = {
  plain: { inputs: 3, layers: [narrow(8), narrow(16), narrow(16)] },
  keyhole: { inputs: 3, layers: [narrow(8), narrow(16)], keyhole: true },
  wide: {
    inputs: 1,
    layers: [
      { patch: 5, units: 8, pad: 0 },
      { patch: 5, units: 24, pad: 0 },
      { patch: 3, units: 24, pad: 0 },
    ],
  },
};

/** What the units of one layer look at: so many px square, so far apart, the first beginning at `from`. */
export interface UnitField {
  readonly units: number;
  /** Places in a row. */
  readonly across: number;
  readonly px: number;
  readonly stride: number;
  readonly from: number;
}

/** @param layer 1 is the first */
export function unitField({ kind, side }: Pick<PictureNet, 'kind' | 'side'>, layer: number): UnitField {
  let field: UnitField = { units: architectures[kind].inputs, across: side, px: 1, stride: 1, from: 0 };
  for (const { patch, units, pad } of architectures[kind].layers.slice(0, layer)) {
    const { across, px, stride, from } = field;
    field = {
      units,
      across: Math.floor((across + 2 * pad - patch) / 2) + 1,
      px: px + (patch - 1) * stride,
      stride: 2 * stride,
      from: from - pad * stride,
    };
  }
  return field;
}

/** Every weight's shape by name, in the order in which they are packed. */
export function pictureShapes(net: PictureNet): Record<string, number[]> {
  const { inputs, layers, keyhole } = architectures[net.kind];
  const shapes: Record<string, number[]> = {};
  layers.forEach(({ patch, units }, layer) => {
    shapes[`filter${layer + 1}`] = [patch, patch, layers[layer - 1]?.units ?? inputs, units];
    shapes[`bias${layer + 1}`] = [units];
  });
  const { across, units } = unitField(net, layers.length);
  const features = keyhole ? units : across ** 2 * units;
  const { classes } = net;
  return { ...shapes, read: [features, classes], readBias: [1, classes] };
}

const sizeOf = (shape: readonly number[]) => shape.reduce((product, side) => product * side, 1);

/** How many weights a net has. */
export function pictureWeightCount(net: PictureNet): number {
  return Object.values(pictureShapes(net)).reduce((sum, shape) => sum + sizeOf(shape), 0);
}

/** He initialisation (He et al. 2015): N(0, 2 / fan-in) before a ReLU, N(0, 1 / fan-in) for the readout; biases zero. */
export function drawPictureWeights(net: PictureNet, seed: number): Float32Array {
  const random = createRandom(seed, 'picture weights');
  const parts = Object.entries(pictureShapes(net)).map(([key, shape]) => {
    const size = sizeOf(shape);
    if (/bias/i.test(key)) return new Float32Array(size);
    const fanIn = size / shape.at(-1)!;
    return gaussian(random, size, Math.sqrt((key === 'read' ? 1 : 2) / fanIn));
  });
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

/** Taken from every pixel: a picture's mean is no news. */
const centre = 0.5;

/** Pictures that are looked at together when many are asked for: memory for the activations of a batch, no more. */
const together = 256;

/**
 * @param from weights as `weights()` returns them; drawn from the seed if not given
 * @throws if the count of weights is not this net's
 */
export function createPictureClassifier(
  net: PictureNet,
  from: { readonly seed: number } | { readonly weights: Float32Array },
): PictureClassifier {
  const { side, classes } = net;
  const { inputs, layers, keyhole } = architectures[net.kind];
  const shapes = pictureShapes(net);
  const packed = 'weights' in from ? from.weights : drawPictureWeights(net, from.seed);
  if (packed.length !== pictureWeightCount(net)) {
    throw new Error(`${packed.length} weights for a picture net of ${pictureWeightCount(net)}.`);
  }
  let at = 0;
  const variables = Object.fromEntries(
    Object.entries(shapes).map(([key, shape]) => {
      const values = packed.slice(at, (at += sizeOf(shape)));
      return [key, tf.tidy(() => tf.variable(tf.tensor(values, shape)))];
    }),
  );
  const all = Object.values(variables);
  let optimizer: ReturnType<typeof createAdam> | null = null;

  const convolutions = layers.map(({ pad }, i) => ({
    filter: variables[`filter${i + 1}`] as tf.Tensor as tf.Tensor4D,
    bias: variables[`bias${i + 1}`] as tf.Tensor as tf.Tensor1D,
    stride: 2,
    pad,
    relu: true,
    inputGradient: i > 0,
  }));
  /** What the layers up to this one make of a picture. */
  const upTo = (x: tf.Tensor4D, last: number) => convolutions.slice(0, last).reduce(convLayer, x);

  const readings = (x: tf.Tensor4D) => readout(upTo(x, layers.length));
  const readout = (h: tf.Tensor4D): tf.Tensor2D => {
    const features = keyhole
      ? tf.max<tf.Tensor2D>(tf.reshape(h, [h.shape[0], -1, h.shape[3]]), 1)
      : tf.reshape<tf.Rank.R2>(h, [h.shape[0], -1]);
    return tf.add(tf.matMul(features, variables['read'] as tf.Tensor as tf.Tensor2D), variables['readBias']!);
  };

  const tensorOf = ({ count, pixels }: PictureBatch) =>
    tf.sub(tf.tensor4d(pixels, [count, side, side, inputs]), centre) as tf.Tensor4D;

  return {
    net,
    train(batch, learningRate) {
      const { value, grads } = tf.variableGrads(
        () =>
          tf.tidy(() => {
            const logits = readings(tensorOf(batch));
            const { count } = batch;
            if ('ratings' in batch) return ratingLoss(logits, batch);
            if ('groups' in batch) return captionLoss(logits, batch);
            const { labels, shares } = batch;
            if (classes > 1) return softmaxCrossEntropy(logits, tf.tensor1d(Int32Array.from(labels), 'int32'));
            const answers = tf.tensor2d(Float32Array.from(labels), [count, 1]);
            if (!shares) return sigmoidCrossEntropy(logits, answers);
            // ln(1 + e^z) - y z, each picture with its share.
            const each = tf.sub(tf.softplus(logits), tf.mul(answers, logits));
            return tf.sum<tf.Scalar>(tf.mul(each, tf.tensor2d(shares, [count, 1])));
          }),
        all,
      );
      const loss = value.dataSync()[0]!;
      const gradients = all.map((variable) => grads[variable.name]!);
      if (Number.isFinite(loss)) {
        optimizer ??= createAdam(all, { learningRate });
        optimizer.step(gradients, learningRate);
      }
      tf.dispose([value, ...gradients]);
      return loss;
    },
    logits({ count, pixels }) {
      const size = inputs * side * side;
      const found = new Float32Array(count * classes);
      for (let begin = 0; begin < count; begin += together) {
        const end = Math.min(count, begin + together);
        const part = { count: end - begin, pixels: pixels.subarray(begin * size, end * size) };
        found.set(
          valuesOf(() => readings(tensorOf(part))),
          begin * classes,
        );
      }
      return found;
    },
    patchedLogits(pixels, patch) {
      const centred = { ...patch, value: patch.value - centre };
      return valuesOf(() => {
        const { patched, whole } = patchedMaps(tensorOf({ count: 1, pixels }), convolutions, centred);
        return tf.concat([readout(patched), readout(whole)], 0);
      });
    },
    maps: (batch, layer) => valuesOf(() => upTo(tensorOf(batch), layer)),
    weights: () => Float32Array.from(all.flatMap((variable) => [...variable.dataSync<'float32'>()])),
    dispose() {
      optimizer?.dispose();
      tf.dispose(all);
    },
  };
}

/** The mean over pictures and questions. */
function ratingLoss(logits: tf.Tensor2D, { ratings }: RatedPictures): tf.Scalar {
  const column = [logits.size, 1] as [number, number];
  return sigmoidCrossEntropy(tf.reshape<tf.Rank.R2>(logits, column), tf.tensor2d(ratings, column));
}

/** The mean over pictures, summed over the questions. */
function captionLoss(logits: tf.Tensor2D, { count, groups, words }: CaptionedPictures): tf.Scalar {
  let first = 0;
  const losses = groups.map((size, group) => {
    const part = tf.slice(logits, [0, first], [count, size]);
    first += size;
    return softmaxCrossEntropy(part, tf.tensor1d(words.slice(group * count, (group + 1) * count), 'int32'));
  });
  return losses.reduce((sum, loss) => tf.add<tf.Scalar>(sum, loss));
}
