import { factorise, solve } from './cholesky.ts';

/** A logistic regression in the space of its examples: the weights are the examples' features, times these. */
export interface Fit {
  /** One an example. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Newton's steps that it took. */
  readonly steps: number;
}

const [mostSteps, precise] = [50, 1e-10];

/**
 * Minimises the sum of the cross-entropies plus penalty / 2 times the squared length of the weights; the intercept is free.
 * There are many more features than examples, so that Newton's method goes by the examples' products: a system as large as
 * they are many.
 * @param products of the features of any two examples, row by row
 * @param labels 1 or 0
 */
export function fitLogistic(products: Float64Array, labels: ArrayLike<number>, penalty: number): Fit {
  const n = labels.length;
  let coefficients = new Float64Array(n);
  let intercept = 0;
  let before = objective(products, labels, penalty, coefficients, intercept);
  for (let steps = 1; ; steps++) {
    const goal = newton(products, labels, penalty, coefficients, intercept);
    // Half a step, a quarter ... where a whole one would overshoot.
    for (let length = 1; ; length /= 2) {
      const next = coefficients.map((value, i) => value + length * (goal.coefficients[i]! - value));
      const nextIntercept = intercept + length * (goal.intercept - intercept);
      const now = objective(products, labels, penalty, next, nextIntercept);
      if (now > before && length > 1e-6) continue;
      [coefficients, intercept] = [next, nextIntercept];
      const gained = before - now;
      before = now;
      if (gained < precise || steps === mostSteps) return { coefficients, intercept, steps };
      break;
    }
  }
}

/** Log odds of the examples. */
function scoresOf(products: Float64Array, coefficients: Float64Array, intercept: number): Float64Array {
  const n = coefficients.length;
  const scores = new Float64Array(n).fill(intercept);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) scores[i]! += products[i * n + j]! * coefficients[j]!;
  }
  return scores;
}

function objective(
  products: Float64Array,
  labels: ArrayLike<number>,
  penalty: number,
  coefficients: Float64Array,
  intercept: number,
): number {
  const scores = scoresOf(products, coefficients, intercept);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    const against = labels[i] === 1 ? -score : score;
    sum += Math.max(0, against) + Math.log1p(Math.exp(-Math.abs(against)));
    sum += (penalty / 2) * coefficients[i]! * (score - intercept);
  }
  return sum;
}

/** Where Newton's method would go: the least squares that the objective looks like here. */
function newton(
  products: Float64Array,
  labels: ArrayLike<number>,
  penalty: number,
  coefficients: Float64Array,
  intercept: number,
): { coefficients: Float64Array; intercept: number } {
  const n = labels.length;
  const scores = scoresOf(products, coefficients, intercept);
  const roots = new Float64Array(n);
  const targets = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const p = logistic(scores[i]!);
    roots[i] = Math.sqrt(Math.max(p * (1 - p), 1e-12));
    targets[i] = roots[i]! * scores[i]! + (labels[i]! - p) / roots[i]!;
  }
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++)
      matrix[i * n + j] = roots[i]! * products[i * n + j]! * roots[j]! + (i === j ? penalty : 0);
  }
  factorise(matrix, n);
  const [forTargets, forOnes] = [solve(matrix, targets), solve(matrix, roots)];
  // The coefficients sum to nothing: the intercept is free.
  let [upper, lower] = [0, 0];
  for (let i = 0; i < n; i++) {
    upper += roots[i]! * forTargets[i]!;
    lower += roots[i]! * forOnes[i]!;
  }
  const goal = upper / lower;
  return { intercept: goal, coefficients: roots.map((root, i) => root * (forTargets[i]! - goal * forOnes[i]!)) };
}

export const logistic = (score: number): number => 1 / (1 + Math.exp(-score));

/** How often one of the first kind scores above one of the second: the area under the ROC curve. Ties count half. */
export function rankingQuality(scores: ArrayLike<number>, labels: ArrayLike<number>): number {
  let [won, pairs] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== 1) continue;
    for (let j = 0; j < labels.length; j++) {
      if (labels[j] === 1) continue;
      pairs++;
      won += scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0;
    }
  }
  return won / pairs;
}
