import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { activationFunctions, type MomentActivation } from './moment-activations.ts';
import { fixedPoint, momentPath, momentsOf, nextMoments, slopeAt, type LayerLaw } from './moment-map.ts';
import { seluAlpha, seluScale } from './selu.ts';

const selu: LayerLaw = {
  activation: 'selu',
  weights: 'exact',
  omega: 0,
  tau: 1,
  width: 64,
  dropout: 0,
  dropoutKind: 'plain',
};
const names = Object.keys(activationFunctions) as MomentActivation[];

/** By its series near zero and its continued fraction beyond (Abramowitz & Stegun 7.1.5, 7.1.14). */
function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x);
  if (x < 2.5) {
    let [term, sum] = [x, x];
    for (let k = 1; k < 80; k++) {
      term *= (-x * x) / k;
      sum += term / (2 * k + 1);
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * sum;
  }
  let fraction = x;
  for (let k = 120; k >= 1; k--) fraction = x + k / 2 / fraction;
  return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
}

/** SELU's map in closed form, as Klambauer et al. 2017 give it. */
function closedForm(mean: number, variance: number) {
  const root = Math.sqrt(2 * variance);
  const exponential = (k: number) => Math.exp(k * mean + (k * k * variance) / 2) * erfc((mean + k * variance) / root);
  const below = erfc(mean / root);
  const density = Math.sqrt((2 * variance) / Math.PI) * Math.exp((-mean * mean) / (2 * variance));
  const next = (seluScale / 2) * (mean * (2 - below) + seluAlpha * (exponential(1) - below) + density);
  const second =
    (seluScale ** 2 / 2) *
    ((mean ** 2 + variance) * (2 - below) +
      seluAlpha ** 2 * (exponential(2) - 2 * exponential(1) + below) +
      mean * density);
  return { mean: next, variance: second - next ** 2 };
}

describe('the map by quadrature', () => {
  test("is SELU's closed form", () => {
    for (const mean of [-2, -0.7, 0, 0.3, 1, 2]) {
      for (const variance of [0.05, 0.5, 1, 3, 9]) {
        const found = momentsOf(activationFunctions.selu.value, { mean, variance });
        const expected = closedForm(mean, variance);
        expect(Math.abs(found.mean - expected.mean), `mean at (${mean}, ${variance})`).toBeLessThan(1e-7);
        expect(Math.abs(found.variance - expected.variance), `variance at (${mean}, ${variance})`).toBeLessThan(1e-6);
      }
    }
  });

  test.each(names)('%s: is what 200,000 draws find', (name) => {
    const { value } = activationFunctions[name];
    const random = createRandom(1, name);
    const count = 200_000;
    for (const at of [
      { mean: 0, variance: 1 },
      { mean: -0.8, variance: 3 },
    ]) {
      const values = Float64Array.from({ length: count }, () =>
        value(at.mean + Math.sqrt(at.variance) * random.normal()),
      );
      const mean = values.reduce((sum, v) => sum + v, 0) / count;
      const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / count;
      const fourth = values.reduce((sum, v) => sum + (v - mean) ** 4, 0) / count;
      const found = momentsOf(value, at);
      // Five standard errors of either.
      expect(Math.abs(found.mean - mean)).toBeLessThan(5 * Math.sqrt(variance / count));
      expect(Math.abs(found.variance - variance)).toBeLessThan(5 * Math.sqrt((fourth - variance ** 2) / count));
    }
  });

  test.each(names)("%s: its slope is its value's difference", (name) => {
    const { value, slope } = activationFunctions[name];
    for (const z of [-3, -1.1, -0.2, 0.4, 2]) {
      expect(slope(z)).toBeCloseTo((value(z + 1e-6) - value(z - 1e-6)) / 2e-6, 7);
    }
  });
});

describe('the fixed point', () => {
  test('SELU has (0, 1), and a deviation shrinks there to .7877 at most', () => {
    const fixed = fixedPoint(selu, { mean: 1, variance: 4 })!;
    expect(fixed.mean).toBeCloseTo(0, 5);
    expect(fixed.variance).toBeCloseTo(1, 5);
    expect(slopeAt(selu, { mean: 0, variance: 1 }).toFixed(4)).toBe('0.7877');
  });

  test('every start between -3 and 3, .01 and 100, with either kind of weights, comes to it', () => {
    for (const weights of ['gaussian', 'exact'] as const) {
      for (const mean of [-3, -1, 0, 2, 3]) {
        for (const variance of [0.01, 1, 100]) {
          const [last] = momentPath(
            { ...selu, weights },
            { mean, variance },
            { depth: 30, kickLayer: 0, kick: 1 },
          ).slice(-1);
          expect(Math.max(Math.abs(last!.mean), Math.abs(last!.variance - 1))).toBeLessThan(0.05);
        }
      }
    }
  });

  test('gaussian and exact weights have maps of their own: from (1, .25) they lead to different places', () => {
    const from = { mean: 1, variance: 0.25 };
    const live = nextMoments({ ...selu, weights: 'gaussian' }, from);
    const paper = nextMoments(selu, from);
    expect(live.mean).toBeCloseTo(0.02, 2);
    expect(live.variance).toBeCloseTo(1.19, 2);
    expect(paper.mean).toBeCloseTo(-0.05, 2);
    expect(paper.variance).toBeCloseTo(0.33, 2);
  });

  test('tanh goes on creeping, a sum of squares of 2 leaves the finite numbers for gaussian weights and settles for exact', () => {
    const from = { mean: 1, variance: 4 };
    expect(fixedPoint({ ...selu, activation: 'tanh' }, from)).toBeNull();
    expect(fixedPoint({ ...selu, weights: 'gaussian', tau: 2 }, from)).toBeNull();
    expect(fixedPoint({ ...selu, tau: 2 }, from)!.variance).toBeCloseTo(18.5, 0);
  });

  test('alpha dropout keeps (0, 1), plain dropout does not', () => {
    const home = { mean: 0, variance: 1 };
    const alpha = nextMoments({ ...selu, dropout: 0.2, dropoutKind: 'alpha' }, home);
    expect(alpha.mean).toBeCloseTo(0, 7);
    expect(alpha.variance).toBeCloseTo(1, 7);
    expect(nextMoments({ ...selu, dropout: 0.2 }, home).variance).toBeCloseTo(1.25, 7);
  });
});
