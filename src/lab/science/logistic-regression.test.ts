import { Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { fitLogistic, logistic, rankingQuality } from './logistic-regression.ts';
import { createRandom } from './random.ts';

/** Binary features, more of them than examples, and labels that are not quite a function of them. */
function example() {
  const random = createRandom(1, 'logistic regression');
  const features = Array.from({ length: 14 }, () => Array.from({ length: 20 }, () => (random.uniform() < 0.4 ? 1 : 0)));
  const labels = features.map((row) => (row[0]! + row[1]! + random.uniform() > 1.2 ? 1 : 0));
  const matrix = new Matrix(features);
  const products = Float64Array.from(matrix.mmul(matrix.transpose()).to1DArray());
  return { features, labels, products };
}

/** The same objective, in the space of the weights; the intercept is the last of them. */
function loss(features: readonly number[][], labels: readonly number[], penalty: number, weights: readonly number[]) {
  const n = weights.length - 1;
  const fit = features.reduce((sum, row, i) => {
    const score = row.reduce<number>((total, x, j) => total + x * weights[j]!, weights[n]!);
    return sum - Math.log(labels[i] === 1 ? logistic(score) : 1 - logistic(score));
  }, 0);
  return fit + (penalty / 2) * weights.slice(0, n).reduce((sum, w) => sum + w * w, 0);
}

function weightsOf({ features, labels, products }: ReturnType<typeof example>, penalty: number) {
  const { coefficients, intercept } = fitLogistic(products, labels, penalty);
  return [
    ...features[0]!.map((_, j) => features.reduce((sum, row, i) => sum + row[j]! * coefficients[i]!, 0)),
    intercept,
  ];
}

describe.each([0.5, 1, 10])('with a penalty of %s', (penalty) => {
  const data = example();
  const weights = weightsOf(data, penalty);

  test('finite differences find no way further down', () => {
    const h = 1e-5;
    weights.forEach((_, j) => {
      const moved = (by: number) =>
        loss(
          data.features,
          data.labels,
          penalty,
          weights.map((w, k) => (k === j ? w + by : w)),
        );
      expect(Math.abs((moved(h) - moved(-h)) / (2 * h))).toBeLessThan(1e-5);
    });
  });

  test('plain gradient descent in the space of the weights ends there too', () => {
    const n = weights.length - 1;
    let w = weights.map(() => 0);
    for (let step = 0; step < 6000; step++) {
      const errors = data.features.map(
        (row, i) => logistic(row.reduce<number>((sum, x, j) => sum + x * w[j]!, w[n]!)) - data.labels[i]!,
      );
      w = w.map((value, j) => {
        const slope = data.features.reduce((sum, row, i) => sum + errors[i]! * (j < n ? row[j]! : 1), 0);
        return value - 0.03 * (slope + (j < n ? penalty * value : 0));
      });
    }
    w.forEach((value, j) => expect(value).toBeCloseTo(weights[j]!, 5));
  });
});

test('the area under the curve of known rankings', () => {
  expect(rankingQuality([3, 2, 1], [1, 0, 0])).toBe(1);
  expect(rankingQuality([1, 2, 3], [1, 0, 0])).toBe(0);
  expect(rankingQuality([1, 1], [1, 0])).toBe(0.5);
  expect(rankingQuality([4, 3, 2, 1], [1, 0, 1, 0])).toBe(0.75);
});
