import type { APIRoute, GetStaticPaths } from 'astro';
import { resultFile } from '../../../lab/build/default-run.ts';
import { experimentNames, loadExperiment } from '../../../lab/worker/registry.ts';

/**
 * What the build found with the default settings of every experiment, with all series: the page has only what it shows, and
 * asks for this when a reader takes a file away before anything has run.
 */
export const getStaticPaths = (() => experimentNames.map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { definition, experiment } = await loadExperiment(params['name'] ?? '');
  return new Response(await resultFile(definition, experiment), { headers: { 'content-type': 'application/json' } });
};
