import { describe, expect, test } from 'vitest';
import { filledTables, resultFaults } from '../lab/contract/check-result.ts';
import { units } from '../lab/contract/results.ts';
import { defaultsOf } from '../lab/contract/schema.ts';
import { chooseBackend } from '../lab/worker/backend.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

/** What every experiment declares of its results is what its runs return. */
describe.each(experimentNames)('%s', async (name) => {
  const { definition, experiment } = await loadExperiment(name);
  const { readouts, series } = filledTables(definition);

  test('its keys have words and units, and no two declarations stand for one key', () => {
    for (const [key, { label, unit, means }] of [...readouts, ...series]) {
      expect(label, key).not.toBe('');
      expect(means, key).toMatch(/\p{Script=Han}/u);
      expect(Object.keys(units), key).toContain(unit);
    }
    const filled = [...Object.keys(definition.readouts), ...Object.keys(definition.series)].length;
    expect(readouts.size + series.size).toBeGreaterThanOrEqual(filled);
  });

  test('its words for a check stand exactly where its science has one', () => {
    expect(definition.check !== undefined).toBe(experiment.check !== undefined);
  });

  test('its first pictures, and those of every preset, are as declared', async () => {
    await chooseBackend();
    const defaults = defaultsOf(definition.schema);
    for (const set of [{}, ...definition.presets.map((preset) => preset.set)]) {
      const params = { ...defaults, ...set };
      const run = experiment.run(small(params));
      try {
        for (let i = 0; i < 12; i++) {
          const step = run.next();
          if (step.done) break;
          if (i !== 0 && i !== 11) continue;
          expect(resultFaults(definition, small(params), step.value.snapshot(small(params)))).toEqual([]);
        }
      } finally {
        run.return();
      }
    }
  });
});

/** What is drawn before a training begins is the slow part of it, and not what is looked at here. */
function small<P extends Readonly<Record<string, unknown>>>(params: P): P {
  return 'images' in params ? { ...params, images: 250 } : params;
}
