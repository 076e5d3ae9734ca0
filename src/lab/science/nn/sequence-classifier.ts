import * as tf from '@tensorflow/tfjs-core';
import { createAdam } from '../kernels/adam.ts';
import { affine } from '../kernels/affine.ts';
import { softmaxCrossEntropy } from '../kernels/cross-entropy.ts';
import { recurrentLast } from '../kernels/recurrent.ts';
import {
  drawSequenceWeights,
  packWeights,
  shapesOf,
  type SequenceClassifierShape,
  type SequenceWeights,
} from './sequence-weights.ts';

/** A batch of token sequences of one length with one label a question. */
export interface TokenBatch {
  /** T: tokens a sequence. */
  readonly length: number;
  /** [T, B], time first: indices into the vocabulary. */
  readonly tokens: Uint8Array;
  /** One array [B] a question: the class asked for. */
  readonly labels: readonly Uint8Array[];
}

/** Sequences as the net reads them: [T, B, I], time first. */
export interface EmbeddedBatch {
  readonly length: number;
  readonly count: number;
  readonly values: Float32Array;
}

/** A classifier of token sequences that answers several questions after the last token. */
export interface SequenceClassifier {
  readonly net: SequenceClassifierShape;
  /** The embedding of every word, [V, I], as it is now. */
  embeddings(): Float32Array;
  /**
   * One step of Adam on the sum of the questions' mean cross-entropies.
   * @returns the loss before the step in nats; one that is not finite leaves the weights as they were
   */
  train(batch: TokenBatch, learningRate: number): number;
  /** Logits of all questions side by side, [B, C]. */
  logits(batch: EmbeddedBatch): Float32Array;
  /**
   * The gradient of sum_b sum_c weights[b, c] logits[b, c] with respect to every embedding, [T, B, I].
   * @param weights [B, C]
   */
  inputGradient(batch: EmbeddedBatch, weights: Float32Array): Float32Array;
  /** All weights as they are now, flat, in the order of `shapesOf`. */
  weights(): Float32Array;
  dispose(): void;
}

const clipNorm = 1;

/**
 * @param weights to start from; drawn from `seed` if not given
 * @throws if a label or a token lies outside its range
 */
export function createSequenceClassifier(
  net: SequenceClassifierShape,
  from: { readonly seed: number } | { readonly weights: SequenceWeights },
): SequenceClassifier {
  const initial = 'weights' in from ? from.weights : drawSequenceWeights(net, from.seed);
  const shapes = shapesOf(net);
  const keys = Object.keys(shapes);
  const variables = Object.fromEntries(
    keys.map((key) => [key, tf.tidy(() => tf.variable(tf.tensor(initial[key]!, shapes[key]!)))]),
  );
  const all = keys.map((key) => variables[key]!);
  const { words, inputs, classes } = net;
  let optimizer: ReturnType<typeof createAdam> | null = null;

  const readings = (x: tf.Tensor3D): tf.Tensor2D => {
    const state = lastState(net, x, variables);
    return affine(state, { weights: variables['read'] as tf.Tensor as tf.Tensor2D, bias: variables['readBias']! });
  };

  const embed = (tokens: Uint8Array, table: ArrayLike<number>) => {
    const values = new Float32Array(tokens.length * inputs);
    for (let i = 0; i < tokens.length; i++) {
      const word = tokens[i]!;
      if (word >= words) throw new Error(`Token ${word} is not one of ${words} words.`);
      for (let j = 0; j < inputs; j++) values[i * inputs + j] = table[word * inputs + j]!;
    }
    return values;
  };

  return {
    net,
    embeddings: () => variables['embedding']!.dataSync<'float32'>().slice(),
    train({ length, tokens, labels }, learningRate) {
      const count = tokens.length / length;
      // The table is looked up and its gradient is summed here and not by tf.gather, whose gradient tfjs's wasm backend lacks.
      const values = embed(tokens, variables['embedding']!.dataSync());
      const x = tf.tensor3d(values, [length, count, inputs]);
      const answers = labels.map((label) => tf.tensor1d(Int32Array.from(label), 'int32'));
      const rest = all.slice(1);
      const { value, grads } = tf.valueAndGrads((given: tf.Tensor) => {
        const logits = readings(given as tf.Tensor3D);
        let at = 0;
        const losses = classes.map((size, question) => {
          const own = tf.slice(logits, [0, at], [-1, size]);
          at += size;
          return softmaxCrossEntropy(own, answers[question]!);
        });
        return tf.addN(losses) as tf.Scalar;
      })([x, ...rest]);
      const loss = value.dataSync()[0]!;
      if (Number.isFinite(loss)) {
        const embedding = new Float32Array(words * inputs);
        const errors = grads[0]!.dataSync();
        for (let i = 0; i < tokens.length; i++) {
          for (let j = 0; j < inputs; j++) embedding[tokens[i]! * inputs + j]! += errors[i * inputs + j]!;
        }
        const table = tf.tensor2d(embedding, [words, inputs]);
        optimizer ??= createAdam(all, { learningRate, clipNorm });
        optimizer.step([table, ...grads.slice(1)], learningRate);
        table.dispose();
      }
      tf.dispose([x, value, ...answers, ...grads]);
      return loss;
    },
    logits: ({ length, count, values }) =>
      tf.tidy(() =>
        readings(tf.tensor3d(values, [length, count, inputs]))
          .dataSync<'float32'>()
          .slice(),
      ),
    inputGradient: ({ length, count, values }, weights) =>
      tf.tidy(() => {
        const weighting = tf.tensor2d(weights, [count, classes.reduce((a, b) => a + b, 0)]);
        const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.mul(readings(x as tf.Tensor3D), weighting)));
        return gradient(tf.tensor3d(values, [length, count, inputs]))
          .dataSync<'float32'>()
          .slice();
      }),
    weights: () =>
      packWeights(net, Object.fromEntries(keys.map((key) => [key, variables[key]!.dataSync<'float32'>()]))),
    dispose() {
      optimizer?.dispose();
      tf.dispose(all);
    },
  };
}

