import type { APIRoute, GetStaticPaths } from 'astro';
import { trainedFile } from '../../../lab/build/default-run.ts';
import { experimentNames, loadExperiment } from '../../../lab/worker/registry.ts';

/**
 * What the build trained with the default settings of every experiment that can be asked, for the reader's worker: so that
 * its networks can be asked at once.
 */
export const getStaticPaths = (async () => {
  const all = await Promise.all(experimentNames.map((name) => loadExperiment(name)));
  return all
    .filter(({ experiment }) => experiment.ask !== undefined)
    .map(({ experiment: { name } }) => ({ params: { name } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { definition, experiment } = await loadExperiment(params['name'] ?? '');
  return new Response(await trainedFile(definition, experiment), { headers: { 'content-type': 'application/json' } });
};
