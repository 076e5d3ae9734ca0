import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { greyOf, rasterise, rgbaBytes } from './rasterise.ts';
import { boundsOf, signedDistance, type Colour, type Scene, type Shape } from './shapes.ts';

const black: Colour = [0, 0, 0];
const white: Colour = [1, 1, 1];
const on = (...shapes: Shape[]): Scene => ({ background: white, shapes });

/** How much of the picture a black shape on white covers, in units of the unit square. */
const covered = (shape: Shape, side: number) => {
  const grey = greyOf(rasterise(on(shape), side));
  return grey.reduce((sum, value) => sum + 1 - value, 0) / side ** 2;
};

/** One of every kind, in colour, half transparent, in odd directions, over the picture's edge. */
const everything: Scene = {
  background: [0.9, 0.85, 0.7],
  shapes: [
    { kind: 'box', from: [0.1, 0.9], to: [0.95, 0.6], half: 0.08, corner: 0.03, colour: [0.1, 0.4, 0.3] },
    { kind: 'disc', centre: [0.3, 0.3], radius: 0.2, colour: [0.8, 0.1, 0.1], alpha: 0.6 },
    { kind: 'ring', centre: [0.7, 0.35], radius: 0.15, half: 0.02, colour: [0, 0, 0.5] },
    { kind: 'capsule', from: [-0.1, 0.5], to: [0.4, 0.7], half: 0.05, colour: [0.2, 0.2, 0.2] },
    { kind: 'streak', from: [0.5, 0.1], to: [0.85, 0.2], radius: 0.06, colour: [1, 0.5, 0] },
  ],
};

describe('areas', () => {
  test.each([
    ['disc', { kind: 'disc', centre: [0.5, 0.48], radius: 0.3, colour: black }, Math.PI * 0.09],
    ['ring', { kind: 'ring', centre: [0.5, 0.48], radius: 0.3, half: 0.05, colour: black }, Math.PI * 0.06],
    [
      'capsule',
      { kind: 'capsule', from: [0.3, 0.3], to: [0.6, 0.7], half: 0.1, colour: black },
      0.5 * 0.2 + Math.PI * 0.01,
    ],
    ['box', { kind: 'box', from: [0.3, 0.3], to: [0.6, 0.7], half: 0.1, colour: black }, 0.5 * 0.2],
    [
      'rounded box',
      { kind: 'box', from: [0.3, 0.3], to: [0.6, 0.7], half: 0.1, corner: 0.1, colour: black },
      0.3 * 0.2 + Math.PI * 0.01,
    ],
    // The disc is somewhere all the time: its blur darkens the picture as much as the disc at rest.
    ['streak', { kind: 'streak', from: [0.3, 0.3], to: [0.7, 0.6], radius: 0.1, colour: black }, Math.PI * 0.01],
  ] as const)('a %s covers its area, finely and coarsely drawn', (_, shape, area) => {
    expect(Math.abs(covered(shape, 400) - area)).toBeLessThan(2e-4);
    expect(Math.abs(covered(shape, 32) - area)).toBeLessThan(4e-3);
  });
});

test('the pixels are these, here and in every engine: only correctly rounded operations are used', () => {
  const hash = (width: number, height: number) =>
    createHash('sha256')
      .update(rgbaBytes(rasterise(everything, width, height)))
      .digest('hex')
      .slice(0, 16);
  expect([hash(9, 9), hash(32, 32), hash(256, 192)]).toMatchInlineSnapshot(`
    [
      "9b3fa839adf121ad",
      "c3475a556da5e3ce",
      "cfbb1b49eef68ee6",
    ]
  `);
});

test('a point is inside by the distance of its nearest edge, and no shape leaves its bounds', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const thickness = fc.double({ min: 0.01, max: 0.3, noNaN: true });
  const point = fc.tuple(part, part);
  const shape: fc.Arbitrary<Shape> = fc.oneof(
    fc.record({ kind: fc.constant('disc' as const), centre: point, radius: thickness, colour: fc.constant(black) }),
    fc.record({
      kind: fc.constantFrom('capsule' as const, 'box' as const),
      from: point,
      to: point,
      half: thickness,
      colour: fc.constant(black),
    }),
  );
  fc.assert(
    fc.property(shape, point, point, (one, [x, y], [u, v]) => {
      const here = signedDistance(one, x, y);
      const there = signedDistance(one, u, v);
      // A distance changes no faster than one moves.
      expect(Math.abs(here - there)).toBeLessThanOrEqual(Math.hypot(x - u, y - v) + 1e-12);
      const [left, top, right, bottom] = boundsOf(one);
      const slack = one.kind === 'box' ? Math.SQRT2 * one.half : 1e-12;
      if (here < 0) {
        expect(x).toBeGreaterThanOrEqual(left - slack);
        expect(x).toBeLessThanOrEqual(right + slack);
        expect(y).toBeGreaterThanOrEqual(top - slack);
        expect(y).toBeLessThanOrEqual(bottom + slack);
      }
    }),
  );
});

test('what is half transparent mixes, what comes later covers', () => {
  const full: Shape = { kind: 'disc', centre: [0.5, 0.5], radius: 2, colour: black };
  const pixel = (...shapes: Shape[]) => [...rasterise(on(...shapes), 1).pixels];
  expect(pixel({ ...full, alpha: 0.25 })).toEqual([0.75, 0.75, 0.75]);
  expect(pixel(full, { ...full, colour: [1, 0, 0] })).toEqual([1, 0, 0]);
  expect(pixel()).toEqual([1, 1, 1]);
});

test('32 x 32 pixels take about a millisecond', () => {
  for (let i = 0; i < 50; i++) rasterise(everything, 32);
  const begin = performance.now();
  for (let i = 0; i < 100; i++) rasterise(everything, 32);
  // A bound for a busy machine; alone it is far below 1.
  expect((performance.now() - begin) / 100).toBeLessThan(4);
});
