import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { holdWhileAlive } from '../contract/alive.ts';
import type { Experiment, Frame } from '../contract/experiment.ts';
import type { Delivery } from '../contract/session-protocol.ts';
import { createHelpers, type HelperWorker } from './helping-workers.ts';
import { createMember } from './member.ts';
import { createSession } from './session.ts';
import { coresFor, sharesOf } from './shares.ts';

interface Counting {
  readonly parts: readonly string[];
  readonly steps?: number;
  /** The step at which a part leaves the finite numbers. */
  readonly diverges?: Readonly<Record<string, number>>;
}

/** Every part counts; what is open of them is counted. */
function counting({ parts, steps = 5, diverges = {} }: Counting) {
  const seen = { open: 0, most: {} as Record<string, number> };
  const experiment: Experiment = {
    name: 'counting',
    parts: () => parts.map((name) => ({ name, work: 1 })),
    *run(_params, only = parts) {
      seen.open++;
      try {
        for (let step = 1; step <= steps; step++) {
          const reached = only.map((name) => [name, Math.min(step, diverges[name] ?? step)] as const);
          for (const [name, to] of reached) seen.most[name] = to;
          const gone = only.every((name) => step >= (diverges[name] ?? Infinity));
          const frame: Frame = {
            progress: step / steps,
            snapshot: (asked) => ({
              readouts: { step, ...Object.fromEntries(reached), asked: Number(asked['q'] ?? 0) },
              series: Object.fromEntries(reached.map(([name, to]) => [name, Float64Array.of(to)])),
            }),
            weights: () => Float32Array.from(reached, ([, to]) => to),
            ...(gone ? { diverged: true as const } : {}),
          };
          yield frame;
        }
      } finally {
        seen.open--;
      }
    },
    ask: ({ q }, weights) => ({ readouts: { asked: Number(q), sum: weights.reduce((a, b) => a + b, 0) }, series: {} }),
  };
  return { experiment, seen };
}

/** Helpers in this thread, each behind a channel of its own. */
function team(experiment: Experiment, { cores = 2, backend = 'wasm' } = {}) {
  const load = () => Promise.resolve(experiment);
  const ready = () => Promise.resolve();
  const opened: { die: () => void; ended: boolean }[] = [];
  const open = (name: string): HelperWorker => {
    const { port1, port2 } = new MessageChannel();
    const alive = () => holdWhileAlive(name);
    Comlink.expose(
      createMember(load, ready, () => ({ backend, tensors: 0 }), alive),
      port2,
    );
    const errors = new Set<(event: Event) => void>();
    const one = { die: () => errors.forEach((tell) => tell(new Event('error'))), ended: false };
    opened.push(one);
    port1.start();
    return {
      postMessage: (message: unknown, transfer: Transferable[] = []) => port1.postMessage(message, transfer),
      start: () => port1.start(),
      addEventListener(type: string, listener: EventListenerOrEventListenerObject) {
        if (type === 'error') errors.add(listener as (event: Event) => void);
        else if (type === 'message') port1.addEventListener(type, listener);
      },
      removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
        port1.removeEventListener(type, listener),
      terminate() {
        one.ended = true;
        port1.close();
        port2.close();
      },
    };
  };
  const session = createSession(load, ready, () => ({ backend: 'wasm', tensors: 0 }), createHelpers(cores, open));
  return { session, opened };
}

const valuesOf = (delivery: Delivery | null | undefined) => delivery?.result.readouts;

test.each([1, 2, 3, 4])('with %i cores a run of three parts finds the same', async (cores) => {
  const { experiment, seen } = counting({ parts: ['a', 'b', 'c'], steps: 40 });
  const { session, opened } = team(experiment, { cores });
  const ended = await session.start('counting', { q: 7 }, { mode: 'run' }, () => undefined);
  expect(ended.how).toBe('done');
  expect(valuesOf(ended.last)).toEqual({ step: 40, a: 40, b: 40, c: 40, asked: 7 });
  expect(ended.last?.result.series).toEqual({ a: Float64Array.of(40), b: Float64Array.of(40), c: Float64Array.of(40) });
  expect(ended.last?.progress).toBe(1);
  expect(opened.length).toBe(Math.min(cores, 3) - 1);
  await vi.waitFor(() => expect(seen.open).toBe(0));
  // What was trained apart answers together.
  const answer = await session.ask('counting', { q: 1 }, 'nowhere');
  expect(answer?.result.readouts).toMatchObject({ step: 40, asked: 1, sum: 120 });
});

test('a pause holds every part at the same step, a step moves every part by one, and the run goes on to its end', async () => {
  const { experiment, seen } = counting({ parts: ['a', 'b'], steps: 30 });
  const { session } = team(experiment);
  const got: unknown[] = [];
  const running = session.start('counting', {}, { mode: 'step' }, (d) => got.push(valuesOf(d)));
  await vi.waitFor(() => expect(got.length).toBe(1));
  session.step();
  await vi.waitFor(() => expect(got.at(-1)).toMatchObject({ step: 2, a: 2, b: 2 }));
  expect(seen.most).toEqual({ a: 2, b: 2 });
  expect((await session.ask('counting', { q: 3 }, 'nowhere'))?.result.readouts).toMatchObject({ step: 2, asked: 3 });
  session.resume();
  expect(valuesOf((await running).last)).toMatchObject({ a: 30, b: 30 });
});

