import { describe, expect, test } from 'vitest';
import { logistic } from './logistic-regression.ts';
import { fitPosterior, type Answered, type Prior } from './logistic-posterior.ts';
import { createRandom } from './random.ts';

const n = 4;
const random = createRandom(1, 'answers');
const answers: Answered[] = Array.from({ length: 25 }, (_, i) => ({
  features: Array.from({ length: n }, () => random.normal()),
  yes: [0, 1, 0.25][i % 3]!,
  asked: 1 + (i % 4),
}));
const prior: Prior = { means: [0.5, 0, -1, 0.2], deviations: [0.5, 1, 2, 0.3] };

/** Minus the logarithm of the posterior, by its definition. */
function energy(weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (weights[i]! - prior.means[i]!) ** 2 / (2 * prior.deviations[i]! ** 2);
  for (const { features, yes, asked = 1 } of answers) {
    const p = logistic(weights.reduce((z, weight, i) => z + weight * features[i]!, 0));
    sum -= asked * (yes * Math.log(p) + (1 - yes) * Math.log(1 - p));
  }
  return sum;
}

describe('a logistic regression that knows how sure it is', () => {
  const { weights, guess } = fitPosterior(answers, prior);
  const at = [...weights];
  const moved = (...moves: readonly (readonly [index: number, by: number])[]) => {
    const copy = [...at];
    for (const [i, by] of moves) copy[i]! += by;
    return energy(copy);
  };

  test('no slope is left at the likeliest weights (finite differences)', () => {
    for (let i = 0; i < n; i++) expect(Math.abs(moved([i, 1e-4]) - moved([i, -1e-4])) / 2e-4).toBeLessThan(1e-6);
  });

  test('the deviation of a guess is that of the curvature there (finite differences)', () => {
    const h = 1e-3;
    const curvature = Array.from({ length: n }, (_, i) =>
      Array.from(
        { length: n },
        (_, j) =>
          (moved([i, h], [j, h]) - moved([i, h], [j, -h]) - moved([i, -h], [j, h]) + moved([i, -h], [j, -h])) /
          (4 * h * h),
      ),
    );
    const features = [1, -0.5, 0.3, 2];
    const { score, deviation } = guess(features);
    expect(score).toBeCloseTo(
      features.reduce((z, x, i) => z + x * at[i]!, 0),
      12,
    );
    expect(deviation ** 2).toBeCloseTo(
      features.reduce((sum, x, i) => sum + x * eliminated(curvature, features)[i]!, 0),
      4,
    );
  });

  test('without answers it is the prior, and answers make it surer', () => {
    const none = fitPosterior([], prior);
    expect([...none.weights]).toEqual(prior.means);
    expect(none.guess([0, 0, 1, 0]).deviation).toBeCloseTo(2, 12);
    expect(guess([0, 0, 1, 0]).deviation).toBeLessThan(0.5);
  });

  test('many answers of one kind stay finite', () => {
    const same = Array.from({ length: 500 }, () => ({ features: [1, 1, 1, 1], yes: 1 }));
    for (const weight of fitPosterior(same, { means: [0, 0, 0, 0], deviations: [100, 1, 1, 1] }).weights) {
      expect(Number.isFinite(weight)).toBe(true);
    }
  });
});

/** Solves A x = b by Gauss's elimination. */
function eliminated(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      if (k === i) continue;
      const factor = rows[k]![i]! / rows[i]![i]!;
      rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
    }
  }
  return rows.map((row, i) => row[n]! / row[i]!);
}
