import { cutFilmNet, isAttention, isSequence, positionCode, positionWidth, type FilmNetShape } from './film-net.ts';

/** What a trained net says of one film. */
export interface FilmReading {
  /** [answers]: of the whole film; their softmax is the probability. */
  readonly logits: Float64Array;
  /** frame only: [T, answers], of every frame by itself. */
  readonly frameLogits?: Float64Array;
  /** Sequences only: [T, captions]. */
  readonly captionLogits?: Float64Array;
  /** Attention only: [T], adds up to 1. */
  readonly attention?: Float64Array;
}

/** What a net saw in each frame of a film, [T, F]: the frames' own, whatever their order. */
export type FilmFeatures = Float64Array;

/** Asked about a film in two steps: whoever shows its frames in another order need not look at them again. */
export interface FilmReader {
  /** @param film [T, P] */
  look(film: Float32Array): FilmFeatures;
  /** @param order at place i stands frame order[i]; as they are, if not given */
  read(features: FilmFeatures, order?: readonly number[]): FilmReading;
}

/**
 * A trained net in plain float64, without tfjs: asked about a film in less than a millisecond, by whoever has the weights.
 * It also is the independent implementation that the training is checked against.
 */
export function createFilmReader(shape: FilmNetShape, weights: Float32Array): FilmReader {
  const { kind, pixels: P, features: F, units: H, answers, captions } = shape;
  const cut = cutFilmNet(shape, weights);

  const look = (film: Float32Array): FilmFeatures => {
    const T = film.length / P;
    const features = new Float64Array(T * F);
    for (let t = 0; t < T; t++) {
      const row = features.subarray(t * F, (t + 1) * F);
      row.set(cut.encoderBias);
      addProduct(row, film, t * P, cut.encoder);
      for (let j = 0; j < F; j++) row[j] = Math.tanh(row[j]!);
    }
    return features;
  };
  const answerTo = (state: Float64Array, at = 0) =>
    addProduct(Float64Array.from(cut.answerBias), state, at, cut.answer);

  const readSequence = (features: Float64Array, T: number): FilmReading => {
    const next = kind === 'lstm' ? stepLstm : stepRnn;
    const state = { output: new Float64Array(H), memory: new Float64Array(H) };
    const captionLogits = new Float64Array(T * captions);
    for (let t = 0; t < T; t++) {
      const z = Float64Array.from(cut.bias);
      addProduct(z, features.subarray(t * F, (t + 1) * F), 0, cut.input);
      addProduct(z, state.output, 0, cut.recurrent);
      next(z, state);
      const row = captionLogits.subarray(t * captions, (t + 1) * captions);
      row.set(cut.captionBias);
      addProduct(row, state.output, 0, cut.caption);
    }
    return { logits: answerTo(state.output), captionLogits };
  };

  const read = (given: FilmFeatures, order?: readonly number[]): FilmReading => {
    const T = given.length / F;
    const features = order ? rowsInOrder(given, order, F) : given;
    if (isSequence(kind)) return readSequence(features, T);
    if (kind === 'pool') return { logits: answerTo(meanOfAnyOrder(features, T, F)) };
    if (isAttention(kind)) {
      const scores = Float64Array.from({ length: T }, (_, t) => dot(features, t * F, cut.score));
      if (kind === 'attention-positions') {
        const code = positionCode(T);
        for (let t = 0; t < T; t++) scores[t]! += dot(code, t * positionWidth, cut.position);
      }
      const attention = softmax(scores);
      const summary = new Float64Array(F);
      for (let t = 0; t < T; t++) for (let j = 0; j < F; j++) summary[j]! += attention[t]! * features[t * F + j]!;
      return { logits: answerTo(summary), attention };
    }
    const frameLogits = new Float64Array(T * answers);
    for (let t = 0; t < T; t++) frameLogits.set(answerTo(features, t * F), t * answers);
    return { logits: frameLogits.slice((T - 1) * answers), frameLogits };
  };
  return { look, read };
}

function rowsInOrder(rows: Float64Array, order: readonly number[], width: number): Float64Array {
  const ordered = new Float64Array(rows.length);
  order.forEach((row, place) => ordered.set(rows.subarray(row * width, (row + 1) * width), place * width));
  return ordered;
}

/**
 * The mean over T rows of F numbers. Addition of floating-point numbers depends on their order, so each column is sorted
 * before it is summed: the same rows in another order give the same bits, as they do in mathematics.
 */
function meanOfAnyOrder(rows: Float64Array, T: number, F: number): Float64Array {
  return Float64Array.from({ length: F }, (_, j) => {
    const column = Float64Array.from({ length: T }, (_, t) => rows[t * F + j]!).sort();
    return column.reduce((sum, value) => sum + value, 0) / T;
  });
}

interface RecurrentState {
  readonly output: Float64Array;
  readonly memory: Float64Array;
}

/** Hochreiter & Schmidhuber 1997, Gers et al. 2000. z [4 H]: input, candidate, output and forget gate before their squashing. */
function stepLstm(z: Float64Array, { output, memory }: RecurrentState): void {
  const H = output.length;
  for (let j = 0; j < H; j++) {
    memory[j] = sigmoid(z[3 * H + j]!) * memory[j]! + sigmoid(z[j]!) * Math.tanh(z[H + j]!);
    output[j] = sigmoid(z[2 * H + j]!) * Math.tanh(memory[j]!);
  }
}

function stepRnn(z: Float64Array, { output }: RecurrentState): void {
  for (let j = 0; j < output.length; j++) output[j] = Math.tanh(z[j]!);
}

/** row += x W, for the part of x that begins at `from` and is as long as W has rows. @returns row */
function addProduct(
  row: Float64Array,
  x: Float32Array | Float64Array,
  from: number,
  matrix: Float32Array,
): Float64Array {
  const columns = row.length;
  const rows = matrix.length / columns;
  let [i, k] = [0, 0];
  // Four rows at a time: a sum is fetched and put back a quarter as often, and added up in the same order.
  for (; i + 4 <= rows; i += 4, k += 4 * columns) {
    const [a, b, c, d] = [x[from + i]!, x[from + i + 1]!, x[from + i + 2]!, x[from + i + 3]!];
    for (let j = 0, at = k; j < columns; j++, at++) {
      row[j] =
        row[j]! +
        a * matrix[at]! +
        b * matrix[at + columns]! +
        c * matrix[at + 2 * columns]! +
        d * matrix[at + 3 * columns]!;
    }
  }
  for (; i < rows; i++, k += columns) {
    const value = x[from + i]!;
    for (let j = 0; j < columns; j++) row[j]! += value * matrix[k + j]!;
  }
  return row;
}

function dot(x: Float64Array, from: number, vector: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < vector.length; i++) sum += x[from + i]! * vector[i]!;
  return sum;
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

/** Of at least one number; none of them overflows. */
export function softmax(scores: Float64Array): Float64Array {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
