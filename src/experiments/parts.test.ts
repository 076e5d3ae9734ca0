import { beforeAll, describe, expect, test } from 'vitest';
import { readParams } from '../lab/contract/read-params.ts';
import { joinedResults } from '../lab/contract/results.ts';
import { runToEnd } from '../lab/contract/run-to-end.ts';
import type { Params } from '../lab/contract/schema.ts';
import { joinedWeights } from '../lab/science/training.ts';
import { chooseBackend } from '../lab/worker/backend.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

/** What several cores compute side by side is, laid together, what one computes alone: in every bit. */
const all = await Promise.all(experimentNames.map(loadExperiment));
const withParts = all.flatMap(({ experiment, definition }) => {
  const { parts } = experiment;
  return parts ? [{ name: experiment.name, experiment, definition, parts }] : [];
});

/** As little as there is of whatever makes a run long. */
const short = { steps: 1, images: 250, trials: 2, sequences: 1, depth: 4, model: 'pool,lstm' };

beforeAll(chooseBackend);

test('experiments that train several networks say so', () => {
  expect(withParts.length).toBeGreaterThanOrEqual(5);
});

describe.each(withParts)('$name', ({ experiment, definition, parts }) => {
  const computed = (params: Params, only?: readonly string[]) =>
    runToEnd({ ...experiment, run: () => experiment.run(params, only) }, params);

  test('the parts, laid together, are the whole', async () => {
    const { params } = readParams(definition.schema, short);
    const names = parts(params).map(({ name }) => name);
    expect(names.length).toBeGreaterThanOrEqual(2);
    const whole = await computed(params);
    const each = await Promise.all(names.map((name) => computed(params, [name])));
    const joined = joinedResults(each.map(({ result }) => result));
    expect(new Map(Object.entries(joined.readouts))).toEqual(new Map(Object.entries(whole.result.readouts)));
    expect(new Map(Object.entries(joined.series))).toEqual(new Map(Object.entries(whole.result.series)));
    const weights = each.map((one) => one.weights).filter((some) => some !== null);
    if (whole.weights) expect(joinedWeights(weights)).toEqual(whole.weights);
    else expect(weights).toEqual([]);
  });
});
