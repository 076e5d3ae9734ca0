import { expect, test } from 'vitest';
import { plainDigits, plainText, powerText, shareText, superscript, tickPowerText } from './number-text.ts';

test.each([
  [0, '1'],
  [-0.30103, '0.5'],
  [-29.7, '2.0 × 10⁻³⁰'],
  [-62.4673, '3.4 × 10⁻⁶³'],
  [21.99999, '1.0 × 10²²'],
  [-Infinity, '0'],
  [NaN, '—'],
  [null, '—'],
])('10 to the %s reads %s', (log10, text) => {
  expect(powerText(log10)).toBe(text);
});

test('ticks, superscripts and plain numbers', () => {
  expect(tickPowerText(0)).toBe('1');
  expect(tickPowerText(-20)).toBe('10⁻²⁰');
  expect(tickPowerText(0.5)).toBe('');
  expect(plainDigits(superscript('-3.5'))).toBe('−3.5');
  expect([1, 0.5042134, -0.0251, -3, -1e-9, 123456.7, -Infinity, NaN, null, 'x-y'].map(plainText)).toEqual([
    '1',
    '0.5042',
    '−0.0251',
    '−3',
    '−1.00e−9',
    '1.23e+5',
    '−∞',
    '—',
    '—',
    'x-y',
  ]);
});

test('a share that is not quite all does not read as all', () => {
  const shares = [0.99, 0.9949, 0.995, 0.9983, 1, -0.2, null];
  expect(shares.map(shareText)).toEqual(['99%', '99%', '99.5%', '99.8%', '100%', '−20%', '—']);
});
