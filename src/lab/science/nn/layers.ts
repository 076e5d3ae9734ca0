import * as tf from '@tensorflow/tfjs-core';
import { affine } from '../kernels/affine.ts';
import type { Activation, StackForm } from '../kernels/dense-stack.ts';

/** Layers that map a width to the same width and can therefore be stacked a hundred deep. */
export type LayerKind = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'selu' | 'highway' | 'residual';

/** One layer's parameters. Rank 2 for one network, rank 3 with a leading axis for several networks at once. */
export interface LayerTensors {
  /** [..., n, n], applied from the right: rows are examples, as in the notes (h^i = f(h^(i-1) W)). */
  readonly weight: tf.Tensor;
  /** [..., 1, n] */
  readonly bias?: tf.Tensor | undefined;
  /** Highway only: the transform gate's own weight and bias. */
  readonly gateWeight?: tf.Tensor | undefined;
  readonly gateBias?: tf.Tensor | undefined;
}

/**
 * One layer on the tape, differentiable in its input and its parameters.
 *
 * - highway: t * relu(h W) + (1 - t) * h with t = sigmoid(h Wt + bt) (Srivastava, Greff & Schmidhuber 2015)
 * - residual: h + branch * relu(h W) (after He et al. 2015, one layer a branch, no normalisation)
 * - selu: constants of Klambauer et al. 2017, as tfjs has them
 *
 * @param input [..., rows, n]
 */
export function applyLayer(kind: LayerKind, input: tf.Tensor, layer: LayerTensors, branch: number): tf.Tensor {
  const product = tf.matMul(input, layer.weight);
  const sum = layer.bias ? tf.add(product, layer.bias) : product;
  switch (kind) {
    case 'linear':
      return sum;
    case 'sigmoid':
      return tf.sigmoid(sum);
    case 'tanh':
      return tf.tanh(sum);
    case 'relu':
      return tf.relu(sum);
    case 'selu':
      return tf.selu(sum);
    case 'residual':
      return tf.add(input, tf.mul(tf.relu(sum), branch));
    case 'highway': {
      if (!layer.gateWeight || !layer.gateBias) throw new Error('A highway layer needs gateWeight and gateBias.');
      const gate = tf.sigmoid(tf.add(tf.matMul(input, layer.gateWeight), layer.gateBias));
      return tf.add(input, tf.mul(gate, tf.sub(tf.relu(sum), input)));
    }
  }
}

/** A square layer as a form of the fused stack (lab/kernels). */
export function stackOf(kind: LayerKind): { form: StackForm; activation: Activation } {
  if (kind === 'highway' || kind === 'residual') return { form: kind, activation: 'relu' };
  return { form: 'plain', activation: kind };
}

/** Cells that are one and the same layer at every time step. */
export type CellKind = 'rnn' | 'lstm' | 'lstm-1997';

export interface CellTensors {
  /** [..., n, g n]: from the last output; gates in the order input, candidate, output and, for `lstm`, forget. */
  readonly recurrent: tf.Tensor;
  /** [..., 1, g n]: this time step's input already multiplied by its weights, biases included. */
  readonly drive: tf.Tensor;
}

/**
 * One time step on the tape.
 *
 * - rnn: h' = tanh(h U + drive); the state is h, width n
 * - lstm: c' = f c + i g, h' = o tanh(c') (Hochreiter & Schmidhuber 1997 with the forget gate of Gers, Schmidhuber &
 *   Cummins 2000); the state is [h, c], width 2 n
 * - lstm-1997: the same with f = 1, the constant error carousel
 *
 * @param state [..., rows, n] or [..., rows, 2 n]
 */
export function applyCell(kind: CellKind, state: tf.Tensor, cell: CellTensors): tf.Tensor {
  const last = state.rank - 1;
  if (kind === 'rnn') return tf.tanh(driven(state, cell));
  const n = state.shape[last]! / 2;
  const part = (tensor: tf.Tensor, index: number) => {
    const begin = tensor.shape.map((_, axis) => (axis === last ? index * n : 0));
    const size = tensor.shape.map((length, axis) => (axis === last ? n : length));
    return tf.slice(tensor, begin, size);
  };
  const gates = driven(part(state, 0), cell);
  const written = tf.mul(tf.sigmoid(part(gates, 0)), tf.tanh(part(gates, 1)));
  const kept = kind === 'lstm' ? tf.mul(tf.sigmoid(part(gates, 3)), part(state, 1)) : part(state, 1);
  const memory = tf.add(kept, written);
  return tf.concat([tf.mul(tf.sigmoid(part(gates, 2)), tf.tanh(memory)), memory], last);
}

/** h U + drive; of one network in a fused op, whose gradient needs no transposed product. */
function driven(h: tf.Tensor, { recurrent, drive }: CellTensors): tf.Tensor {
  if (recurrent.rank !== 3 || recurrent.shape[0] !== 1) return tf.add(tf.matMul(h, recurrent), drive);
  const [, n, columns] = recurrent.shape as [number, number, number];
  const weights = tf.reshape<tf.Rank.R2>(recurrent, [n, columns]);
  const sum = affine(tf.reshape(h, [-1, n]), { weights, bias: tf.reshape(drive, [1, columns]) });
  return tf.reshape(sum, [...h.shape.slice(0, -1), columns]);
}

/** How many blocks of n columns a cell's recurrent matrix has. */
export const gateCount: Readonly<Record<CellKind, number>> = { rnn: 1, 'lstm-1997': 3, lstm: 4 };
