import fc from 'fast-check';
import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import { unitOrthogonal } from './initialise.ts';
import { createRandom } from '../random.ts';
import { spectralNorm } from './spectral-norm.ts';

describe('spectralNorm', () => {
  test('agrees with an independent singular value decomposition to 1e-10', () => {
    const entries = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        values: fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: n * n, maxLength: n * n }),
      }),
    );
    fc.assert(
      fc.property(entries, ({ n, values }) => {
        const expected = new SingularValueDecomposition(Matrix.from1DArray(n, n, values)).norm2;
        expect(Math.abs(spectralNorm(values, n) - expected)).toBeLessThanOrEqual(1e-10 * expected);
      }),
      { numRuns: 300, seed: 7 },
    );
  });

  test.each([1e-200, 1e-30, 1, 1e30, 1e200])('neither overflows nor underflows at scale %g', (scale) => {
    expect(spectralNorm([3 * scale, 0, 0, 4 * scale], 2) / scale).toBeCloseTo(4, 10);
  });

  test('equal singular values are no trouble', () => {
    expect(
      spectralNorm(
        unitOrthogonal(createRandom(3, 'test'), 64).map((value) => 0.9 * value),
        64,
      ),
    ).toBeCloseTo(0.9, 6);
  });

  test('zero is zero, and a matrix with NaN or infinity has no norm', () => {
    expect(spectralNorm(new Float32Array(9), 3)).toBe(0);
    expect(spectralNorm([1, NaN, 0, 1], 2)).toBeNaN();
    expect(spectralNorm([1, Infinity, 0, 1], 2)).toBeNaN();
  });
});
