import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from '../lab/science/kernels/adam.ts';
import { composedRecurrentNet, recurrentLast, type RecurrentWeights } from '../lab/science/kernels/recurrent.ts';
import { meanSquaredError } from '../lab/science/kernels/squared-error.ts';
import { createRandom } from '../lab/science/random.ts';
import { gaussian } from '../lab/science/nn/initialise.ts';

/** Steps, batch, inputs, units. */
export interface LstmShape {
  readonly T: number;
  readonly B: number;
  readonly I: number;
  readonly H: number;
}

/** What every contestant begins with. Gate blocks in the order input, candidate, output, forget. */
export interface LstmData {
  /** [T, B, I] */
  readonly x: Float32Array;
  /** [B, H] */
  readonly target: Float32Array;
  /** [I, 4 H] */
  readonly input: Float32Array;
  /** [H, 4 H] */
  readonly recurrent: Float32Array;
  /** [4 H] */
  readonly bias: Float32Array;
}

/** Adam's settings, the same for all. */
export const adamSettings = { learningRate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export function lstmData({ T, B, I, H }: LstmShape): LstmData {
  const random = createRandom(1, 'bench');
  return {
    x: gaussian(random, T * B * I, 1),
    target: gaussian(random, B * H, 0.5),
    input: gaussian(random, I * 4 * H, 1 / Math.sqrt(I)),
    recurrent: gaussian(random, H * 4 * H, 1 / Math.sqrt(H)),
    bias: new Float32Array(4 * H),
  };
}

/** A training that goes one step further at each call. Made and used while its backend is the current one. */
export interface Training {
  step(): void;
  /** The loss as it stands. */
  loss(): number;
  dispose(): void;
}

/**
 * The training step of an LSTM: forward over the sequence, mean squared error of the last output against a target,
 * backpropagation through time, Adam.
 * @param kind kernels: ours, with our Adam. ops: stock tfjs ops and tf.train.adam.
 */
export function lstmTraining(kind: 'kernels' | 'ops', shape: LstmShape, data = lstmData(shape)): Training {
  const { T, B, I, H } = shape;
  const x = tf.tensor3d(data.x, [T, B, I]);
  const target = tf.tensor2d(data.target, [B, H]);
  const variables = [
    tf.variable(tf.tensor2d(data.input, [I, 4 * H])),
    tf.variable(tf.tensor2d(data.recurrent, [H, 4 * H])),
    tf.variable(tf.tensor2d(data.bias, [1, 4 * H])),
  ] as const;
  const [input, recurrent, bias] = variables;
  const weights: RecurrentWeights = { kind: 'lstm', input, recurrent, bias, inputGradient: false };
  const zeros = { output: tf.zeros<tf.Rank.R2>([B, H]), memory: tf.zeros<tf.Rank.R2>([B, H]) };
  const lossOf = (): tf.Scalar => {
    if (kind === 'kernels') return meanSquaredError(recurrentLast(x, weights, zeros), target);
    const outputs = composedRecurrentNet(x, weights, zeros);
    const last = tf.reshape(tf.slice(outputs, [T - 1, 0, 0], [1, B, H]), [B, H]);
    return tf.mean(tf.square(tf.sub(last, target)));
  };
  const { learningRate, beta1, beta2, epsilon } = adamSettings;
  const ours = kind === 'kernels' ? createAdam(variables, adamSettings) : undefined;
  const stock = ours ? undefined : tf.train.adam(learningRate, beta1, beta2, epsilon);
  return {
    step() {
      const { value, grads } = tf.variableGrads(lossOf, [...variables]);
      if (ours) ours.step(variables.map((variable) => grads[variable.name]!));
      else stock?.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })));
      value.dispose();
      tf.dispose(grads);
    },
    loss: () => tf.tidy(() => lossOf().dataSync()[0]!),
    dispose() {
      ours?.dispose();
      stock?.dispose();
      tf.dispose([x, target, ...variables, zeros.output, zeros.memory]);
    },
  };
}