test('a stop reaches every part; the next run does not mind the last', async () => {
  const { experiment, seen } = counting({ parts: ['a', 'b'], steps: Number.MAX_SAFE_INTEGER });
  const { session, opened } = team(experiment);
  let pictures = 0;
  const running = session.start('counting', {}, { mode: 'run' }, () => pictures++);
  await vi.waitFor(() => expect(pictures).toBeGreaterThan(0));
  const next = session.start('counting', {}, { mode: 'step' }, () => undefined);
  expect((await running).how).toBe('stopped');
  session.stop();
  expect((await next).how).toBe('stopped');
  await vi.waitFor(() => expect(seen.open).toBe(0));
  expect(opened.length).toBe(1);
});

test.each([1, 2])(
  'with %i cores a part that diverges waits for the other; if all do the run ends there',
  async (cores) => {
    const one = team(counting({ parts: ['a', 'b'], steps: 9, diverges: { a: 3 } }).experiment, { cores }).session;
    const ended = await one.start('counting', {}, { mode: 'run' }, () => undefined);
    expect([ended.how, valuesOf(ended.last)]).toMatchObject(['done', { a: 3, b: 9 }]);
    const both = team(counting({ parts: ['a', 'b'], steps: 9, diverges: { a: 3, b: 5 } }).experiment, {
      cores,
    }).session;
    const gone = await both.start('counting', {}, { mode: 'run' }, () => undefined);
    expect([gone.how, valuesOf(gone.last)]).toMatchObject(['diverged', { a: 3, b: 5 }]);
  },
);

test('where helpers compute with something else, or do not come, one core does it all', async () => {
  const { experiment } = counting({ parts: ['a', 'b'] });
  const { session, opened } = team(experiment, { backend: 'cpu' });
  for (let i = 0; i < 2; i++) {
    const ended = await session.start('counting', {}, { mode: 'run' }, () => undefined);
    expect([ended.how, valuesOf(ended.last)]).toMatchObject(['done', { a: 5, b: 5 }]);
  }
  expect(opened).toMatchObject([{ ended: true }]);
  const none = createSession(
    () => Promise.resolve(experiment),
    () => Promise.resolve(),
    () => null,
    createHelpers(2, () => {
      throw new Error('no workers here');
    }),
  );
  expect((await none.start('counting', {}, { mode: 'run' }, () => undefined)).how).toBe('done');
});

describe.each([
  ['tells of its threads by locks', navigator.locks],
  ['has no locks', undefined],
  ['refuses them', { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
])('in a browser that %s', (_, locks) => {
  beforeEach(() => void vi.stubGlobal('navigator', { locks }));
  afterEach(() => vi.unstubAllGlobals());

  test('a run of two parts comes to its end', async () => {
    const { session, opened } = team(counting({ parts: ['a', 'b'] }).experiment);
    const ended = await session.start('counting', {}, { mode: 'run' }, () => undefined);
    expect([ended.how, valuesOf(ended.last)]).toMatchObject(['done', { a: 5, b: 5 }]);
    expect(opened).toMatchObject([{ ended: false }]);
  });

  test('a helper that dies ends the run with an error, and the next run has a new one', async () => {
    const { experiment } = counting({ parts: ['a', 'b'], steps: Number.MAX_SAFE_INTEGER });
    const { session, opened } = team(experiment);
    let pictures = 0;
    const running = session.start('counting', {}, { mode: 'run' }, () => pictures++);
    await vi.waitFor(() => expect(pictures).toBeGreaterThan(0));
    opened[0]!.die();
    await expect(running).rejects.toThrow('could not be loaded');
    expect(opened[0]!.ended).toBe(true);
    const again = session.start('counting', {}, { mode: 'step' }, () => undefined);
    await vi.waitFor(() => expect(opened.length).toBe(2));
    session.stop();
    await again;
  });
});

test('parts are shared so that the busiest core has least to do, in their order', () => {
  const shared = (works: number[], cores: number) =>
    sharesOf(
      works.map((work, i) => ({ name: `${i}`, work })),
      cores,
    ).map(({ names, work }) => `${names.join('')}:${work}`);
  expect(shared([1, 1, 1, 1], 2)).toEqual(['01:2', '23:2']);
  expect(shared([1, 1, 1, 5], 2)).toEqual(['012:3', '3:5']);
  expect(shared([5, 1, 1, 1], 3)).toEqual(['0:5', '1:1', '23:2']);
  expect(shared([2], 4)).toEqual(['0:2']);
  expect([1, 2, 3, 4, 8].map(coresFor)).toEqual([1, 2, 2, 3, 4]);
});
