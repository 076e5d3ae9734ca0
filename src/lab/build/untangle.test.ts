import { expect, test } from 'vitest';
import { untangled } from './untangle.ts';

/** A square with two tails that curl into each other's ends. */
const bonds = [
  [0, 1],
  [1, 2],
  [2, 3],
  [3, 0],
  [0, 4],
  [1, 5],
  [4, 6],
  [5, 7],
] as const;
const square = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;

test('pieces that lie on each other are drawn apart, rings stay as they are', () => {
  const places = [...square, [-0.2, -1], [1.2, -1], [0.5, -1.6], [0.5, -1.6]] as const;
  const apart = untangled(places, bonds);
  const nearest = apart.flatMap(([x, y], i) => apart.slice(0, i).map(([ox, oy]) => Math.hypot(x - ox, y - oy)));
  expect(Math.min(...nearest)).toBeGreaterThanOrEqual(0.7);
  expect(apart.slice(0, 4)).toEqual(square);
});

test('what is clear already is left alone', () => {
  const places = [...square, [-0.5, -0.9], [1.5, -0.9], [-1.5, -1], [2.5, -1]] as const;
  expect(untangled(places, bonds)).toBe(places);
});
