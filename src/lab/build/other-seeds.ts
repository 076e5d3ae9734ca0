import { existsSync, readFileSync } from 'node:fs';
import { claimSeeds, type Recorded } from '../contract/claim.ts';
import type { AnyDefinition } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';
import { runToEnd } from '../contract/run-to-end.ts';
import { defaultsOf, sameParams, type Params } from '../contract/schema.ts';
import type { Numbers } from './compare-numbers.ts';

/** What our own science finds with these settings and other seeds: what is recorded, then seed after seed as it is asked for. */
export async function* otherSeeds(
  definition: AnyDefinition,
  experiment: Experiment,
  params: Params,
): AsyncGenerator<readonly Numbers[], void> {
  const file = `src/experiments/${definition.name}/recorded.json`;
  const { claims } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recorded) : { claims: [] };
  const defaults: Params = defaultsOf(definition.schema);
  yield claims
    .filter(({ settings }) => sameParams({ ...params, seed: '' }, { ...defaults, ...settings, seed: '' }))
    .flatMap(({ readout, values }) => values.map((value) => ({ [readout]: value })));
  for (const seed of claimSeeds.filter((one) => one !== params['seed']))
    yield [(await runToEnd(experiment, { ...params, seed })).result.readouts];
}
