import { Context } from 'svgcanvas';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { ChartSpec, LegendLine } from '../../contract/figure-spec.ts';
import { settingName, settingText } from '../../contract/in-words.ts';
import type { ParamValue } from '../../contract/schema.ts';
import { chartColours, light } from '../../../styles/palette.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import { resultCsv, type TakenResult } from './result-csv.ts';
import { sheetSvg } from './sheet-svg.ts';

/** Loaded when a reader asks for a file, and not before: Chart.js is among what it needs. */
export type FileKind = 'csv' | 'svg' | 'png';

/** A result with its picture, as the stage shows it. */
interface Taken extends TakenResult {
  readonly description: string;
  readonly charts: readonly ChartSpec[];
  readonly lines: readonly LegendLine[];
}

export async function makeFile(kind: FileKind, definition: AnyDefinition, taken: Taken): Promise<Blob> {
  if (kind === 'csv') return new Blob([resultCsv(definition, taken)], { type: 'text/csv;charset=utf-8' });
  const sheet = sheetOf(definition, taken);
  return kind === 'svg' ? new Blob([sheet.svg], { type: 'image/svg+xml;charset=utf-8' }) : await rasterised(sheet);
}

/** Always light, whatever the page is: it is for paper and for slides. */
function sheetOf(definition: AnyDefinition, { params, description, charts, lines, url }: Taken) {
  return sheetSvg({
    title: definition.title,
    question: definition.question,
    settings: settingsText(definition, params),
    finding: description,
    url,
    charts,
    lines,
    draw: (spec, size) => chartSvg(spec, size, Context),
    colours: chartColours(light),
  });
}

/** What is set otherwise than by default, in words, and the seed in any case. */
function settingsText({ schema }: AnyDefinition, params: Readonly<Record<string, ParamValue>>): string {
  const changed = Object.entries(schema).filter(
    ([key, setting]) => key === 'seed' || String(params[key]) !== String(setting.default),
  );
  const parts = changed.map(([key, setting]) => `${settingName(setting)}：${settingText(setting, params[key]!)}`);
  return `${parts.join('；')}${changed.length > 1 ? '' : '；其余设置都是默认的'}。`;
}

/** Px of the picture to one of the sheet. */
const ratio = 2;

/** By way of an image: the browser draws the very sheet that the SVG file holds, sharp at twice its size. */
async function rasterised({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image(width, height);
  // The content policy knows no blob: pictures.
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = ratio * width;
  canvas.height = ratio * height;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture could not be made.'))), 'image/png'),
  );
}
