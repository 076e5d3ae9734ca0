import { factorise, solve, solveLower } from './cholesky.ts';
import { logistic } from './logistic-regression.ts';

/** What is thought of each weight before anything was seen: a normal distribution. */
export interface Prior {
  readonly means: ArrayLike<number>;
  readonly deviations: ArrayLike<number>;
}

/** Something that was said yes or no to, once or by several. */
export interface Answered {
  readonly features: ArrayLike<number>;
  /** Share of yes. */
  readonly yes: number;
  /** How many were asked; one if not given. */
  readonly asked?: number;
}

export interface Posterior {
  /** The likeliest weights. */
  readonly weights: Float64Array;
  /** Log odds of yes, and how far they may be off: the standard deviation of a normal distribution. */
  guess(features: ArrayLike<number>): { score: number; deviation: number };
}

const [mostSteps, precise] = [30, 1e-9];

/**
 * A logistic regression on few answers, and how sure it is: the likeliest weights by Newton's method, and around them the
 * normal distribution with the curvature there (Laplace's approximation).
 */
export function fitPosterior(answers: readonly Answered[], { means, deviations }: Prior): Posterior {
  const n = means.length;
  let weights = Float64Array.from(means);
  const curvature = new Float64Array(n * n);
  for (let step = 0; step < mostSteps; step++) {
    const slope = Float64Array.from(weights, (weight, i) => (means[i]! - weight) / deviations[i]! ** 2);
    curvature.fill(0);
    for (let i = 0; i < n; i++) curvature[i * n + i] = 1 / deviations[i]! ** 2;
    for (const { features, yes, asked = 1 } of answers) {
      const p = logistic(dot(features, weights));
      const steepness = asked * p * (1 - p);
      for (let i = 0; i < n; i++) {
        const x = features[i]!;
        // Most features are a word that is not there.
        if (x === 0) continue;
        slope[i]! += asked * (yes - p) * x;
        for (let j = 0; j <= i; j++) curvature[i * n + j]! += steepness * x * features[j]!;
      }
    }
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) curvature[j * n + i] = curvature[i * n + j]!;
    factorise(curvature, n);
    const move = solve(curvature, slope);
    // A step that is too long for the curvature here is cut: the objective has one top, and is flatter away from it.
    const far = Math.max(1, ...move.map(Math.abs));
    weights = weights.map((weight, i) => weight + move[i]! / far);
    if (far === 1 && Math.max(...move.map(Math.abs)) < precise) break;
  }
  return {
    weights,
    guess(features) {
      const y = solveLower(curvature, features);
      return { score: dot(features, weights), deviation: Math.sqrt(dot(y, y)) };
    },
  };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
