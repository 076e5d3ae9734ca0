import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';

/**
 * A reader of token sequences.
 *
 * - lstm, lstm-1997, rnn: as in lab/kernels (`recurrentNet`); the last output is read
 * - attention: sum_t a_t tanh(x_t V + b) with a = softmax_t(x_t q); no positions (after Bahdanau, Cho & Bengio 2015)
 * - carousel: c_t = loop c_(t-1) + sigmoid(x_t Wi + bi) tanh(x_t Wg + bg); c_T is read. Its gates see the input only, so
 *   that the error at c is exactly loop^lag (constant error carousel: Hochreiter & Schmidhuber 1997, where loop = 1)
 */
export type SequenceKind = 'lstm' | 'lstm-1997' | 'rnn' | 'attention' | 'carousel';

export interface SequenceClassifierShape {
  readonly kind: SequenceKind;
  /** V: words of the vocabulary. */
  readonly words: number;
  /** I: width of an embedding. */
  readonly inputs: number;
  /** H: width of the state. */
  readonly units: number;
  /** Classes of each question. */
  readonly classes: readonly number[];
  /**
   * lstm: how the gates begin. A number is the forget gate's bias b; `chrono` with the longest lag T draws
   * b = ln Uniform[1, T - 1] and sets the input gate's bias to -b (Tallec & Ollivier 2018).
   */
  readonly forget: number | { readonly chrono: number };
  /** lstm-1997: where the input gate's bias begins; negative keeps the memory closed at first. */
  readonly inputBias: number;
  /** carousel: the self-loop, 1 in 1997. */
  readonly loop: number;
}

/** Weights by name, row-major. */
export type SequenceWeights = Readonly<Record<string, Float32Array>>;

/** Columns of a kind's gates in blocks of H. */
const blocks = { lstm: 4, 'lstm-1997': 3, rnn: 1, carousel: 2 } as const;

/** Every weight's shape, in the order in which they are packed; `embedding` [V, I] is first. */
export function shapesOf({
  kind,
  words,
  inputs,
  units,
  classes,
}: SequenceClassifierShape): Record<string, [number, number]> {
  const answers = classes.reduce((sum, size) => sum + size, 0);
  const reading: Record<string, [number, number]> = { read: [units, answers], readBias: [1, answers] };
  if (kind === 'attention') {
    return {
      embedding: [words, inputs],
      value: [inputs, units],
      valueBias: [1, units],
      query: [inputs, 1],
      ...reading,
    };
  }
  const columns = blocks[kind] * units;
  return {
    embedding: [words, inputs],
    input: [inputs, columns],
    ...(kind === 'carousel' ? {} : { recurrent: [units, columns] as [number, number] }),
    bias: [1, columns],
    ...reading,
  };
}

/**
 * Initial weights: embeddings N(0, 1), matrices N(0, 1/fan-in), biases zero but for the gates'. Of one seed every kind has
 * the same embeddings.
 */
export function drawSequenceWeights(net: SequenceClassifierShape, seed: number): SequenceWeights {
  const { kind, units, words, inputs } = net;
  const shapes = shapesOf(net);
  const random = createRandom(seed, 'sequence weights');
  const weights: Record<string, Float32Array> = {};
  for (const [key, [rows, columns]] of Object.entries(shapes)) {
    if (key === 'embedding') {
      weights[key] = gaussian(createRandom(seed, 'embeddings'), words * inputs, 1);
    } else if (/bias$/i.test(key)) {
      weights[key] = new Float32Array(rows * columns);
    } else {
      weights[key] = gaussian(random, rows * columns, 1 / Math.sqrt(rows));
    }
  }
  const bias = weights['bias'];
  if (kind === 'lstm-1997') bias!.fill(net.inputBias, 0, units);
  if (kind === 'lstm') {
    const { forget } = net;
    const gates = createRandom(seed, 'chrono');
    for (let unit = 0; unit < units; unit++) {
      const open = typeof forget === 'number' ? forget : Math.log(1 + (forget.chrono - 2) * gates.uniform());
      bias![3 * units + unit] = open;
      if (typeof forget !== 'number') bias![unit] = -open;
    }
  }
  return weights;
}

/** All weights behind one another, in the order of `shapesOf`. */
export function packWeights(net: SequenceClassifierShape, weights: SequenceWeights): Float32Array {
  const keys = Object.keys(shapesOf(net));
  const packed = new Float32Array(sizeOf(net));
  let at = 0;
  for (const key of keys) {
    packed.set(weights[key]!, at);
    at += weights[key]!.length;
  }
  return packed;
}

/** @throws if the length is not that of this net's weights */
export function unpackWeights(net: SequenceClassifierShape, packed: Float32Array): SequenceWeights {
  if (packed.length !== sizeOf(net)) throw new Error(`${packed.length} weights for a net of ${sizeOf(net)}.`);
  let at = 0;
  return Object.fromEntries(
    Object.entries(shapesOf(net)).map(([key, [rows, columns]]) => {
      const values = packed.slice(at, at + rows * columns);
      at += rows * columns;
      return [key, values];
    }),
  );
}

/** How many weights a net has, embeddings included. */
export function sizeOf(net: SequenceClassifierShape): number {
  return Object.values(shapesOf(net)).reduce((sum, [rows, columns]) => sum + rows * columns, 0);
}
