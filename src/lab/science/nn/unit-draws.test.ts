import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import { gaussian, unitOrthogonal } from './initialise.ts';
import { unitMatrices } from './unit-draws.ts';

test('what is kept is what is drawn: longer, shorter, in other orders, and after everything was forgotten', () => {
  const drawn = (kind: 'gaussian' | 'orthogonal', seed: number, n: number, count: number) => {
    const random = createRandom(seed, 'test');
    if (kind === 'gaussian') return Array.from({ length: count * n * n }, () => random.normal());
    return Array.from({ length: count }, () => [...unitOrthogonal(random, n)]).flat();
  };
  for (const kind of ['gaussian', 'orthogonal'] as const)
    for (const [seed, n, count] of [
      [1, 3, 2],
      [1, 3, 7],
      [2, 3, 4],
      [1, 5, 3],
      [1, 3, 1],
    ] as const)
      expect([...unitMatrices(seed, 'test', kind, n, count)], `${kind} ${seed} ${n} ${count}`).toEqual(
        drawn(kind, seed, n, count),
      );
  // More than is kept: what came before is drawn again, and is the same.
  unitMatrices(9, 'test', 'gaussian', 1300, 1);
  unitMatrices(10, 'test', 'gaussian', 1300, 1);
  expect([...unitMatrices(1, 'test', 'gaussian', 3, 7)]).toEqual(drawn('gaussian', 1, 3, 7));
});

test('scaled afterwards it is what a deviation gives at once, to the last bit', () => {
  const at = (deviation: number) => gaussian(createRandom(4, 'test'), 50, deviation);
  const unit = unitMatrices(4, 'test', 'gaussian', 5, 2);
  expect([...Float32Array.from(unit, (value) => 0.37 * value)]).toEqual([...at(0.37)]);
});
