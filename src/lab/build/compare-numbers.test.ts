import { expect, test } from 'vitest';
import { compareNumbers, misses } from './compare-numbers.ts';

const exact = { isExact: () => true, isName: () => false };
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
  const trained = { isExact: () => false, isName: () => false };
  const ours = { accuracy: 0.9, sure: 1, step: null };
  const seeds = [
    { accuracy: 0.8, sure: 1, step: null },
    { accuracy: 0.85, sure: 1, step: 7 },
  ];
  const near = { accuracy: 0.905, sure: 0.995, step: null };
  const far = { accuracy: 0.81, sure: 0.98, step: 3 };
  expect(missed(ours, near, trained)).toEqual([]);
  expect(missed(ours, far, trained)).toEqual(['accuracy', 'sure', 'step']);
  // One of the seeds had a step too.
  expect(missed(ours, far, { ...trained, seeds })).toEqual(['sure']);
  expect(missed(ours, { ...near, accuracy: 0.79 }, { ...trained, seeds })).toEqual(['accuracy']);
  expect(missed(ours, { accuracy: 0.9, sure: 1 }, { ...trained, seeds })).toEqual(['step']);
});

test('a name is right or wrong, unless seeds differ about it', () => {
  const names = { isExact: () => false, isName: () => true };
  expect(missed({ who: 1 }, { who: 1 }, names)).toEqual([]);
  expect(missed({ who: 1 }, { who: 5 }, { ...names, seeds: [{ who: 1 }] })).toEqual(['who']);
  expect(missed({ who: 1 }, { who: 5 }, { ...names, seeds: [{ who: 2 }] })).toEqual([]);
});
