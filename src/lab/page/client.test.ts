import * as Comlink from 'comlink';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { defineParams } from '../contract/definition.ts';
import type { Delivery, Ended, Session } from '../contract/session-protocol.ts';
import { createClient, WorkerFailure, type Endpoint } from './client.ts';
import { wordless } from '../../../tests/wordless.ts';

const definition = defineParams({
  name: 'counter',
  ...wordless,
  schema: { n: { kind: 'number', label: '数', min: 0, max: 1000, step: 1, default: 0 } },
  readouts: { n: { label: '数', unit: 'number', means: '数到几' } },
  series: {},
});

/** A worker in this thread: what it was told, and how to make it answer, fail or fall silent. */
function fakeWorker(alive = () => new Promise<void>(() => undefined)) {
  const { port1, port2 } = new MessageChannel();
  const told: string[] = [];
  const runs: { n: number; deliver: (n: number) => unknown; end: (how: Ended['how']) => void }[] = [];
  const asked: { n: number; answer: (n: number) => void }[] = [];
  const delivery = (n: number, of = n): Delivery => ({
    result: { readouts: { n: of }, series: {} },
    progress: 1,
    params: { n },
  });
  const session: Session = {
    alive,
    start(_name, params, { mode }, onDelivery) {
      const n = Number(params['n']);
      told.push(`start ${n} ${mode}`);
      return new Promise((resolve) => {
        runs.push({
          n,
          deliver: (of) => onDelivery(delivery(n, of)),
          end: (how) => resolve({ how, last: null, machine: null }),
        });
      });
    },
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
    step: () => void told.push('step'),
    stop() {
      told.push('stop');
      runs.at(-1)?.end('stopped');
    },
    check: () => Promise.resolve({ columns: [], rows: [], passed: true, summary: '' }),
    ask(_name, params) {
      const n = Number(params['n']);
      told.push(`ask ${n}`);
      return new Promise((resolve) => {
        asked.push({ n, answer: (of) => resolve({ ...delivery(n, of), machine: null }) });
      });
    },
  };
  Comlink.expose(session, port2);
  const listeners = new Set<(event: Event) => void>();
  let ended = false;
  const worker: Endpoint = {
    postMessage: (message: unknown, transfer: Transferable[] = []) => port1.postMessage(message, transfer),
    start: () => port1.start(),
    addEventListener(type: string, listener: EventListenerOrEventListenerObject) {
      if (type === 'message') port1.addEventListener(type, listener);
      else if (type === 'error') listeners.add(listener as (event: Event) => void);
    },
    removeEventListener: (type: string, listener: EventListenerOrEventListenerObject) =>
      port1.removeEventListener(type, listener),
    terminate() {
      ended = true;
      port1.close();
      port2.close();
    },
  };
  port1.start();
  return {
    worker,
    told,
    runs,
    asked,
    isEnded: () => ended,
    /** As when a script is missing, or the worker throws outside of any call. */
    die: () => listeners.forEach((listener) => listener(new Event('error'))),
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the client', () => {
  let fakes: ReturnType<typeof fakeWorker>[];
  let client: ReturnType<typeof createClient<typeof definition>>;
  const fake = () => fakes.at(-1)!;

  beforeEach(() => {
    fakes = [];
    client = createClient(definition, () => {
      fakes.push(fakeWorker());
      return fake().worker;
    });
  });
  afterEach(() => client.dispose());

  test('starts no worker before it needs one, and one only', async () => {
    client.pause();
    client.stop();
    expect(fakes).toHaveLength(0);
    const got: number[] = [];
    const running = client.run({ n: 1 }, { mode: 'run' }, ({ result }) => got.push(result.readouts.n));
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    await fake().runs[0]!.deliver(7);
    fake().runs[0]!.end('done');
    expect((await running).how).toBe('done');
    expect(got).toEqual([7]);
    expect(fakes).toHaveLength(1);
  });

  test('a run that is overtaken before it began never begins; the newest one does', async () => {
    const first = client.run({ n: 1 }, { mode: 'quiet' }, () => undefined);
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    const others = [2, 3, 4].map((n) => client.run({ n }, { mode: 'quiet' }, () => undefined));
    fake().runs[0]!.end('done');
    expect((await first).how).toBe('done');
    await vi.waitFor(() => expect(fake().runs).toHaveLength(2));
    fake().runs[1]!.end('done');
    expect((await Promise.all(others)).map(({ how }) => how)).toEqual(['stopped', 'stopped', 'done']);
    expect(fake().told.filter((word) => word.startsWith('start'))).toEqual(['start 1 quiet', 'start 4 quiet']);
  });

  test('a run that takes longer than a moment is interrupted by a newer one', async () => {
    const first = client.run({ n: 1 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    const second = client.run({ n: 2 }, { mode: 'run' }, () => undefined);
    expect((await first).how).toBe('stopped');
    expect(fake().told).toContain('stop');
    await vi.waitFor(() => expect(fake().runs).toHaveLength(2));
    fake().runs[1]!.end('done');
    expect((await second).how).toBe('done');
  });

  test('of many questions the last one is answered', async () => {
    const answers = [1, 2, 3].map((n) => client.ask({ n }, 'nowhere'));
    await vi.waitFor(() => expect(fake().asked).toHaveLength(1));
    fake().asked[0]!.answer(30);
    expect((await Promise.all(answers)).map((answer) => answer?.result.readouts.n ?? null)).toEqual([null, null, 30]);
    expect(fake().told).toEqual(['ask 3']);
  });

  test('a question about a run that waits for its turn is asked when that run has begun', async () => {
    const first = client.run({ n: 1 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    const second = client.run({ n: 2 }, { mode: 'run' }, () => undefined);
    const answer = client.ask({ n: 2 }, 'nowhere');
    expect((await first).how).toBe('stopped');
    await vi.waitFor(() => expect(fake().asked).toHaveLength(1));
    expect(fake().told).toEqual(['start 1 run', 'stop', 'start 2 run', 'ask 2']);
    fake().asked[0]!.answer(20);
    expect((await answer)?.result.readouts.n).toBe(20);
    fake().runs[1]!.end('done');
    expect((await second).how).toBe('done');
  });

  test('a worker that dies in mid-run is told, and the next call starts another', async () => {
    const running = client.run({ n: 1 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    fake().die();
    await expect(running).rejects.toThrow(WorkerFailure);
    expect(fake().isEnded()).toBe(true);
    const again = client.run({ n: 2 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(fakes).toHaveLength(2));
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    fake().runs[0]!.end('done');
    expect((await again).how).toBe('done');
  });

  test('a worker that cannot be made is a failure like any other', async () => {
    const broken = createClient(definition, () => {
      throw new Error('blocked');
    });
    await expect(broken.run({ n: 1 }, { mode: 'run' }, () => undefined)).rejects.toThrow(WorkerFailure);
  });

  test('after it was disposed, what was under way fails and nothing more is shown', async () => {
    const shown = vi.fn();
    const running = client.run({ n: 1 }, { mode: 'run' }, shown);
    await vi.waitFor(() => expect(fake().runs).toHaveLength(1));
    client.dispose();
    await expect(running).rejects.toThrow(WorkerFailure);
    void fake().runs[0]!.deliver(1);
    await settle();
    expect(shown).not.toHaveBeenCalled();
  });

  test('a result that is not this experiment’s is refused: a worker of another deployment', async () => {
    const answer = client.ask({ n: 1 }, 'nowhere');
    await vi.waitFor(() => expect(fake().asked).toHaveLength(1));
    fake().asked[0]!.answer(NaN);
    await expect(answer).rejects.toThrow('The readout "n" is NaN.');
  });
});

describe.each([
  ['has no locks', undefined],
  ['refuses them', { request: () => Promise.reject(new DOMException('denied', 'SecurityError')) }],
])('in a browser that %s', (_, locks) => {
  afterEach(() => vi.unstubAllGlobals());

  test('a run comes to its end, and a worker that throws is heard of', async () => {
    vi.stubGlobal('navigator', { locks });
    // One that does not know of it: the page may be refused what its worker was given.
    const { worker, runs, die } = fakeWorker(() => Promise.resolve());
    const client = createClient(definition, () => worker);
    const first = client.run({ n: 1 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(runs).toHaveLength(1));
    await settle();
    runs[0]!.end('done');
    expect((await first).how).toBe('done');
    const second = client.run({ n: 2 }, { mode: 'run' }, () => undefined);
    await vi.waitFor(() => expect(runs).toHaveLength(2));
    die();
    await expect(second).rejects.toThrow(WorkerFailure);
  });
});
