import { expect, test } from 'vitest';
import { createRandom } from './random.ts';

test('normal numbers are those of Box and Muller by the logarithm, sine and cosine of the machine', () => {
  const [ours, bits] = [createRandom(7, 'pairs'), createRandom(7, 'pairs')];
  let worst = 0;
  for (let pair = 0; pair < 200_000; pair++) {
    const radius = Math.sqrt(-2 * Math.log1p(-bits.uniform()));
    const turn = bits.uniform();
    // Around the nearest quarter: 2 pi times a number near 1 has lost digits before its sine is taken.
    const quarter = Math.round(4 * turn);
    const angle = 2 * Math.PI * (turn - quarter / 4);
    const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
    const [c, s] = [[cosine, -sine, -cosine, sine][quarter % 4]!, [sine, cosine, -sine, -cosine][quarter % 4]!];
    worst = Math.max(worst, Math.abs(ours.normal() - radius * c), Math.abs(ours.normal() - radius * s));
  }
  expect(worst).toBeLessThan(4e-15);
});

test('their mean is 0, their variance 1, and 4.55 % lie beyond two deviations', () => {
  const random = createRandom(1, 'normal');
  const count = 400_000;
  let [sum, squares, far] = [0, 0, 0];
  for (let i = 0; i < count; i++) {
    const value = random.normal();
    sum += value;
    squares += value * value;
    if (Math.abs(value) > 2) far++;
  }
  // Five standard errors.
  expect(Math.abs(sum / count)).toBeLessThan(5 / Math.sqrt(count));
  expect(Math.abs(squares / count - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
  expect(Math.abs(far / count - 0.0455)).toBeLessThan(5 * Math.sqrt(0.0455 / count));
});

test('many at once are the same as one after the other, whatever was drawn between', () => {
  const [one, many] = [createRandom(3, 'many'), createRandom(3, 'many')];
  for (const count of [0, 1, 2, 5, 300, 1, 513, 4]) {
    const into = new Float64Array(count);
    many.normals(into);
    expect(into).toEqual(Float64Array.from(into, () => one.normal()));
    const bits = new Int32Array(count);
    many.bits(bits);
    for (const some of bits) expect((some >>> 0) / 2 ** 32).toBe(one.uniform());
  }
});
