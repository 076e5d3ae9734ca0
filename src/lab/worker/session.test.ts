import { expect, test, vi } from 'vitest';
import { preparing, type Experiment, type Frame } from '../contract/experiment.ts';
import type { Delivery } from '../contract/session-protocol.ts';
import { createSession } from './session.ts';
import { writeTrained } from '../contract/trained-file.ts';

/** Counts to `n`; remembers how often it was stepped and whether it was closed. */
function counter(n: number) {
  const seen = { steps: 0, closed: false };
  const experiment: Experiment = {
    name: 'counter',
    *run() {
      try {
        for (let i = 1; i <= n; i++) {
          seen.steps++;
          yield { progress: i / n, snapshot: () => ({ readouts: { i }, series: {} }) };
        }
      } finally {
        seen.closed = true;
      }
    },
  };
  return {
    seen,
    session: createSession(
      () => Promise.resolve(experiment),
      () => Promise.resolve(),
    ),
  };
}

const value = (delivery: Delivery | null | undefined) => Object.values(delivery?.result.readouts ?? {})[0];

test('a run ends with its last frame delivered before the answer', async () => {
  const { session, seen } = counter(5);
  const got: unknown[] = [];
  const ended = await session.start('counter', {}, { mode: 'run' }, (d) => got.push(value(d)));
  expect(ended.how).toBe('done');
  expect(value(ended.last)).toBe(5);
  expect(got.at(-1)).toBe(5);
  expect(seen.closed).toBe(true);
});

test('one step at a time, then on to the end', async () => {
  const { session, seen } = counter(4);
  const got: unknown[] = [];
  const running = session.start('counter', {}, { mode: 'step' }, (d) => got.push(value(d)));
  await vi.waitFor(() => expect(got).toEqual([1]));
  session.step();
  await vi.waitFor(() => expect(got).toEqual([1, 2]));
  expect(seen.steps).toBe(2);
  session.resume();
  expect((await running).how).toBe('done');
  expect(got.at(-1)).toBe(4);
});

test('a stop is heard while computing, closes the run and delivers nothing more', async () => {
  const { session, seen } = counter(Number.MAX_SAFE_INTEGER);
  let after = 0;
  let stopped = false;
  const running = session.start('counter', {}, { mode: 'run' }, () => void (stopped && after++));
  setTimeout(() => {
    stopped = true;
    session.stop();
  }, 30);
  expect((await running).how).toBe('stopped');
  expect(seen.closed).toBe(true);
  expect(after).toBe(0);
});

/** Prepares for `ms`, then makes one frame. */
function preparer(ms: number) {
  const experiment: Experiment = {
    name: 'preparer',
    *run() {
      for (const until = performance.now() + ms; performance.now() < until;) yield preparing(0);
      yield { progress: 1, snapshot: () => ({ readouts: { ready: 1 }, series: {} }) };
    },
  };
  return createSession(
    () => Promise.resolve(experiment),
    () => Promise.resolve(),
  );
}

test('a step goes through what has to be prepared to the first frame', async () => {
  const got: unknown[] = [];
  const ended = await preparer(100).start('preparer', {}, { mode: 'step' }, (d) => got.push(value(d)));
  expect([ended.how, got]).toEqual(['done', [1]]);
});

test('a stop is heard while something is prepared', async () => {
  const session = preparer(60_000);
  const running = session.start('preparer', {}, { mode: 'run' }, () => undefined);
  setTimeout(() => session.stop(), 30);
  expect((await running).how).toBe('stopped');
});

