import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from '../kernels/adam.ts';
import { softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import { blocksOf, recurrentNet, type RecurrentKind } from '../kernels/recurrent.ts';
import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';

/** A recurrent net that reads a sequence and answers once, at its end. */
export interface SequenceNetShape {
  /** lstm-1997: without a forget gate. */
  readonly kind: RecurrentKind;
  /** I: numbers at each step. */
  readonly inputs: number;
  /** H */
  readonly units: number;
  /** Classes; 1 for a number. */
  readonly outputs: number;
  /** Bias of every input gate at the start; negative: shy of writing. */
  readonly inputBias: number;
}

export interface SequenceBatch {
  /** T and B. */
  readonly length: number;
  readonly count: number;
  /** [T, B, I], time first. */
  readonly x: Float32Array;
  /** [B]: the class, or the number. */
  readonly targets: Float32Array;
}

export interface SequenceNetWeights {
  /** [I, G H], [H, G H], [1, G H]; blocks in the order input gate, candidate, output gate, forget gate. */
  readonly input: Float32Array;
  readonly recurrent: Float32Array;
  readonly bias: Float32Array;
  /** [H, outputs], [1, outputs] */
  readonly answer: Float32Array;
  readonly answerBias: Float32Array;
}

/** A forget gate begins open: sigmoid(3) = .95. */
const forgetBias = 3;

/**
 * N(0, 1 / rows); of the input, whose symbols come one at a time, N(0, 1/4) whatever their number; biases zero but for the
 * gates'.
 */
export function drawSequenceNet(shape: SequenceNetShape, seed: number): SequenceNetWeights {
  const { kind, inputs, units: n, outputs, inputBias } = shape;
  const random = createRandom(seed, `sequence net ${kind}`);
  const columns = blocksOf[kind] * n;
  const bias = new Float32Array(columns);
  if (kind !== 'rnn') bias.fill(inputBias, 0, n);
  if (kind === 'lstm') bias.fill(forgetBias, 3 * n);
  return {
    input: gaussian(random, inputs * columns, 0.5),
    recurrent: gaussian(random, n * columns, 1 / Math.sqrt(n)),
    bias,
    answer: gaussian(random, n * outputs, 1 / Math.sqrt(n)),
    answerBias: new Float32Array(outputs),
  };
}

export interface SequenceNet {
  /** One step of Adam, the global norm clipped to 1. @returns the loss before it; one that is not finite changes nothing */
  step(batch: SequenceBatch): number;
  /** The answers, [B, outputs]: logits, or the numbers themselves. */
  answer(batch: Pick<SequenceBatch, 'length' | 'count' | 'x'>): Float32Array;
  /** The loss and its gradient, blocks in the order of SequenceNetWeights. */
  gradient(batch: SequenceBatch): { loss: number; gradient: readonly Float32Array[] };
  dispose(): void;
}

/** The loss is the mean cross-entropy in nats, or for a single output the mean squared error. */
export function createSequenceNet(
  shape: SequenceNetShape,
  weights: SequenceNetWeights,
  learningRate: number,
): SequenceNet {
  const { kind, inputs: I, units: H, outputs } = shape;
  const columns = blocksOf[kind] * H;
  const variable = (values: Float32Array, rows: number, width: number) =>
    tf.tidy(() => tf.variable(tf.tensor2d(values, [rows, width])));
  const variables = [
    variable(weights.input, I, columns),
    variable(weights.recurrent, H, columns),
    variable(weights.bias, 1, columns),
    variable(weights.answer, H, outputs),
    variable(weights.answerBias, 1, outputs),
  ] as const;
  const [input, recurrent, bias, answer, answerBias] = variables;
  const optimizer = createAdam(variables, { learningRate, clipNorm: 1 });

  const answers = ({ length: T, count: B, x }: Pick<SequenceBatch, 'length' | 'count' | 'x'>) => {
    const read = recurrentNet(tf.tensor3d(x, [T, B, I]), { kind, input, recurrent, bias });
    const last = tf.reshape(tf.slice(read, [T - 1, 0, 0], [1, B, H]), [B, H]);
    return tf.add<tf.Tensor2D>(tf.matMul(last, answer), answerBias);
  };
  const lossOf = (batch: SequenceBatch): tf.Scalar => {
    const targets = tf.tensor1d(batch.targets);
    if (outputs > 1) return softmaxCrossEntropy(answers(batch), targets);
    return tf.mean(tf.square(tf.sub(tf.reshape(answers(batch), [batch.count]), targets)));
  };
  const gradients = (batch: SequenceBatch) => {
    const { value, grads } = tf.variableGrads(() => tf.tidy(() => lossOf(batch)), [...variables]);
    const loss = value.dataSync()[0]!;
    value.dispose();
    return { loss, tensors: variables.map((one) => grads[one.name]!) };
  };

  return {
    step(batch) {
      const { loss, tensors } = gradients(batch);
      if (Number.isFinite(loss)) optimizer.step(tensors);
      tf.dispose(tensors);
      return loss;
    },
    answer: (batch) => tf.tidy(() => answers(batch).dataSync<'float32'>().slice()),
    gradient(batch) {
      const { loss, tensors } = gradients(batch);
      const gradient = tensors.map((tensor) => tensor.dataSync<'float32'>().slice());
      tf.dispose(tensors);
      return { loss, gradient };
    },
    dispose() {
      optimizer.dispose();
      tf.dispose([...variables]);
    },
  };
}
