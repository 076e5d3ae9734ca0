import { expect, test } from 'vitest';
import { createRunClock, paceStoreOf, type PaceStore } from './run-clock.ts';

function setUp() {
  let time = 0;
  let pace: number | null = null;
  const store: PaceStore = { read: () => pace, write: (next) => (pace = next) };
  return { clock: createRunClock(store, () => time), pass: (ms: number) => (time += ms) };
}

test('what is left follows the pace of the run, and a pause is not part of it', () => {
  const { clock, pass } = setUp();
  clock.begin(100);
  expect(clock.left(0)).toBeNull();
  clock.go(true);
  pass(1000);
  expect(clock.left(0.01)).toBeNull();
  expect(clock.left(0.25)).toBeCloseTo(3);
  clock.go(false);
  pass(60_000);
  expect(clock.left(0.25)).toBeCloseTo(3);
  clock.go(true);
  pass(1000);
  expect(clock.left(0.5)).toBeCloseTo(2);
});

test('what a run will take follows from the last that ended, for work of the same units', () => {
  const { clock, pass } = setUp();
  expect(clock.expected(100)).toBeNull();
  clock.begin(100);
  clock.go(true);
  pass(2000);
  clock.end();
  expect(clock.expected(100)).toBeCloseTo(2);
  expect(clock.expected(1000)).toBeCloseTo(20);
  expect(clock.expected(undefined)).toBeNull();
  // One that was over at once says nothing of the pace.
  clock.begin(5);
  clock.go(true);
  pass(20);
  clock.end();
  expect(clock.expected(100)).toBeCloseTo(2);
});

test('a pace is kept for this page where the browser keeps nothing', () => {
  const store = paceStoreOf('some');
  expect(store.read()).toBeNull();
  store.write(7);
  expect(store.read()).toBe(7);
});
