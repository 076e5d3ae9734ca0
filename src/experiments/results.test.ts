import { describe, expect, test } from 'vitest';
import { filledTables, resultFaults } from '../lab/contract/check-result.ts';
import { units } from '../lab/contract/results.ts';
import { readParams } from '../lab/contract/read-params.ts';
import { visibleFrames } from '../lab/contract/run-to-end.ts';
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
    for (const set of [{}, ...definition.presets.map((preset) => preset.set)]) {
      // What is drawn before a training begins is the slow part of it, and not what is looked at here.
      const few = 'images' in definition.schema ? { images: 250 } : {};
      const { params } = readParams(definition.schema, { ...set, ...few });
      const run = visibleFrames(experiment, params);
      try {
        for (let i = 0; i < 12; i++) {
          const step = run.next();
          if (step.done) break;
          if (i !== 0 && i !== 11) continue;
          expect(resultFaults(definition, params, step.value.snapshot(params))).toEqual([]);
        }
      } finally {
        run.return();
      }
    }
  });
});
