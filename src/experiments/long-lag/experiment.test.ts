import { beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '../../lab/science/random.ts';
import { need } from '../../lab/contract/results.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { params as definition, type LongLagParams } from './params.ts';
import { taskOf, type TaskName } from './tasks.ts';

beforeAll(async () => void (await chooseBackend()));

const settings = (change: Partial<LongLagParams>): LongLagParams => ({ ...defaultsOf(definition.schema), ...change });
const random = () => createRandom(3, 'test');

describe('the tasks', () => {
  test('two sequences differ in their first symbol and in nothing else', () => {
    const task = taskOf('two-sequences', 12);
    const { x, length, count, targets } = task.exam(random());
    expect([length, count, task.inputs, [...targets]]).toEqual([12, 2, 13, [0, 1]]);
    const step = (t: number, b: number) => [...x.subarray((t * 2 + b) * 13, (t * 2 + b + 1) * 13)];
    expect(step(0, 0)).not.toEqual(step(0, 1));
    for (let t = 1; t < 12; t++) {
      expect(step(t, 0)).toEqual(step(t, 1));
      expect(step(t, 0).indexOf(1)).toBe(t + 1);
    }
  });

  test.each([5, 30, 200])('temporal order: two signals, in their places, name the class (p = %i)', (p) => {
    const { x, count, targets } = taskOf('temporal-order', p).draw(random(), 300);
    for (let b = 0; b < count; b++) {
      const symbols = Array.from({ length: p }, (_, t) =>
        x.subarray((t * count + b) * 8, (t * count + b + 1) * 8).indexOf(1),
      );
      const signals = symbols.flatMap((symbol, t) => (symbol >= 6 ? [{ t, symbol: symbol - 6 }] : []));
      expect(signals).toHaveLength(2);
      expect(2 * signals[0]!.symbol + signals[1]!.symbol).toBe(targets[b]);
      expect([symbols[0], symbols[p - 1]]).toEqual([0, 1]);
    }
    expect(new Set(targets).size).toBe(4);
  });

  test.each([30, 100])(
    'temporal order: a signal stands anywhere in the second tenth and in the sixth (p = %i)',
    (p) => {
      const { x, count } = taskOf('temporal-order', p).draw(random(), 2000);
      const places = new Set<number>();
      for (let t = 0; t < p; t++) for (let b = 0; b < count; b++) if (x[(t * count + b) * 8 + 6] === 1) places.add(t);
      const tenth = (from: number) => Array.from({ length: p / 10 }, (_, i) => (p / 10) * from + i);
      expect([...places]).toEqual([...tenth(1), ...tenth(5)]);
    },
  );

  test.each([5, 30, 200])('adding: two marks, and the target is 1/2 and a quarter of their sum (p = %i)', (p) => {
    const { x, count, targets } = taskOf('adding', p).draw(random(), 2000);
    for (let b = 0; b < count; b++) {
      let [sum, marks] = [0, 0];
      for (let t = 0; t < p; t++) {
        const [value, mark] = [x[2 * (t * count + b)]!, x[2 * (t * count + b) + 1]!];
        if (mark !== 1) continue;
        sum += value;
        marks++;
      }
      expect(marks).toBe(2);
      expect(targets[b]).toBeCloseTo(0.5 + sum / 4, 6);
    }
    const variance = targets.reduce((sum, target) => sum + (target - 0.5) ** 2, 0) / count;
    expect(Math.abs(variance - 1 / 24)).toBeLessThan(0.004);
  });

  test('what always says the same solves nothing', () => {
    for (const name of ['two-sequences', 'temporal-order', 'adding'] as const satisfies readonly TaskName[]) {
      const task = taskOf(name, 20);
      const exam = task.exam(random());
      expect(task.solved(new Float32Array(exam.count * task.outputs).fill(0.5), exam)).toBe(false);
    }
  });
});

test('one seed gives one result, no tensor is left, also when it is stopped half-way', async () => {
  const at = settings({ trials: 2, p: 20, sequences: 200 });
  const before = memoryInUse();
  const first = await runToEnd(experiment, at);
  expect(first).toEqual(await runToEnd(experiment, at));
  const steps = experiment.run(at);
  for (let i = 0; i < 5; i++) steps.next();
  steps.return();
  expect(memoryInUse()).toEqual(before);
  expect(need(first.result.readouts, 'trials.rnn')).toBe(2);
});

test('progress never falls and ends at 1', () => {
  let last = 0;
  for (const { progress } of experiment.run(settings({ trials: 2, p: 10, sequences: 100 }))) {
    expect(progress).toBeGreaterThanOrEqual(last);
    last = progress;
  }
  expect(last).toBe(1);
});

test('the sentence and the table say what was counted', async () => {
  const at = settings({ trials: 1, p: 10, nets: ['lstm-1997'] });
  const { result } = await runToEnd(experiment, at);
  const { table, description } = figure(result, at);
  expect(description).toContain('试了 1 次，学会 1 次');
  expect(table.rows).toEqual([[1, need(result.readouts, 'sequences.lstm-1997')]]);
});
