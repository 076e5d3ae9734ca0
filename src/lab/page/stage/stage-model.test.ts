import { beforeEach, describe, expect, test, vi } from 'vitest';
import { defineParams, type SettingsOf } from '../../contract/definition.ts';
import { defineFigure } from '../../contract/figure-spec.ts';
import type { Ended, StartOptions } from '../../contract/session-protocol.ts';
import { WorkerFailure, type AnswerOf, type Client, type DeliveryOf } from '../client.ts';
import { createStageModel } from './stage-model.ts';
import { wordless } from '../../../../tests/wordless.ts';

const definition = defineParams({
  name: 'counter',
  ...wordless,
  check: { label: '核对', numbers: '数字' },
  schema: {
    n: { kind: 'number', label: '数', min: 0, max: 100, step: 1, default: 1 },
    word: { kind: 'number', label: '词', min: 0, max: 9, step: 1, default: 0, asks: true },
    seed: { kind: 'number', label: '种子', min: 1, max: 3, step: 1, default: 3 },
  },
  readouts: { found: { label: '找到', unit: 'number', means: '找到的数' } },
  series: { curve: { label: '曲线', unit: 'number', means: '一条曲线', only: '有时' } },
});
type Counter = typeof definition;

const figure = defineFigure(definition, ({ readouts }, { n }, earlier) => ({
  description: `${n}: ${readouts.found}`,
  charts: [],
  table: { caption: '', columns: [], rows: [] },
  exhibit: earlier.map((run) => run.readouts.found),
}));

