import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from '../kernels/adam.ts';
import { softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import { recurrentNet } from '../kernels/recurrent.ts';
import {
  blocksOfFilmNet,
  isSequence,
  positionCode,
  positionWidth,
  type BlockName,
  type FilmNetShape,
} from './film-net.ts';

/** Films to learn from. */
export interface FilmBatch {
  /** T and B. */
  readonly frames: number;
  readonly count: number;
  /** [T, B, P], time first. */
  readonly pixels: Float32Array;
  /** [B] */
  readonly labels: Float32Array;
  /** [T, B] */
  readonly captions: Float32Array;
}

export interface FilmNetTraining {
  /**
   * One step of Adam on a batch.
   * @param learningRate replaces the one given at the start, from now on
   * @returns the loss before it, in nats; one that is not finite changes no weight
   */
  step(batch: FilmBatch, learningRate?: number): number;
  /** The loss and its gradient, in the order of the flat weights. */
  gradient(batch: FilmBatch): { loss: number; gradient: Float32Array };
  /** The flat weights as they stand. */
  weights(): Float32Array;
  dispose(): void;
}

/**
 * Trains one net with tfjs and the fused kernels: Adam, the gradient's global norm clipped to 1. The loss is the film's mean
 * cross-entropy; sequences add that of the captions, and the single frame is asked at every frame of the film.
 */
export function trainFilmNet(shape: FilmNetShape, initial: Float32Array, learningRate: number): FilmNetTraining {
  const blocks = blocksOfFilmNet(shape);
  let offset = 0;
  const variables = blocks.map(({ rows, columns }) =>
    tf.tidy(() => tf.variable(tf.tensor2d(initial.slice(offset, (offset += rows * columns)), [rows, columns]))),
  );
  const block = (name: BlockName) => {
    const index = blocks.findIndex((one) => one.name === name);
    return variables[index] as tf.Tensor as tf.Tensor2D;
  };
  const optimizer = createAdam(variables, { learningRate, clipNorm: 1 });

  const affine = (x: tf.Tensor2D, weight: BlockName, bias: BlockName) =>
    tf.add<tf.Tensor2D>(tf.matMul(x, block(weight)), block(bias));

  /** tanh(x W + b) as a tanh net's first step from nothing: one fused kernel instead of stock tfjs's slow product. [rows, F] */
  const encode = (x: tf.Tensor2D) => {
    const { features: F } = shape;
    const outputs = recurrentNet(tf.expandDims<tf.Tensor3D>(x, 0), {
      kind: 'rnn',
      input: block('encoder'),
      recurrent: tf.zeros([F, F]),
      bias: block('encoderBias'),
    });
    return tf.reshape(outputs, [x.shape[0], F]) as tf.Tensor2D;
  };

  const lossOf = (batch: FilmBatch): tf.Scalar => {
    const { kind, pixels: P } = shape;
    const rows = batch.frames * batch.count;
    const asked = tf.tensor1d(batch.labels);
    if (kind === 'frame') {
      const logits = affine(encode(tf.tensor2d(batch.pixels, [rows, P])), 'answer', 'answerBias');
      return softmaxCrossEntropy(logits, tf.tile(asked, [batch.frames]));
    }
    if (isSequence(kind)) return sequenceLoss(kind, batch, asked);
    const features = encode(tf.tensor2d(filmsFirst(batch, P), [rows, P]));
    return softmaxCrossEntropy(affine(meanOverTime(features, batch), 'answer', 'answerBias'), asked);
  };

  const sequenceLoss = (kind: 'lstm' | 'rnn', { frames: T, count: B, ...batch }: FilmBatch, asked: tf.Tensor1D) => {
    const { pixels: P, features: F, units: H } = shape;
    const features = encode(tf.tensor2d(batch.pixels, [T * B, P]));
    const outputs = recurrentNet(tf.reshape(features, [T, B, F]), {
      kind,
      input: block('input'),
      recurrent: block('recurrent'),
      bias: block('bias'),
    });
    const last = tf.reshape(tf.slice(outputs, [T - 1, 0, 0], [1, B, H]), [B, H]) as tf.Tensor2D;
    const told = affine(tf.reshape(outputs, [T * B, H]), 'caption', 'captionBias');
    return tf.add<tf.Scalar>(
      softmaxCrossEntropy(affine(last, 'answer', 'answerBias'), asked),
      softmaxCrossEntropy(told, tf.tensor1d(batch.captions)),
    );
  };

  /** Plain, or weighted by attention. features [B T, F], films first -> [B, F] */
  const meanOverTime = (features: tf.Tensor2D, { frames: T, count: B }: FilmBatch) => {
    const weights = shape.kind === 'pool' ? tf.fill([B, T], 1 / T) : tf.softmax(scoresOf(features, T, B));
    const films = tf.reshape(features, [B, T, shape.features]);
    return tf.reshape<tf.Rank.R2>(tf.matMul(tf.expandDims(weights, 1), films), [B, shape.features]);
  };

  /** [B, T] */
  const scoresOf = (features: tf.Tensor2D, T: number, B: number) => {
    const scores = tf.reshape(tf.matMul(features, block('score')), [B, T]);
    if (shape.kind === 'attention') return scores;
    const code = tf.tensor2d(Float32Array.from(positionCode(T)), [T, positionWidth]);
    return tf.add(scores, tf.reshape(tf.matMul(code, block('position')), [1, T]));
  };

  const gradients = (batch: FilmBatch) => {
    const { value, grads } = tf.variableGrads(() => tf.tidy(() => lossOf(batch)), variables);
    const loss = value.dataSync()[0]!;
    value.dispose();
    return { loss, tensors: variables.map((variable) => grads[variable.name]!) };
  };
  const flat = (tensors: readonly tf.Tensor[]) => {
    const all = new Float32Array(tensors.reduce((sum, { size }) => sum + size, 0));
    let at = 0;
    for (const tensor of tensors) {
      all.set(tensor.dataSync(), at);
      at += tensor.size;
    }
    return all;
  };

  return {
    step(batch, rate) {
      const { loss, tensors } = gradients(batch);
      if (Number.isFinite(loss)) optimizer.step(tensors, rate);
      tf.dispose(tensors);
      return loss;
    },
    gradient(batch) {
      const { loss, tensors } = gradients(batch);
      const gradient = flat(tensors);
      tf.dispose(tensors);
      return { loss, gradient };
    },
    weights: () => flat(variables),
    dispose() {
      optimizer.dispose();
      tf.dispose(variables);
    },
  };
}

/** A batch's pixels with the films one after another: [T, B, P] -> [B, T, P]. */
function filmsFirst({ frames: T, count: B, pixels }: FilmBatch, P: number): Float32Array {
  const films = new Float32Array(pixels.length);
  for (let t = 0; t < T; t++) {
    for (let b = 0; b < B; b++) films.set(pixels.subarray((t * B + b) * P, (t * B + b + 1) * P), (b * T + t) * P);
  }
  return films;
}