type Tensors = Readonly<Record<string, tf.Tensor>>;

/** What the net knows after the last token, [B, H]. */
function lastState(net: SequenceClassifierShape, x: tf.Tensor3D, weights: Tensors): tf.Tensor2D {
  const [T, B] = x.shape;
  const { units } = net;
  switch (net.kind) {
    case 'lstm':
    case 'lstm-1997':
    case 'rnn':
      return recurrentLast(x, {
        kind: net.kind,
        input: weights['input'] as tf.Tensor2D,
        recurrent: weights['recurrent'] as tf.Tensor2D,
        bias: weights['bias'] as tf.Tensor2D,
      });
    case 'attention': {
      const byRow = tf.transpose(x, [1, 0, 2]);
      const values = tf.tanh(everyRow(byRow, weights['value']!, weights['valueBias']!));
      const scores = everyRow(byRow, weights['query']!, tf.zeros([1, 1]));
      const share = tf.reshape<tf.Rank.R3>(tf.softmax(tf.reshape(scores, [B, T])), [B, 1, T]);
      return tf.reshape(tf.matMul(share, values), [B, units]);
    }
    case 'carousel': {
      const part = (from: number) => [
        tf.slice(weights['input']!, [0, from], [-1, units]),
        tf.slice(weights['bias']!, [0, from], [-1, units]),
      ];
      const [gateWeight, gateBias] = part(0);
      const [weight, bias] = part(units);
      const written = tf.mul(tf.sigmoid(everyRow(x, gateWeight!, gateBias!)), tf.tanh(everyRow(x, weight!, bias!)));
      // c_T = sum_t loop^(T-1-t) i_t g_t, the recursion c_t = loop c_(t-1) + i_t g_t written out.
      const kept = Float32Array.from({ length: T }, (_, t) => net.loop ** (T - 1 - t));
      return tf.reshape(tf.matMul(tf.tensor2d(kept, [1, T]), tf.reshape(written, [T, B * units])), [B, units]);
    }
  }
}

/** x W + b of every row, [M, N, I] -> [M, N, F]. */
function everyRow(x: tf.Tensor3D, weights: tf.Tensor, bias: tf.Tensor): tf.Tensor3D {
  const [M, N, I] = x.shape;
  const product = affine(tf.reshape(x, [M * N, I]), { weights: weights as tf.Tensor2D, bias });
  return tf.reshape(product, [M, N, weights.shape[1]!]);
}
