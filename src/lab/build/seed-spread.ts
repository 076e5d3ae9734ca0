import { existsSync, readFileSync } from 'node:fs';
import type { Recorded } from '../contract/claim.ts';
import type { AnyDefinition } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import { runToEnd } from '../contract/run-to-end.ts';
import { defaultsOf, sameParams, type Params } from '../contract/schema.ts';

/** Further seeds that are run where nothing is recorded of these settings. */
const furtherSeeds = 4;

/** How far apart seeds are in one readout: its largest value less its smallest. */
type Spread = (key: string) => number;

/** By settings; what recorded.json has for these very settings, else measured over a few seeds. */
export function createSpread(
  definition: AnyDefinition,
  experiment: Experiment,
): (params: Params, found: Result['readouts']) => Promise<Spread> {
  const file = `src/experiments/${definition.name}/recorded.json`;
  const recorded = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded).claims : [];
  const defaults: Params = defaultsOf(definition.schema);
  return async (params, own) => {
    const claims = recorded.filter(({ settings }) =>
      sameParams({ ...params, seed: '' }, { ...defaults, ...settings, seed: '' }),
    );
    const found = [own];
    for (let i = 1; i <= furtherSeeds; i++) {
      const seed = 1 + ((Number(params['seed']) - 1 + i) % 9999);
      found.push((await runToEnd(experiment, { ...params, seed })).result.readouts);
    }
    return (key) => {
      const told = claims.filter(({ readout }) => readout === key).flatMap(({ values }) => values);
      const all = [...told, ...found.map((one) => one[key])].filter((value) => typeof value === 'number');
      return all.length === 0 ? 0 : Math.max(...all) - Math.min(...all);
    };
  };
}
