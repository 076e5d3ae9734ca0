import type { APIRoute, GetStaticPaths } from 'astro';
import { isReproduced, reproduceFile } from '../../../lab/build/reproduce-file.ts';
import { experimentNames, loadExperiment } from '../../../lab/worker/registry.ts';

/** The experiment in PyTorch with the default settings; the page puts a reader's own in their place. */
export const getStaticPaths = (() =>
  experimentNames.filter(isReproduced).map((name) => ({ params: { name } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
  const { definition } = await loadExperiment(params['name'] ?? '');
  return new Response(reproduceFile(definition), { headers: { 'content-type': 'text/x-python; charset=utf-8' } });
};
