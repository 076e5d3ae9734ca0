import { asResultOf } from '../contract/check-result.ts';
import type { AnyDefinition, SettingsOf } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';
import { runToEnd, type Finished } from '../contract/run-to-end.ts';
import { defaultsOf } from '../contract/schema.ts';
import { readTrained, writeTrained } from '../contract/trained-file.ts';
import { sharedStore } from '../../store/store.ts';
import { chooseBackend } from '../worker/backend.ts';
import { sourceHash } from './source-hash.ts';

/** The default settings' result as a file for the reader's page: readouts and series, and no weights. */
export async function resultFile(definition: AnyDefinition, experiment: Experiment): Promise<string> {
  const { result } = await defaultRun(definition, experiment);
  return writeTrained({ result, weights: null });
}

/** The default settings' finished run as a file for the reader's worker; only for experiments that can be asked. */
export async function trainedFile(definition: AnyDefinition, experiment: Experiment): Promise<string> {
  return writeTrained(await defaultRun(definition, experiment));
}

/** The run of the default settings, computed once and kept until the code that computes it changes. */
export async function defaultRun<D extends AnyDefinition>(
  definition: D,
  experiment: Experiment<D>,
): Promise<Finished<D>> {
  const params: SettingsOf<D> = defaultsOf<D['schema']>(definition.schema);
  const name = `${definition.name}-${scienceHash(definition.name)}.json`;
  const kept = sharedStore().read('first-views', name);
  if (kept) {
    const { result, weights } = readTrained(kept.toString('utf8'));
    return { result: asResultOf(definition, params, result), weights };
  }
  await chooseBackend();
  const finished = await runToEnd(experiment, params);
  sharedStore().write('first-views', name, writeTrained(finished));
  return finished;
}

/** Of everything that a default run depends on: its settings, its science, what computes, and the packages' versions. */
export function scienceHash(name: string): string {
  const own = `src/experiments/${name}`;
  return sourceHash([
    `${own}/params.ts`,
    `${own}/experiment.ts`,
    'src/lab/worker/backend.ts',
    'src/lab/contract/trained-file.ts',
  ]).slice(0, 16);
}
