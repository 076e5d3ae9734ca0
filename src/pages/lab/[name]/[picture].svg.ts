import type { APIRoute, GetStaticPaths } from 'astro';
import { picturesOf } from '../../../lab/build/poster.ts';
import { experimentNames } from '../../../lab/worker/registry.ts';

/** The pictures of an experiment's poster, each on light and on dark paper: charts that the build drew, and scenes. */
export const getStaticPaths = (async () => {
  const all = await Promise.all(
    experimentNames.map(async (name) =>
      [...(await picturesOf(name))].map(([picture, svg]) => ({ params: { name, picture }, props: { svg } })),
    ),
  );
  return all.flat();
}) satisfies GetStaticPaths;

export const GET: APIRoute<{ svg: string }> = ({ props: { svg } }) =>
  new Response(svg, { headers: { 'content-type': 'image/svg+xml' } });