/** A worker's end that does what the test says. */
function fakeClient() {
  const told: string[] = [];
  const runs: {
    params: SettingsOf<Counter>;
    mode: StartOptions['mode'];
    deliver: (found: number, progress?: number) => unknown;
    end: (how: Ended['how']) => void;
    fail: () => void;
  }[] = [];
  const asked: { params: SettingsOf<Counter>; answer: (found: number | null) => void }[] = [];
  const delivery = (params: SettingsOf<Counter>, found: number, progress = 1): DeliveryOf<Counter> => ({
    result: { readouts: { found }, series: {} },
    progress,
    params,
  });
  const client: Client<Counter> = {
    run: (params, { mode }, onDelivery) =>
      new Promise((resolve, reject) => {
        told.push(`run ${params.n} ${mode}`);
        runs.push({
          params,
          mode,
          deliver: (found, progress) => onDelivery(delivery(params, found, progress)),
          end: (how) => resolve({ how, last: null, machine: { backend: 'test', tensors: 0 } }),
          fail: () => reject(new WorkerFailure('gone')),
        });
      }),
    ask: (params) =>
      new Promise((resolve) => {
        told.push(`ask ${params.n} ${params.word}`);
        asked.push({
          params,
          answer: (found) =>
            resolve(
              found === null ? null : ({ ...delivery(params, found), machine: null } satisfies AnswerOf<Counter>),
            ),
        });
      }),
    check: () => Promise.resolve({ columns: [], rows: [], passed: true, summary: '一致' }),
    pause: () => void told.push('pause'),
    resume: () => void told.push('resume'),
    step: () => void told.push('step'),
    stop: () => void told.push('stop'),
    dispose: () => void told.push('dispose'),
    abandon: () => void told.push('abandon'),
  };
  return { client, told, runs, asked };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the model of a stage', () => {
  let fake: ReturnType<typeof fakeClient>;
  const modelOf = (trained?: string) =>
    createStageModel({
      definition,
      figure,
      first: { readouts: { found: 0 }, series: {} },
      ...(trained ? { trained } : {}),
      client: fake.client,
    });

  beforeEach(() => {
    fake = fakeClient();
    // Nothing is painted in Node: a frame is over at once.
    vi.stubGlobal('document', { visibilityState: 'hidden' });
    vi.stubGlobal('requestAnimationFrame', (then: () => void) => setTimeout(then));
    return () => vi.unstubAllGlobals();
  });

  test('the charts are the build’s drawings until a run says more, or one of their lines is to stand out', async () => {
    const model = modelOf();
    expect(model.still.value).toBe(true);
    model.send('run');
    void fake.runs[0]!.deliver(7, 0.5);
    await vi.waitFor(() => expect(model.still.value).toBe(false));

    const pointed = modelOf();
    pointed.highlight.value = 'curve';
    expect(pointed.still.value).toBe(false);
    expect(pointed.shown.value.description).toBe('1: 0');
    pointed.highlight.value = undefined;
    expect(pointed.still.value).toBe(false);
  });

  test('shows what the build found until a run says more; a finished run is there to be compared with', async () => {
    const model = modelOf();
    expect(model.shown.value.description).toBe('1: 0');
    model.send('run');
    expect(model.state.value).toBe('loading');
    void fake.runs[0]!.deliver(7, 0.5);
    await vi.waitFor(() => expect(model.state.value).toBe('running'));
    expect([model.shown.value.description, model.progress.value]).toEqual(['1: 7', 0.5]);
    await fake.runs[0]!.deliver(8);
    fake.runs[0]!.end('done');
    await vi.waitFor(() => expect(model.state.value).toBe('done'));
    expect(model.computer.value?.backend).toBe('test');
    model.set({ n: 2 });
    expect(model.stale.value).toBe(true);
    model.send('run');
    await fake.runs[1]!.deliver(9);
    expect(model.shown.value.exhibit).toEqual([8]);
    expect(model.stale.value).toBe(false);
  });

  test('numbers follow the picture while it runs, and are there before the run has ended', async () => {
    const model = modelOf();
    model.send('run');
    const delivered = fake.runs[0]!.deliver(7, 0.5);
    await settle();
    await delivered;
    await vi.waitFor(() => expect(model.numbers.value.readouts.found).toBe(7));
    void fake.runs[0]!.deliver(8);
    await settle();
    fake.runs[0]!.end('done');
    await vi.waitFor(() => expect(model.state.value).toBe('done'));
    expect(model.numbers.value.readouts.found).toBe(8);
  });

  test('pictures and the end of an overtaken run change nothing', async () => {
    const model = modelOf();
    model.send('run');
    model.set({ n: 5 });
    expect(fake.told).toEqual(['run 1 run', 'run 5 run']);
    await fake.runs[0]!.deliver(99);
    fake.runs[0]!.end('done');
    await settle();
    expect([model.shown.value.description, model.state.value]).toEqual(['1: 0', 'loading']);
    fake.runs[0]!.fail();
    await settle();
    expect(model.notice.value).toBe('');
  });

  test('a question is answered without a training; an answer that comes too late is dropped', async () => {
    const model = modelOf('/trained.json');
    model.set({ word: 4 });
    expect(fake.told).toEqual(['ask 1 4']);
    fake.asked[0]!.answer(40);
    await vi.waitFor(() => expect(model.shown.value.description).toBe('1: 40'));
    expect(model.stale.value).toBe(false);
    model.set({ word: 5 });
    model.send('run');
    fake.asked[1]!.answer(50);
    await settle();
    expect(model.shown.value.description).toBe('1: 40');
  });

  test('a question, or a check, that stays unanswered is said after a while; 重试 asks another worker', async () => {
    vi.useFakeTimers();
    fake = { ...fake, client: { ...fake.client, check: () => new Promise(() => undefined) } };
    try {
      const model = modelOf('/trained.json');
      model.set({ word: 4 });
      await vi.advanceTimersByTimeAsync(11_000);
      expect([model.stuck.value, model.notice.value]).toEqual([true, expect.stringContaining('还没有准备好')]);
      model.send('retry');
      expect(fake.told).toEqual(['ask 1 4', 'abandon', 'ask 1 4']);
      expect(model.stuck.value).toBe(false);
      fake.asked[1]!.answer(40);
      await vi.advanceTimersByTimeAsync(11_000);
      expect([model.shown.value.description, model.stuck.value]).toEqual(['1: 40', false]);
      model.send('check');
      await vi.advanceTimersByTimeAsync(11_000);
      expect(model.stuck.value).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  test('loose values are brought into their bounds; another seed runs, and begins again behind the last', () => {
    const model = modelOf();
    model.set({ n: 1000, nonsense: 1 });
    expect(model.params.value.n).toBe(100);
    expect(fake.told).toEqual([]);
    model.newSeed();
    expect(model.params.value.seed).toBe(1);
    expect(fake.told).toEqual(['run 100 run']);
    model.restoreDefaults();
    expect(model.params.value).toEqual({ n: 1, word: 0, seed: 3 });
  });

  test('a failure is said with a way out, which does the same again', async () => {
    const model = modelOf();
    model.send('step');
    fake.runs[0]!.fail();
    await vi.waitFor(() => expect(model.state.value).toBe('error'));
    expect(model.notice.value).toContain('没有加载成功');
    model.send('retry');
    expect(fake.told).toEqual(['run 1 step', 'run 1 step']);
    expect(model.notice.value).toBe('');
  });

  test('a check is under way, then its report stands until the next run', async () => {
    const model = modelOf();
    model.send('check');
    expect(model.checkReport.value).toBe('running');
    await vi.waitFor(() => expect(model.checkReport.value).toMatchObject({ summary: '一致' }));
    model.send('run');
    expect(model.checkReport.value).toBeNull();
  });

  test('a link’s corrections are said in the reader’s words', () => {
    const model = modelOf();
    model.adopt({ ...model.params.value, n: 100 }, [
      { key: 'n', given: '1e9', kind: 'out-of-range', allowed: '0 to 100 in steps of 1' },
    ]);
    expect(model.notice.value).toBe('链接里有的设置不能用，已改到允许的范围：数（允许：0 到 100，每步 1）。');
  });
});
