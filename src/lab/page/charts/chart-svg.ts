import { BasicPlatform, type ChartConfiguration } from 'chart.js';
import type { Context as SvgContext } from 'svgcanvas';
import { type ChartSpec, type Ink, inks, isHairline } from '../../contract/figure-spec.ts';
import { chartConfiguration } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import { textWidth } from './svg-text.ts';

/** Stands for a colour while Chart.js draws; becomes the page's custom property afterwards, for light, dark and print. */
const markerOf = (ink: Ink) => `#abc${inks.indexOf(ink).toString(16).padStart(3, '0')}`;
const markers = Object.fromEntries(inks.map((ink) => [ink, markerOf(ink)])) as Record<Ink, string>;

/**
 * Draws a chart as SVG: the live chart's own configuration on a canvas context that writes SVG. Labels stay text and
 * colours are custom properties (`var(--ink)`). Needs a document: the build brings one (still-svg.ts), a page has its own.
 * @param size px; the text is 12 px at this size
 */
export function chartSvg(
  spec: ChartSpec,
  size: { readonly width: number; readonly height: number },
  Context: typeof SvgContext,
): string {
  // The same picture on every machine: the file is opened where other fonts are.
  Context.prototype.measureText = measureText;
  const context = new Context({ ...size, enableMirroring: false });
  const canvas = { getContext: () => context, width: size.width, height: size.height, style: {} };
  const configuration = chartConfiguration(spec, { inks: markers, fontFamily: 'sans-serif', fontSize: 12 });
  const { data, ...rest } = configuration as ChartConfiguration;
  // A line whose segments may differ is drawn by the context's own commands; any other by a Path2D, which writes no SVG.
  const datasets = data.datasets.map((dataset) => ({ ...dataset, segment: {} }));
  const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
    ...rest,
    data: { ...data, datasets },
    platform: BasicPlatform,
  });
  // As HTML is written, but for the one name that XML does not know.
  const svg = context.getSvg().outerHTML.replaceAll('&nbsp;', '\u00A0');
  chart.destroy();
  return cleaned(svg, size, spec.kind);
}

/** Made small: the picture stands in the page's own HTML. */
function cleaned(svg: string, { width, height }: { width: number; height: number }, kind: ChartSpec['kind']): string {
  // A small plane's cells are five pixels wide and its marks four: tenths of a pixel would only be weight.
  const decimals = kind === 'plane' && width <= 200 ? 0 : 1;
  const text = svg
    // Nothing is drawn outside the chart's area, so its clips are only weight (and their ids would not be unique).
    .replace(/<defs>.*?<\/defs>|<defs\s*\/>/gs, '')
    .replace(/<\/?g(?: [^>]*)?>/g, '')
    .replace(
      / (?:font-family|font-style|font-weight|font-size|text-decoration|paint-order|stroke-miterlimit|clip-path|id)="[^"]*"/g,
      '',
    )
    .replace(/ (?:stroke|fill)-opacity="1"| stroke-dasharray=""| (?:stroke|fill)="none"| [xy]="0"/g, '')
    .replace(/matrix\(1 0 0 1 ([-\d.]+) ([-\d.]+)\)/g, 'translate($1 $2)')
    .replaceAll(' transform="translate(0 0)"', '')
    // A full circle is an arc that ends just before its beginning, which rounding would make a point.
    .replace(
      / M ([-\d.]+) ([-\d.]+) A ([\d.]+) [\d.]+ 0 1 1 [-\d.]+ [-\d.]+(?: Z)?/g,
      (_, x: string, y: string, r: string) =>
        ` M ${x} ${y} a ${r} ${r} 0 1 1 ${-2 * Number(r)} 0 a ${r} ${r} 0 1 1 ${2 * Number(r)} 0`,
    )
    .replace(
      /<rect fill="([^"]*)" x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"><\/rect>/g,
      '<path fill="$1" d=" M $2 $3 h $4 v $5 h -$4"></path>',
    )
    .replace(/(?<=[ ("])-?\d+\.\d+/g, (number) => String(Number(Number(number).toFixed(decimals))))
    .replace(
      / d="([^"]*)"/g,
      (_, d: string) =>
        ` d="${d
          .trim()
          .replace(/ L /g, ' ')
          .replace(/ ?([A-Za-z]) ?/g, '$1')}"`,
    )
    // Last, because it sets for all what was taken from each.
    .replace(/^<svg[^>]*>/, `<svg viewBox="0 0 ${width} ${height}" class="still-chart" font-size="12" fill="none">`)
    .replace(/<path[^>]* stroke-width="([\d.]+)"[^>]*>/g, (path: string, width: string) =>
      isHairline({ width: Number(width) }) ? thinned(path) : path,
    );
  return inks.reduce((result, ink) => result.replaceAll(markerOf(ink), `var(--${ink})`), merged(text, kind));
}

/** Paths that differ only in their course become one: cells of one colour wherever they lie, marks of one kind. */
function merged(svg: string, kind: ChartSpec['kind']): string {
  const courses = new Map<string, string[]>();
  const pattern = /<path([^>]*) d="([^"]*)"><\/path>/g;
  // A curve keeps its own element: lines of one colour may be told apart by the page's style sheet later.
  const mergeable = (attributes: string) => kind === 'plane' || !attributes.includes('stroke-width');
  for (const [, attributes = '', course = ''] of svg.matchAll(pattern)) {
    if (mergeable(attributes)) courses.set(attributes, [...(courses.get(attributes) ?? []), course]);
  }
  return svg.replace(pattern, (path, attributes: string) => {
    if (!mergeable(attributes)) return path;
    const list = courses.get(attributes);
    courses.delete(attributes);
    return list ? `<path${attributes} d="${list.join('')}"></path>` : '';
  });
}

/** A hairline is there for its course, not for its every corner: each sixth point will do. */
function thinned(path: string): string {
  return path.replace(/ d="M([-\d. ]+)"/, (_, list: string) => {
    const points = list.trim().match(/\S+ \S+/g) ?? [];
    return ` d="M${points.filter((_, i) => i % 6 === 0 || i === points.length - 1).join(' ')}"`;
  });
}

function measureText(this: { font: string }, text: string): TextMetrics {
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(this.font)?.[1] ?? 12);
  return {
    width: textWidth(text, size),
    actualBoundingBoxAscent: 0.8 * size,
    actualBoundingBoxDescent: 0.2 * size,
  } as TextMetrics;
}
