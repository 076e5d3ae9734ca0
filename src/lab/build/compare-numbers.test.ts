import { expect, test } from 'vitest';
import { compareNumbers, misses } from './compare-numbers.ts';

const exact = () => undefined;
const missed = (...args: Parameters<typeof compareNumbers>) =>
  compareNumbers(...args)
    .filter(misses)
    .map(({ key }) => key);

test('a planted error is caught, however it is planted', () => {
  const ours = { large: -62.75, small: 0.25, none: null, zero: 0 };
  expect(missed(ours, { ...ours }, exact)).toEqual([]);
  expect(missed(ours, { ...ours, large: -62.756 }, exact)).toEqual([]);
  expect(missed(ours, { ...ours, large: -62.757 }, exact)).toEqual(['large']);
  expect(missed(ours, { ...ours, small: 0.2502 }, exact)).toEqual(['small']);
  expect(missed(ours, { ...ours, none: 0 }, exact)).toEqual(['none']);
  expect(missed(ours, { ...ours, zero: null }, exact)).toEqual(['zero']);
  expect(missed(ours, { ...ours, small: NaN }, exact)).toEqual(['small']);
  expect(missed(ours, { large: -62.75, small: 0.25, none: null }, exact)).toEqual(['zero']);
  expect(missed(ours, { ...ours, more: null }, exact)).toEqual(['more']);
});

test('a trained number may be as far from ours as seeds are from each other, and no further', () => {
  const spread = (key: string) => (key === 'accuracy' ? 0.1 : 0);
  const ours = { accuracy: 0.9, sure: 1 };
  expect(missed(ours, { accuracy: 0.81, sure: 0.995 }, spread)).toEqual([]);
  expect(missed(ours, { accuracy: 0.79, sure: 0.98 }, spread)).toEqual(['accuracy', 'sure']);
});
