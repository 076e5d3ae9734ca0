import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import { blocksOfFilmNet, drawFilmNet, isSequence, type FilmNetKind, type FilmNetShape } from './film-net.ts';
import { createFilmReader } from './film-net-reader.ts';
import { trainFilmNet, type FilmBatch } from './film-net-training.ts';
import { gaussian } from './initialise.ts';
import { createRandom } from '../random.ts';

beforeAll(async () => void (await chooseBackend()));

const kinds: readonly FilmNetKind[] = ['frame', 'pool', 'lstm', 'rnn', 'attention', 'attention-positions'];
const shapeOf = (kind: FilmNetKind): FilmNetShape => ({
  kind,
  pixels: 7,
  features: 5,
  units: 4,
  answers: 3,
  captions: 6,
});
const T = 6;
const B = 5;

function randomBatch(shape: FilmNetShape): FilmBatch {
  const random = createRandom(1, 'test batch');
  return {
    frames: T,
    count: B,
    pixels: gaussian(random, T * B * shape.pixels, 1),
    labels: Float32Array.from({ length: B }, () => random.integer(shape.answers)),
    captions: Float32Array.from({ length: T * B }, () => random.integer(shape.captions)),
  };
}

/** Film b of a batch, [T, P]. */
function filmOf({ pixels }: FilmBatch, P: number, b: number): Float32Array {
  const film = new Float32Array(T * P);
  for (let t = 0; t < T; t++) film.set(pixels.subarray((t * B + b) * P, (t * B + b + 1) * P), t * P);
  return film;
}

/** -ln of the softmax's entry. */
const crossEntropy = (logits: Float64Array, label: number) =>
  Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0)) - logits[label]!;

/** The training's loss, computed from the float64 reader's answers. */
function float64Loss(shape: FilmNetShape, weights: Float32Array, batch: FilmBatch): number {
  const { look, read } = createFilmReader(shape, weights);
  const row = (rows: Float64Array, t: number, width: number) => rows.subarray(t * width, (t + 1) * width);
  let loss = 0;
  for (let b = 0; b < B; b++) {
    const { logits, frameLogits, captionLogits } = read(look(filmOf(batch, shape.pixels, b)));
    const label = batch.labels[b]!;
    if (frameLogits) {
      for (let t = 0; t < T; t++) loss += crossEntropy(row(frameLogits, t, shape.answers), label) / (T * B);
    } else loss += crossEntropy(logits, label) / B;
    if (!captionLogits) continue;
    for (let t = 0; t < T; t++) {
      loss += crossEntropy(row(captionLogits, t, shape.captions), batch.captions[t * B + b]!) / (T * B);
    }
  }
  return loss;
}

/** Zero biases and a zero slope would hide their mistakes. */
const stirred = (shape: FilmNetShape) => {
  const random = createRandom(9, 'stirred');
  return drawFilmNet(shape, 3).map((weight) => weight + 0.3 * random.normal());
};

describe.each(kinds)('%s', (kind) => {
  const shape = shapeOf(kind);
  const batch = randomBatch(shape);

  test('the loss agrees with the float64 reader', () => {
    const weights = stirred(shape);
    const training = trainFilmNet(shape, weights, 0.01);
    const { loss } = training.gradient(batch);
    training.dispose();
    expect(Math.abs(loss - float64Loss(shape, weights, batch))).toBeLessThan(1e-5);
  });

  test('every component of the gradient agrees with central differences of the float64 loss', () => {
    const weights = stirred(shape);
    const training = trainFilmNet(shape, weights, 0.01);
    const { gradient } = training.gradient(batch);
    training.dispose();
    // The reader takes float32 weights: a power of two as the step is exact for them, up to their own rounding.
    const step = 2 ** -9;
    let worst = 0;
    weights.forEach((weight, i) => {
      const at = (value: number) => {
        const moved = weights.slice();
        moved[i] = value;
        return { loss: float64Loss(shape, moved, batch), weight: moved[i]! };
      };
      const [up, down] = [at(weight + step), at(weight - step)];
      worst = Math.max(worst, Math.abs(gradient[i]! - (up.loss - down.loss) / (up.weight - down.weight)));
    });
    expect(worst).toBeLessThan(2e-5);
  });

  test('the same seed trains to the same weights, to the last bit, and the loss falls', () => {
    const trained = () => {
      const training = trainFilmNet(shape, drawFilmNet(shape, 5), 0.02);
      const losses = Array.from({ length: 60 }, () => training.step(batch));
      const weights = training.weights();
      training.dispose();
      return { losses, weights };
    };
    const first = trained();
    expect(first).toEqual(trained());
    expect(first.losses.at(-1)!).toBeLessThan(0.8 * first.losses[0]!);
  });

  test('no tensor is left after a training', () => {
    const before = memoryInUse();
    const training = trainFilmNet(shape, drawFilmNet(shape, 5), 0.02);
    for (let i = 0; i < 3; i++) training.step(batch);
    training.gradient(batch);
    training.weights();
    training.dispose();
    expect(memoryInUse()).toEqual(before);
  });

  test('its weights are as many as its blocks say, and others are refused', () => {
    const size = blocksOfFilmNet(shape).reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    expect(drawFilmNet(shape, 1)).toHaveLength(size);
    expect(() => createFilmReader(shape, new Float32Array(size + 1))).toThrow('weights');
  });
});

test('the pool gives the same bits for every order of the frames; a sequence does not', () => {
  const random = createRandom(4, 'orders');
  for (const kind of ['pool', 'lstm'] as const) {
    const shape = shapeOf(kind);
    const { look, read } = createFilmReader(shape, stirred(shape));
    const P = shape.pixels;
    const film = gaussian(random, 40 * P, 1);
    const orders = Array.from({ length: 20 }, () =>
      Array.from({ length: 40 }, (_, t) => ({ t, key: random.uniform() }))
        .sort((a, b) => a.key - b.key)
        .map(({ t }) => t),
    );
    const features = look(film);
    const answers = orders.map((order) => {
      const shuffled = Float32Array.from(order.flatMap((t) => [...film.subarray(t * P, (t + 1) * P)]));
      const reading = read(look(shuffled));
      expect(read(features, order)).toEqual(reading);
      return reading.logits.join();
    });
    expect(new Set(answers).size === 1).toBe(!isSequence(kind));
  }
});

test('a loss that is not finite changes no weight', () => {
  const shape = shapeOf('pool');
  const training = trainFilmNet(shape, drawFilmNet(shape, 5), 0.02);
  const before = training.weights();
  const batch = randomBatch(shape);
  batch.pixels[0] = NaN;
  expect(training.step(batch)).toBeNaN();
  expect(training.weights()).toEqual(before);
  training.dispose();
});