test.each(['stop', 'step', 'resume'] as const)(
  '%s is heard while the picture of a pause is under way',
  async (word) => {
    const { session, seen } = counter(Number.MAX_SAFE_INTEGER);
    let shown: (() => void) | undefined;
    let slow = false;
    // The page takes its time with a picture.
    const show = () => (slow ? new Promise<void>((resolve) => (shown = resolve)) : undefined);
    const running = session.start('counter', {}, { mode: 'run' }, show);
    await new Promise((resolve) => setTimeout(resolve, 20));
    slow = true;
    // A pause just after a picture shows none: then another one.
    for (session.pause(); shown === undefined; session.pause()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      if (shown === undefined) session.resume();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    slow = false;
    const steps = seen.steps;
    session[word]();
    shown!();
    if (word !== 'stop') {
      await vi.waitFor(() => expect(seen.steps).toBeGreaterThan(steps));
      session.stop();
    }
    expect((await running).how).toBe('stopped');
  },
);

test('a paused run computes nothing until it is resumed or stopped', async () => {
  const { session, seen } = counter(Number.MAX_SAFE_INTEGER);
  const running = session.start('counter', {}, { mode: 'run' }, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  session.pause();
  await new Promise((resolve) => setTimeout(resolve, 30));
  const steps = seen.steps;
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(seen.steps).toBe(steps);
  session.stop();
  await running;
});

test('a newer start ends the older one', async () => {
  const { session } = counter(Number.MAX_SAFE_INTEGER);
  const first = session.start('counter', {}, { mode: 'run' }, () => undefined);
  await new Promise((resolve) => setTimeout(resolve, 20));
  const second = session.start('counter', {}, { mode: 'run' }, () => undefined);
  expect((await first).how).toBe('stopped');
  session.stop();
  expect((await second).how).toBe('stopped');
});

test('an experiment that throws closes itself and rejects', async () => {
  const failing: Experiment = {
    name: 'failing',
    // oxlint-disable-next-line require-yield -- it fails before its first frame
    *run() {
      throw new Error('no');
    },
  };
  const session = createSession(
    () => Promise.resolve(failing),
    () => Promise.resolve(),
  );
  await expect(session.start('failing', {}, { mode: 'run' }, () => undefined)).rejects.toThrow('no');
});

/** Trains a single weight up to `n`; asked, it answers weight times `x`. */
function trainable(n: number) {
  const frame = (i: number): Frame => ({
    progress: i / n,
    snapshot: (asked) => ({ readouts: { i, answer: i * Number(asked['x']) }, series: {} }),
    weights: () => Float32Array.of(i),
  });
  const experiment: Experiment = {
    name: 'trainable',
    *run() {
      for (let i = 0; i <= n; i++) yield frame(i);
    },
    ask: (asked, weights) => ({ readouts: { answer: weights[0]! * Number(asked['x']) }, series: {} }),
  };
  return createSession(
    () => Promise.resolve(experiment),
    () => Promise.resolve(),
  );
}

test('a finished run answers questions from its weights, and keeps what the question does not touch', async () => {
  const session = trainable(3);
  await session.start('trainable', { x: 2 }, { mode: 'run' }, () => undefined);
  const answer = await session.ask('trainable', { x: 5 }, 'nowhere');
  expect(answer?.result.readouts).toEqual({ i: 3, answer: 15 });
  expect(answer?.params).toEqual({ x: 5 });
});

test('a run under way answers from where it is and goes on with the new question', async () => {
  const session = trainable(4);
  const got: Delivery[] = [];
  const running = session.start('trainable', { x: 1 }, { mode: 'step' }, (d) => got.push(d));
  await vi.waitFor(() => expect(got).toHaveLength(1));
  session.step();
  await vi.waitFor(() => expect(got).toHaveLength(2));
  expect((await session.ask('trainable', { x: 10 }, 'nowhere'))?.result.readouts).toEqual({ i: 1, answer: 10 });
  session.resume();
  expect((await running).last?.result.readouts).toEqual({ i: 4, answer: 40 });
  expect(got.at(-1)?.params).toEqual({ x: 10 });
});

test('a question that a run has overtaken is not taken for one about that run', async () => {
  const session = trainable(4);
  const got: Delivery[] = [];
  const asked = session.ask('trainable', { x: 9, of: 'another training' }, 'nowhere');
  const running = session.start('trainable', { x: 1 }, { mode: 'step' }, (d) => got.push(d));
  expect(await asked).toBeNull();
  await vi.waitFor(() => expect(got).toHaveLength(1));
  expect(got[0]!.params).toEqual({ x: 1 });
  session.stop();
  await running;
});

test('before any run the build answers; a file that is missing rejects', async () => {
  const session = trainable(1);
  const file = writeTrained({
    result: { readouts: { i: 7, answer: null }, series: { curve: Float64Array.of(1, NaN, -Infinity) } },
    weights: Float32Array.of(7),
  });
  const fetched = vi.fn(() => Promise.resolve(new Response(file)));
  vi.stubGlobal('fetch', fetched);
  const answer = await session.ask('trainable', { x: 3 }, '/lab/trainable/trained.json');
  expect(answer?.result).toEqual({
    readouts: { i: 7, answer: 21 },
    series: { curve: Float64Array.of(1, NaN, -Infinity) },
  });
  await session.ask('trainable', { x: 4 }, '/lab/trainable/trained.json');
  expect(fetched).toHaveBeenCalledTimes(1);
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('', { status: 404 })));
  await expect(trainable(1).ask('trainable', { x: 3 }, '/lab/trainable/trained.json')).rejects.toThrow('404');
  vi.unstubAllGlobals();
});
