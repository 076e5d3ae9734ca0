import type { APIRoute, GetStaticPaths } from 'astro';
import { experimentName } from '../../../site/experiments.ts';

/**
 * What the build trained with an experiment's default settings, for the reader's worker: so that its networks can be
 * asked at once. An experiment that can be asked exports it from `trained.ts` in its folder.
 */
const files = import.meta.glob<() => Promise<string>>('../../../experiments/*/trained.ts', { import: 'trained' });

export const getStaticPaths = (() =>
  Object.entries(files).map(([path, load]) => ({
    params: { name: experimentName(path) },
    props: { load },
  }))) satisfies GetStaticPaths;

interface Props {
  load: () => Promise<() => Promise<string>>;
}

export const GET: APIRoute<Props> = async ({ props }) => {
  const trained = await props.load();
  return new Response(await trained(), { headers: { 'content-type': 'application/json' } });
};
