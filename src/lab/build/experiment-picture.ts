import { legendLines, type ChartSpec } from '../contract/figure-spec.ts';
import { defaultsOf } from '../contract/schema.ts';
import { legendSvg } from '../page/charts/legend-svg.ts';
import { escapedText, textWidth } from '../page/charts/svg-text.ts';
import { sceneSvg } from '../page/charts/scene-elements.ts';
import { defaultRun } from './default-run.ts';
import { loadParts } from './parts.ts';
import { stillSvg } from './still-svg.ts';

/** An experiment whose charts say little at a glance has a scene that stands for it. */
const covers = import.meta.glob<{ cover: Parameters<typeof sceneSvg>[0] }>('../../experiments/*/cover.ts');

/** The picture that stands for an experiment in lists and on its social card. */
export interface ExperimentPicture {
  /** Without the <svg> around it; colours are custom properties. */
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** The figure's own sentence about it. */
  readonly description: string;
}

/** In a list: as wide as the smallest phone has room for, so that its letters are never made smaller. */
export const listSize = { width: 280, height: 190 } as const;

/** On a social card, where it is enlarged: few px, so that its letters become large. */
export const cardSizeOfChart = { width: 340, height: 165 } as const;

/**
 * Draws what the build measured with the default settings, small: the scene where the experiment has one, else its planes, else
 * its first chart, with the legend under it.
 * @param size px of the chart; the text is 12 px at this size, and the legend stands below
 */
export async function experimentPicture(
  name: string,
  size: { readonly width: number; readonly height: number },
): Promise<ExperimentPicture> {
  const { definition, experiment, figure } = await loadParts(name);
  const { result } = await defaultRun(definition, experiment);
  const { charts, description } = figure(result, defaultsOf(definition.schema));
  const cover = await covers[`../../experiments/${name}/cover.ts`]?.();
  if (cover) return { svg: square(sceneSvg(cover.cover), 0, 0, size.height, 1), ...both(size.height), description };
  const planes = charts.filter(({ kind }) => kind === 'plane').slice(0, 3);
  return { ...(planes.length > 0 ? await planesSvg(planes, size.width) : await firstChart(charts, size)), description };
}

/** The same experiments with their pictures for a list. */
export function withPictures<E extends { readonly name: string }>(
  experiments: readonly E[],
): Promise<(E & { readonly picture: ExperimentPicture })[]> {
  return Promise.all(
    experiments.map(async (one) => ({ ...one, picture: await experimentPicture(one.name, listSize) })),
  );
}

type Drawn = Omit<ExperimentPicture, 'description'>;

const both = (side: number) => ({ width: side, height: side });

/** A square picture in its place. @param inner the side in its own units */
const square = (svg: string, x: number, y: number, side: number, inner: number) =>
  `<svg x="${x}" y="${y}" width="${side}" height="${side}" viewBox="0 0 ${inner} ${inner}">${svg}</svg>`;

const planeGap = 8;
const planeSide = 190;
const titleHeight = 20;

/** Side by side, each under its title. */
async function planesSvg(planes: readonly ChartSpec[], width: number): Promise<Drawn> {
  const side = Math.floor((width - planeGap * (planes.length - 1)) / planes.length);
  const parts = await Promise.all(
    planes.map(async (spec, i) => {
      const x = i * (side + planeGap);
      // Drawn at its usual size: its marks are made smaller with it.
      const svg = inside(await stillSvg(spec, { width: planeSide, height: planeSide }));
      const frame = `<rect x="${x + 0.5}" y="${titleHeight + 0.5}" width="${side - 1}" height="${side - 1}" stroke="var(--rule)"></rect>`;
      const title = `<text fill="var(--ink)" x="${x}" y="${titleHeight / 2}" dominant-baseline="central">${escapedText(spec.title ?? '')}</text>`;
      return title + square(svg, x, titleHeight, side, planeSide) + frame;
    }),
  );
  return { svg: parts.join(''), width, height: side + titleHeight };
}

async function firstChart(
  charts: readonly ChartSpec[],
  size: { readonly width: number; readonly height: number },
): Promise<Drawn> {
  const [chart] = charts;
  if (!chart) return { svg: '', ...size };
  const legend = legendSvg(legendLines([chart]), size.width);
  const svg = `<g transform="translate(0 ${size.height})">${legend.svg}</g>`;
  return {
    svg: inside(await stillSvg(shortLabelled(chart, size.height), size)) + svg,
    width: size.width,
    height: size.height + legend.height,
  };
}

/** A name of the upright axis that is longer than the axis keeps what stands before its comma. */
function shortLabelled(chart: ChartSpec, height: number): ChartSpec {
  if (chart.kind !== 'line' || textWidth(chart.yLabel, 12) <= height - 60) return chart;
  return { ...chart, yLabel: chart.yLabel.split('，', 1).join('') };
}

const inside = (svg: string) => svg.replace(/^<svg[^>]*>|<\/svg>$/g, '');
