import type { Random } from '../random.ts';

/** Labelled points of the plane. */
export interface PlaneData {
  /** [count, 2], row-major. */
  readonly points: Float32Array;
  /** [count], 0 or 1. */
  readonly labels: Float32Array;
}

/** The two radii: class 0 lies on the inner circle, class 1 on the outer. */
const radii = [0.5, 1] as const;

/**
 * Two concentric circles blurred by Gaussian noise: the smallest task that no linear classifier solves.
 * @param noise standard deviation of both coordinates
 */
export function twoCircles(random: Random, count: number, noise: number): PlaneData {
  const points = new Float32Array(2 * count);
  const labels = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const label = random.integer(2) as 0 | 1;
    const angle = 2 * Math.PI * random.uniform();
    points[2 * i] = radii[label] * Math.cos(angle) + noise * random.normal();
    points[2 * i + 1] = radii[label] * Math.sin(angle) + noise * random.normal();
    labels[i] = label;
  }
  return { points, labels };
}
