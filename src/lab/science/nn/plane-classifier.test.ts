import { beforeAll, describe, expect, test } from 'vitest';
import { twoCircles, type PlaneData } from '../data/two-circles.ts';
import { chooseBackend, memoryInUse } from '../../worker/backend.ts';
import type { LayerKind } from './layers.ts';
import {
  createPlaneClassifier,
  drawClassifierWeights,
  type PlaneClassifierSettings,
  type PlaneClassifierWeights,
} from './plane-classifier.ts';
import { createRandom } from '../random.ts';

beforeAll(async () => void (await chooseBackend()));

const kinds: LayerKind[] = ['linear', 'sigmoid', 'tanh', 'relu', 'selu', 'highway', 'residual'];
const usual = {
  depth: 5,
  width: 6,
  gain: 1,
  highwayBias: -1,
  branch: 0.3,
  learningRate: 0.01,
  optimizer: 'adam',
} as const;
const data = twoCircles(createRandom(1, 'test'), 32, 0.08);

type Numbers = Float32Array | Float64Array;

/** The mean cross-entropy in plain float64, written without tfjs. */
function float64Loss(
  settings: PlaneClassifierSettings,
  weights: {
    readonly [K in keyof PlaneClassifierWeights]: PlaneClassifierWeights[K] extends Float32Array
      ? Numbers
      : readonly Numbers[];
  },
  { points, labels }: PlaneData,
): number {
  const { net, width: n, highwayBias, branch } = settings;
  const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
  const act = (kind: LayerKind, z: number) => {
    if (kind === 'sigmoid') return sigmoid(z);
    if (kind === 'tanh') return Math.tanh(z);
    if (kind === 'selu') return 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z));
    return kind === 'linear' ? z : Math.max(0, z);
  };
  const times = (row: number[], matrix: Numbers, columns: number) =>
    Array.from({ length: columns }, (_, j) => row.reduce((sum, v, i) => sum + v * matrix[i * columns + j]!, 0));
  let total = 0;
  for (let example = 0; example < labels.length; example++) {
    let h = times([points[2 * example]!, points[2 * example + 1]!], weights.input, n).map((z) => act(net, z));
    weights.stack.forEach((matrix, i) => {
      const z = times(h, matrix, n);
      if (net === 'residual') h = h.map((v, j) => v + branch * act(net, z[j]!));
      else if (net === 'highway') {
        const gate = times(h, weights.gates[i]!, n).map((v) => sigmoid(v + highwayBias));
        h = h.map((v, j) => gate[j]! * act(net, z[j]!) + (1 - gate[j]!) * v);
      } else h = z.map((v) => act(net, v));
    });
    const logit = times(h, weights.output, 1)[0]!;
    total += Math.max(logit, 0) - logit * labels[example]! + Math.log1p(Math.exp(-Math.abs(logit)));
  }
  return total / labels.length;
}

describe.each(kinds)('%s', (net) => {
  const settings = { ...usual, net };

  test('the loss agrees with an independent float64 implementation', () => {
    const classifier = createPlaneClassifier(settings, 3);
    const expected = float64Loss(settings, drawClassifierWeights(settings, 3), data);
    expect(Math.abs(classifier.train(data).loss - expected)).toBeLessThan(1e-5 * Math.max(1, expected));
    classifier.dispose();
  });

  test("every layer's gradient norm agrees with finite differences over all of its weights", () => {
    const classifier = createPlaneClassifier(settings, 4);
    const { gradientNormByLayer } = classifier.train(data);
    classifier.dispose();
    const drawn = drawClassifierWeights(settings, 4);
    const weights = {
      ...drawn,
      input: Float64Array.from(drawn.input),
      stack: drawn.stack.map((m) => Float64Array.from(m)),
    };
    const eps = 1e-6;
    [weights.input, ...weights.stack].forEach((matrix, layer) => {
      let square = 0;
      for (let i = 0; i < matrix.length; i++) {
        const kept = matrix[i]!;
        const loss = (step: number) => {
          matrix[i] = kept + step;
          return float64Loss(settings, weights, data);
        };
        square += ((loss(eps) - loss(-eps)) / (2 * eps)) ** 2;
        matrix[i] = kept;
      }
      const expected = Math.sqrt(square);
      expect(Math.abs(gradientNormByLayer[layer]! - expected), `layer ${layer + 1}`).toBeLessThan(
        1e-4 * expected + 1e-8,
      );
    });
  });

  test('the same seed trains to the same picture, to the last digit', () => {
    const trained = () => {
      const classifier = createPlaneClassifier(settings, 5);
      const losses = Array.from({ length: 20 }, () => classifier.train(data).loss);
      const predictions = [...classifier.predict(data.points)];
      classifier.dispose();
      return { losses, predictions };
    };
    expect(trained()).toEqual(trained());
  });
});

test.each(['adam', 'sgd'] as const)('no tensor is left after a training by %s', (optimizer) => {
  const before = memoryInUse();
  for (const net of kinds) {
    const classifier = createPlaneClassifier({ ...usual, net, optimizer }, 1);
    for (let i = 0; i < 5; i++) classifier.train(data);
    classifier.predict(data.points);
    classifier.dispose();
  }
  expect(memoryInUse()).toEqual(before);
});

test('plain gradient descent lowers the loss by its rate times the squared gradient, as far as the step is small', () => {
  const learningRate = 1e-3;
  const settings = { ...usual, net: 'tanh', optimizer: 'sgd', learningRate, depth: 3 } as const;
  const drawn = drawClassifierWeights(settings, 6);
  const classifier = createPlaneClassifier(settings, 6);
  const { loss } = classifier.train(data);
  const after = classifier.train(data).loss;
  classifier.dispose();
  // The gradient with respect to everything, biases too, by differences of the float64 loss along the step itself is
  // what the loss fell by; the matrices alone account for a part of it.
  const start = float64Loss(settings, drawn, data);
  let squares = 0;
  const matrices = [drawn.input, ...drawn.stack, drawn.output].map((m) => Float64Array.from(m));
  const [input, ...rest] = matrices as [Float64Array, ...Float64Array[]];
  const weights = { ...drawn, input, stack: rest.slice(0, -1), output: rest.at(-1)! };
  for (const matrix of matrices) {
    for (let i = 0; i < matrix.length; i++) {
      const kept = matrix[i]!;
      matrix[i] = kept + 1e-6;
      squares += ((float64Loss(settings, weights, data) - start) / 1e-6) ** 2;
      matrix[i] = kept;
    }
  }
  expect(loss - after).toBeGreaterThan(0.95 * learningRate * squares);
  expect(loss - after).toBeLessThan(3 * learningRate * squares);
});

test('a loss that leaves the finite numbers leaves the weights finite', () => {
  const classifier = createPlaneClassifier(
    { ...usual, net: 'linear', gain: 4, depth: 120, width: 32, learningRate: 0.1 },
    1,
  );
  const steps = Array.from({ length: 30 }, () => classifier.train(data));
  const broken = steps.some(
    ({ loss, gradientNormByLayer }) => !Number.isFinite(loss) || !gradientNormByLayer.every(Number.isFinite),
  );
  expect(broken).toBe(true);
  classifier.dispose();
});
