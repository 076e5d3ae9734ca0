import type { AnyDefinition } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';

/** Experiments are found by their folders: adding one is adding a folder. */
const experiments = import.meta.glob<{ experiment: Experiment }>('../../experiments/*/experiment.ts');
const definitions = import.meta.glob<{ params: AnyDefinition }>('../../experiments/*/params.ts');

const nameOf = (path: string) => path.split('/').at(-2) ?? '';

export const experimentNames: readonly string[] = Object.keys(experiments).map(nameOf).sort();

/** @throws if there is no such experiment */
export async function loadExperiment(name: string): Promise<{ experiment: Experiment; definition: AnyDefinition }> {
  const folder = `../../experiments/${name}`;
  const [loadScience, loadParams] = [experiments[`${folder}/experiment.ts`], definitions[`${folder}/params.ts`]];
  if (!loadScience || !loadParams) throw new Error(`There is no experiment "${name}".`);
  const [science, words] = await Promise.all([loadScience(), loadParams()]);
  return { experiment: science.experiment, definition: words.params };
}
