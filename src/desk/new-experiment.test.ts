import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { resultFaults } from '../lab/contract/check-result.ts';
import { readParams } from '../lab/contract/read-params.ts';
import { runToEnd } from '../lab/contract/run-to-end.ts';
import { defaultsOf } from '../lab/contract/schema.ts';
import { experiment } from './first-experiment/experiment.ts';
import { figure } from './first-experiment/figure.ts';
import { params as definition } from './first-experiment/params.ts';
import { nameFault, newExperimentFiles, runNewExperiment } from './new-experiment.ts';

describe('a new experiment', () => {
  it('is the first one under its own name, in three files that can be read at one sitting', () => {
    const files = newExperimentFiles({ name: 'some-phenomenon', title: '题目' });
    expect([...files.keys()]).toEqual(['experiment.ts', 'figure.ts', 'params.ts']);
    expect(files.get('params.ts')).toContain("  name: 'some-phenomenon',\n  title: '题目',\n");
    const text = [...files.values()].join('');
    expect(text).not.toContain(definition.name);
    expect(text.match(/\n/g)!.length).toBeLessThanOrEqual(120);
  });

  it.each(["谁's", '一"二', '\\', `'"`, "''", '$& $1'])('keeps the title %s, as Prettier writes it', async (title) => {
    const text = newExperimentFiles({ name: 'some-phenomenon', title }).get('params.ts')!;
    const options = { ...(await resolveConfig('src/desk/new-experiment.ts')), filepath: 'params.ts', plugins: [] };
    expect(await format(text, options)).toBe(text);
    const [, written = ''] = /^ {2}title: (.*),$/m.exec(text) ?? [];
    expect(runInNewContext(written)).toBe(title);
  });

  it('has a name that says how to mend it where it is none', () => {
    expect(nameFault('step-size-2')).toBeUndefined();
    expect(nameFault('StepSize')).toContain('try --lab step-size.');
    expect(nameFault('2 层 LSTM')).toContain('try --lab lstm.');
    for (const name of ['', '步长', '../posts', 'a--b', '-a', 'a-', 'a/b', 'x'.repeat(41)])
      expect(nameFault(name), name).toContain('is no name for an experiment');
    expect(nameFault('figure')).toContain('<Figure /> is a part of the pages');
    expect(nameFault('vanishing-gradient')).toContain('is there already; nothing is overwritten');
  });

  it.each([
    [['--lab'], '--lab is empty'],
    [['--lab', 'good-name', '--title', ''], '--title takes one line'],
    [['--lab', 'good-name', '--title', '一\n二'], '--title takes one line'],
    [['--lab', 'good-name', '--slug', 'x'], 'There is no option --slug'],
    [['--lab', 'good-name', '标题'], '“标题” stands alone'],
  ])('refuses %j', async (args, words) => {
    const said: string[] = [];
    const { error } = console;
    console.error = (text: string) => void said.push(text);
    try {
      expect(await runNewExperiment(args)).toBe(2);
    } finally {
      console.error = error;
    }
    expect(said.join('')).toContain(words);
  });
});

describe('the first experiment', () => {
  const defaults = defaultsOf(definition.schema);
  const run = async (set: Readonly<Record<string, unknown>>) => {
    const { params } = readParams(definition.schema, { ...defaults, ...set });
    return { params, result: (await runToEnd(experiment, params)).result };
  };

  it.each([
    {},
    ...definition.presets.map(({ set }) => set),
    { rate: 1, curvature: 100, steps: 60 },
    { rate: 1, curvature: 1 },
  ])('finds what it declares, and draws it, at %j', async (set) => {
    const { params, result } = await run(set);
    expect(resultFaults(definition, params, result)).toEqual([]);
    for (const values of [result.series.steep, result.series.flat]) expect(values.every(Number.isFinite)).toBe(true);
    const { charts, table, description } = figure(result, params);
    expect(charts).toHaveLength(2);
    expect(table.rows).toHaveLength(params.steps + 1);
    expect(description).not.toContain('NaN');
  });

  it('its guess is right: past the bottom and nearer, until the step reaches 2/λ', async () => {
    const height = async (set: Readonly<Record<string, unknown>>) => (await run(set)).result.readouts.log10Height;
    const { result } = await run({});
    expect(result.readouts.factor).toBeLessThan(0);
    expect(result.readouts.log10Height).toBeLessThan(-6);
    expect(await height({ rate: 0.21 })).toBeGreaterThan(2);
    // At the bound the steep part goes back and forth and loses nothing.
    const { steep } = (await run({ rate: 0.2 })).result.series;
    expect(Math.abs(steep.at(-1)!)).toBeCloseTo(Math.abs(steep[0]!), 12);
    expect(await height({ rate: 1, curvature: 1 })).toBeNull();
  });

  it('another seed is another start and the same factor; the same seed is the same run', async () => {
    const [one, again, other] = [await run({ seed: 7 }), await run({ seed: 7 }), await run({ seed: 8 })];
    expect(one.result).toEqual(again.result);
    expect(other.result.series.steep[0]).not.toBe(one.result.series.steep[0]);
    expect(other.result.readouts.factor).toBe(one.result.readouts.factor);
  });

  it('is the code that docs/add-an-experiment.md shows', () => {
    const page = readFileSync('docs/add-an-experiment.md', 'utf8');
    for (const [file, text] of newExperimentFiles({ name: definition.name, title: definition.title }))
      expect(page, `the block of ${file} differs from src/desk/first-experiment/${file}`).toContain(
        `\`${file}\`:\n\n\`\`\`ts\n${text}\`\`\`\n`,
      );
  });
});
