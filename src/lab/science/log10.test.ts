import fc from 'fast-check';
import { expect, test } from 'vitest';
import { log10 } from './log10.ts';

test('agrees with Math.log10 to two units in the last place, from the smallest to the largest number', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }), (x) => {
      const expected = Math.log10(x);
      expect(Math.abs(log10(x) - expected)).toBeLessThanOrEqual(4.5e-16 * Math.abs(expected));
    }),
    { numRuns: 20_000 },
  );
});

test('near 1 the relative error stays as small', () => {
  for (const d of [1e-15, 1e-9, 1e-4, -1e-12, -1e-5])
    expect(Math.abs(log10(1 + d) / Math.log10(1 + d) - 1)).toBeLessThan(1e-15);
});

test('powers of ten, zero, and what has no logarithm', () => {
  for (let e = -300; e <= 300; e += 25) expect(log10(Number(`1e${e}`))).toBeCloseTo(e, 12);
  expect([log10(1), log10(0), log10(Infinity), log10(-1), log10(NaN)]).toEqual([0, -Infinity, Infinity, NaN, NaN]);
});

test('is the same in every engine: its last bits are written down', () => {
  expect([0.1, 0.9, 3, 1e-40, 5e-324].map(log10)).toMatchInlineSnapshot(`
    [
      -1,
      -0.045757490560675115,
      0.4771212547196625,
      -40,
      -323.3062153431158,
    ]
  `);
});
