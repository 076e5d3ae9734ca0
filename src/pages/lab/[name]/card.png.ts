import type { APIRoute, GetStaticPaths } from 'astro';
import { listedExperiments } from '../../../components/listed-experiments.ts';
import { cardSizeOfChart, experimentPicture } from '../../../lab/build/experiment-picture.ts';
import type { ExperimentEntry } from '../../../site/experiments.ts';
import { stringsFor } from '../../../site/strings/index.ts';
import { cardPicture } from '../../../social/card.ts';

/** An experiment's picture for social cards: its question, and what the build measured. */
export const getStaticPaths = (async () =>
  (await listedExperiments()).map((experiment) => ({
    params: { name: experiment.name },
    props: { experiment },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ experiment: ExperimentEntry }> = async ({ props: { experiment } }) => {
  const { name, title, question } = experiment;
  const { svg, width, height } = await experimentPicture(name, cardSizeOfChart);
  const card = await cardPicture({
    title,
    note: question,
    site: stringsFor(undefined).siteName,
    picture: { svg, width, height },
  });
  return new Response(new Uint8Array(card), { headers: { 'content-type': 'image/png' } });
};
