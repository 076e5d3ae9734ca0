import type { ChartSpec, LegendLine } from '../../contract/figure-spec.ts';
import { legendSvg } from '../charts/legend-svg.ts';
import { escapedText, wrappedText } from '../charts/svg-text.ts';

/** What stands on the sheet besides the charts. */
export interface SheetWords {
  readonly title: string;
  readonly question: string;
  /** What was set otherwise than by default, and the seed. */
  readonly settings: string;
  /** What is to be seen. */
  readonly finding: string;
  readonly url: string;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Sheet extends SheetWords {
  readonly charts: readonly ChartSpec[];
  readonly lines: readonly LegendLine[];
  /** A chart as an <svg> of this size. */
  readonly draw: (spec: ChartSpec, size: Size) => string;
  /** What stands for each custom property that charts are drawn in. */
  readonly colours: Readonly<Record<string, string>>;
}

export const sheetWidth = 960;
const edge = 32;
const inner = sheetWidth - 2 * edge;
const gap = 24;
const titleHeight = 22;

/** The faces that the page itself asks for: a sheet is opened on machines that have one of them, or another. */
const faces = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', 'Noto Sans SC', sans-serif";

/** The charts of a figure on a sheet of paper of their own, with all that is needed to know what they show. */
export function sheetSvg(sheet: Sheet): { svg: string; width: number; height: number } {
  const { title, question, settings, finding, url, charts, lines } = sheet;
  const parts: string[] = [];
  let y = edge;
  const write = (text: string, size: number, ink: string, more = ''): void => {
    const rows = wrappedText(text, inner, size);
    if (rows.length === 0) return;
    const line = Math.round(1.5 * size);
    const spans = rows.map((row, i) => `<tspan x="${edge}" y="${y + i * line + size}">${escapedText(row)}</tspan>`);
    parts.push(`<text font-size="${size}" fill="var(--${ink})"${more}>${spans.join('')}</text>`);
    y += rows.length * line;
  };
  write(title, 24, 'ink', ' font-weight="600"');
  write(question, 16, 'faint');
  y += 8;
  write(settings, 14, 'blue');
  y += gap / 2;
  const legend = legendSvg(lines, inner);
  parts.push(`<g font-size="12" transform="translate(${edge} ${y})">${legend.svg}</g>`);
  y += legend.height + gap / 2;
  for (const row of rowsOf(charts)) {
    const heights = row.map(({ spec, x, ...size }) => {
      const head = spec.title ? titleHeight : 0;
      if (spec.title)
        parts.push(
          `<text font-size="14" fill="var(--ink)" x="${edge + x}" y="${y + 14}">${escapedText(spec.title)}</text>`,
        );
      if (spec.kind === 'plane')
        parts.push(
          `<rect x="${edge + x}" y="${y + head}" width="${size.width}" height="${size.height}" fill="none" stroke="var(--rule)" stroke-width="2"></rect>`,
        );
      const chart = sheet
        .draw(spec, size)
        .replace(/^<svg[^>]*>/, '')
        .replace(/<\/svg>$/, '');
      parts.push(`<g font-size="12" fill="none" transform="translate(${edge + x} ${y + head})">${chart}</g>`);
      return head + size.height;
    });
    y += Math.max(...heights) + gap;
  }
  write(finding, 14, 'ink');
  y += gap / 2;
  write(url, 12, 'faint');
  const height = y + edge / 2;
  const description = escapedText(`${question} ${settings} ${finding} ${url}`);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${sheetWidth}" height="${height}" viewBox="0 0 ${sheetWidth} ${height}" font-family="${faces}"><title>${escapedText(title)}</title><desc>${description}</desc><rect width="${sheetWidth}" height="${height}" fill="var(--paper)"></rect>${parts.join('')}</svg>`;
  return { svg: painted(svg, sheet.colours), width: sheetWidth, height };
}

interface PlacedChart extends Size {
  readonly spec: ChartSpec;
  readonly x: number;
}

/** A chart that is alone or wide has a row, planes share one in threes, other charts in twos. */
function rowsOf(charts: readonly ChartSpec[]): PlacedChart[][] {
  const rows: { kind: string; most: number; specs: ChartSpec[] }[] = [];
  for (const spec of charts) {
    const whole = charts.length === 1 || (spec.kind === 'line' && spec.wide);
    const [kind, most] = whole ? ['whole', 1] : spec.kind === 'plane' ? ['plane', 3] : ['line', 2];
    const last = rows.at(-1);
    if (last?.kind === kind && last.specs.length < most) last.specs.push(spec);
    else rows.push({ kind, most, specs: [spec] });
  }
  return rows.map(({ kind, most, specs }) => {
    const width = Math.floor((inner - gap * (most - 1)) / most);
    const height = kind === 'plane' ? width : kind === 'line' ? 300 : charts.length === 1 ? 460 : 340;
    return specs.map((spec, i) => ({ spec, x: i * (width + gap), width, height }));
  });
}

const painted = (svg: string, colours: Readonly<Record<string, string>>): string =>
  svg.replace(/var\(--([\w-]+)\)/g, (property, name: string) => colours[name] ?? property);
