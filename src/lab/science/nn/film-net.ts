import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';

/**
 * Ways to read a film. Each frame goes through the same encoder; the kinds differ in what becomes of its features.
 *
 * - frame: nothing; the last frame alone answers
 * - pool: their mean over the film (the notes' meaning pool)
 * - lstm, rnn: a recurrent net whose last output answers, and whose every output captions its frame (meaning sequence)
 * - attention: their mean weighted by a softmax of one learned score a frame (Bahdanau, Cho & Bengio 2015, with a fixed query)
 * - attention-positions: the same, every score shifted by a learned slope times the number of frames left (the linear
 *   bias of Press, Smith & Lewis 2022; theirs has fixed slopes)
 */
export type FilmNetKind = 'frame' | 'pool' | 'lstm' | 'rnn' | 'attention' | 'attention-positions';

export interface FilmNetShape {
  readonly kind: FilmNetKind;
  /** P: pixels of a frame. */
  readonly pixels: number;
  /** F: features of a frame. */
  readonly features: number;
  /** H: units of the recurrent net. */
  readonly units: number;
  /** Classes of the film, and of a frame's caption. */
  readonly answers: number;
  readonly captions: number;
}

export const isSequence = (kind: FilmNetKind): kind is 'lstm' | 'rnn' => kind === 'lstm' || kind === 'rnn';
export const isAttention = (kind: FilmNetKind): kind is 'attention' | 'attention-positions' =>
  kind === 'attention' || kind === 'attention-positions';

/** One matrix of the weights, row-major; biases are matrices of one row. */
export interface FilmNetBlock {
  readonly name: BlockName;
  readonly rows: number;
  readonly columns: number;
}

export type BlockName =
  | 'encoder'
  | 'encoderBias'
  | 'position'
  | 'score'
  | 'input'
  | 'recurrent'
  | 'bias'
  | 'answer'
  | 'answerBias'
  | 'caption'
  | 'captionBias';

/** What a net's flat weights consist of, in their order. */
export function blocksOfFilmNet({ kind, pixels, features, units, answers, captions }: FilmNetShape): FilmNetBlock[] {
  const columns = kind === 'lstm' ? 4 * units : units;
  const read = isSequence(kind) ? units : features;
  const block = (name: BlockName, rows: number, size: number) => ({ name, rows, columns: size });
  return [
    block('encoder', pixels, features),
    block('encoderBias', 1, features),
    ...(kind === 'attention-positions' ? [block('position', positionWidth, 1)] : []),
    ...(isAttention(kind) ? [block('score', features, 1)] : []),
    ...(isSequence(kind)
      ? [
          block('input', features, columns),
          block('recurrent', units, columns),
          block('bias', 1, columns),
          block('caption', units, captions),
          block('captionBias', 1, captions),
        ]
      : []),
    block('answer', read, answers),
    block('answerBias', 1, answers),
  ];
}

/** A net's flat weights cut into their blocks: views, not copies. */
export function cutFilmNet(shape: FilmNetShape, weights: Float32Array): Record<BlockName, Float32Array> {
  let offset = 0;
  const cut: Partial<Record<BlockName, Float32Array>> = {};
  for (const { name, rows, columns } of blocksOfFilmNet(shape)) {
    cut[name] = weights.subarray(offset, offset + rows * columns);
    offset += rows * columns;
  }
  if (offset !== weights.length) throw new Error(`${shape.kind}: ${weights.length} weights instead of ${offset}.`);
  return cut as Record<BlockName, Float32Array>;
}

/** How an LSTM begins: it keeps what it has (forget gate .95 open) and is shy of writing (input gate .27 open). */
const forgetBias = 3;
const inputBias = -1;

/** Initial weights: N(0, 1 / rows), biases and the slope zero but for the LSTM's gates; kinds share the encoder's numbers. */
export function drawFilmNet(shape: FilmNetShape, seed: number): Float32Array {
  const parts = blocksOfFilmNet(shape).map(({ name, rows, columns }) => {
    if (name === 'bias' && shape.kind === 'lstm') {
      const n = shape.units;
      // Blocks of the gates: input, candidate, output, forget (lab/kernels).
      return new Float32Array(columns).fill(inputBias, 0, n).fill(forgetBias, 3 * n);
    }
    if (name.toLowerCase().endsWith('bias') || name === 'position') return new Float32Array(rows * columns);
    return gaussian(createRandom(seed, `film ${name}`), rows * columns, 1 / Math.sqrt(rows));
  });
  const weights = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((offset, part) => {
    weights.set(part, offset);
    return offset + part.length;
  }, 0);
  return weights;
}

/** Numbers that tell a frame how many frames follow it. */
export const positionWidth = 1;

/** [frames, positionWidth]: the number of frames to the end. */
export function positionCode(frames: number): Float64Array {
  return Float64Array.from({ length: frames }, (_, t) => frames - 1 - t);
}
