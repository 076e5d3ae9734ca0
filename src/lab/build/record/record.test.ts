import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim } from '../../contract/claim.ts';
import { experimentNames } from '../../worker/registry.ts';
import { rankedRuns, Sample } from './confirm.ts';
import { keptRuns } from './kept-runs.ts';
import { loadClaims, measureRun, type Run } from './measure.ts';
import { planOf, type Plan } from './plan.ts';
import { measureAll, type Measurer } from './pool.ts';
import { msLeft, showProgress } from './progress.ts';
import { Recording } from './recording.ts';
import { whatCounts } from './science-code.ts';

const folder = mkdtempSync(join(tmpdir(), 'record-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Two claims of one run and one of another, over a few seeds, of an experiment that answers at once. */
let plan: Plan;
beforeAll(async () => {
  for (const name of experimentNames) {
    const all = await loadClaims(name);
    const { runs } = await planOf(name, all);
    const [first] = all;
    const other = all.find(({ set }) => JSON.stringify(set) !== JSON.stringify(first?.set));
    if (!first || !other || runs.length < 300) continue;
    plan = await planOf(name, few([{ ...first, headline: true }, { ...first, id: 'again' }, other]));
  }
});
const few = (claims: readonly Claim[]): Claim[] => claims.map((claim) => ({ ...claim, seeds: 3, bar: {} }));

let room = 0;
/** A recording with so many measurers, each of which hands its answers over late and in another order than they were asked. */
async function recordWith(count: number, kept = keptRuns(`room-${++room}`, '0'.repeat(12), folder), most = Infinity) {
  const recording = new Recording(plan, { backend: 'wasm', code: '0'.repeat(12) }, kept);
  const queue = recording.missing.map((run) => ({ run }));
  const measured: Run[] = [];
  const late = (index: number): Measurer => ({
    async measure(run) {
      measured.push(run);
      const found = await measureRun(run);
      await new Promise((done) => setTimeout(done, index === 0 ? 20 : 1));
      return found;
    },
    end: () => undefined,
  });
  await measureAll(
    Array.from({ length: count }, (_, i) => late(i)),
    () => (measured.length < most ? queue.shift() : undefined),
    ({ run }, found) => recording.add(run, found),
  );
  return { recording, kept, measured };
}

test('a record does not depend on how many measured it, nor on who was first', async () => {
  const [alone, together] = [await recordWith(1), await recordWith(3)];
  expect(alone.measured).toHaveLength(6);
  expect(together.recording.finish('2026-01-01')).toEqual(alone.recording.finish('2026-01-01'));
});

test('what an interrupted recording has measured is not measured again, until it stands in a record', async () => {
  const first = await recordWith(2, undefined, 4);
  expect(first.recording.isDone).toBe(false);
  const second = await recordWith(2, first.kept);
  expect(first.measured.length + second.measured.length).toBe(6);
  const whole = (await recordWith(1)).recording.finish('2026-01-01');
  expect(second.recording.finish('2026-01-01')).toEqual(whole);
  first.kept.clear();
  expect(new Recording(plan, { backend: 'wasm', code: '' }, first.kept).missing).toHaveLength(6);
});

test('what is kept comes back as it was found, gaps and infinities too', () => {
  const kept = keptRuns('odd', '0'.repeat(12), folder);
  const run = { name: 'odd', params: { seed: 1 } };
  const found = { a: 0.1 + 0.2, b: null, c: -Infinity, d: 5e-324 };
  kept.write(run, found);
  expect(kept.read(run)).toEqual(found);
  expect(kept.read({ name: 'odd', params: { seed: 2 } })).toBeUndefined();
});

test('a run that fails ends the recording, with its words', async () => {
  const broken: Measurer = { measure: () => Promise.reject(new Error('no memory')), end: () => undefined };
  const queue = [{ run: plan.runs[0]! }];
  await expect(
    measureAll(
      [broken],
      () => queue.shift(),
      () => undefined,
    ),
  ).rejects.toThrow('no memory');
});

test('a sample confirms what is the same in every digit, and stamps nothing else', async () => {
  const { recording } = await recordWith(1);
  const { record } = recording.finish('2026-01-01');
  const sample = new Sample(plan, record, 'b'.repeat(12), () => undefined);
  const run = sample.take()!;
  sample.add(run, await measureRun(run), 1);
  // Two claims are made of that run.
  expect(sample.measured).toBe(2);
  expect(sample.stamped('2026-01-02')).toMatchObject({
    measured: { on: '2026-01-01' },
    confirmed: { on: '2026-01-02', code: 'b'.repeat(12), values: 2, of: 9 },
    claims: record.claims,
  });
  const other = new Sample(plan, record, 'b'.repeat(12), () => undefined);
  const [claim] = plan.claims;
  other.add(run, { ...(await measureRun(run)), [claim!.readout]: 0.123456 }, 1);
  expect(other.differences).toHaveLength(2);
  expect(other.verdict()).toContain(`npm run record -- ${plan.name}`);
});

test('another code has other seeds measured again, and every claim one before any has two', () => {
  const orders = ['a', 'b', 'c', 'd'].map((code) => rankedRuns(plan, code).runs.map(({ params }) => params['seed']));
  expect(new Set(orders.map((order) => order.join())).size).toBeGreaterThan(1);
  const { runs, must } = rankedRuns(plan, 'a');
  expect(must).toEqual([runs[0]!.key]);
  expect(new Set(runs.slice(0, 2).map(({ params }) => JSON.stringify({ ...params, seed: 0 }))).size).toBe(2);
});

test('the time that is left is that of what is left of each kind', () => {
  const counts = new Map([
    ['slow', 3],
    ['quick', 5],
    ['unknown', 1],
  ]);
  const took = new Map([
    ['slow', { count: 1, ms: 100 }],
    ['quick', { count: 3, ms: 6 }],
  ]);
  expect(msLeft(counts, took)).toBe(2 * 100 + 2 * 2 + 51);
  const lines: string[] = [];
  const progress = showProgress(counts, 2, { isTTY: true, write: (text) => lines.push(text) });
  progress.done('slow', 10_000);
  expect(lines.join('')).toContain('1/9, 40 s left · slow');
});

test('a constant changes the code that a number is measured by; comments, types, form and words do not', () => {
  const file = 'src/lab/science/some.ts';
  const written = whatCounts(
    file,
    '/** Why. */\nexport const rate = (x: number): number => {\n  return 0.5 * x; // half\n};\n',
  );
  expect(whatCounts(file, 'export const rate = (x) => { return 0.5\n * x; };')).toBe(written);
  expect(whatCounts(file, 'export const rate = (x: number): number => {\n  return 0.25 * x;\n};\n')).not.toBe(written);
  const bare = (text: string) => whatCounts(file, `export ${text}`);
  expect(whatCounts(file, "import type { A } from './a.ts';\nexport const a: A = [1, 2,];")).toBe(
    bare('const a = [1,2]'),
  );
  expect(whatCounts(file, "f('a b')")).not.toBe(whatCounts(file, "f('ab')"));
  expect(whatCounts(file, 'f([1, , 2])')).not.toBe(whatCounts(file, 'f([1, 2])'));

  const params = 'src/experiments/some/params.ts';
  const schema = (words: string, value: number) =>
    whatCounts(
      params,
      `export const params = defineParams({ title: '${words}', schema: { n: { label: '${words}', default: ${value} } } });`,
    );
  expect(schema('深', 5)).toBe(schema('浅', 5));
  expect(schema('深', 5)).not.toBe(schema('深', 6));
  // There a word may be what is computed with.
  expect(whatCounts(file, "f({ label: '深' })")).not.toBe(whatCounts(file, "f({ label: '浅' })"));

  const kernel = 'src/lab/science/kernels/assembly/some.ts';
  expect(whatCounts(kernel, 'let x: f32 = 1; // one')).toBe(whatCounts(kernel, 'let x: f32 = 1;'));
  expect(whatCounts(kernel, 'let x: f64 = 1;')).not.toBe(whatCounts(kernel, 'let x: f32 = 1;'));
  expect(whatCounts('src/lab/science/data/some.csv', 'a,b\r\n')).not.toBe(whatCounts('some.csv', 'a, b\n'));
});
