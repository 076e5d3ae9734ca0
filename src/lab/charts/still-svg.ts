import CanvasDOMMatrix from '@thednp/dommatrix';
import { BasicPlatform, type ChartConfiguration } from 'chart.js';
import { JSDOM, VirtualConsole } from 'jsdom';
import type { Context as SvgContext } from 'svgcanvas';
import { chartConfiguration } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import type { ChartSpec, Ink } from './figure-spec.ts';

const inks: readonly Ink[] = [
  'ink',
  'faint',
  'rule',
  'paper',
  'blue',
  'red',
  'green',
  'ochre',
  'violet',
  'plane-0',
  'plane-1',
  'plane-2',
  'plane-3',
  'plane-4',
];

/** Stands for a colour while Chart.js draws; becomes the page's custom property afterwards, for light, dark and print. */
const markerOf = (ink: Ink) => `#abc${inks.indexOf(ink).toString(16).padStart(3, '0')}`;

/**
 * Draws a chart as SVG during the build: the live chart's own configuration on a canvas context that writes SVG. Labels
 * stay text (no font is needed here) and colours follow the page.
 * @param size px; the text is 12 px at this size
 */
export async function stillSvg(spec: ChartSpec, size: { width: number; height: number }): Promise<string> {
  const Context = await loadCanvas();
  return withBrowserGlobals(() => {
    const context = new Context({ ...size, enableMirroring: false });
    const canvas = { getContext: () => context, width: size.width, height: size.height, style: {} };
    const configuration = chartConfiguration(spec, { ink: markerOf, fontFamily: 'sans-serif', fontSize: 12 });
    const chart = new Chart(canvas as unknown as HTMLCanvasElement, {
      ...(configuration as ChartConfiguration),
      platform: BasicPlatform,
    });
    const svg = context.getSvg().outerHTML;
    chart.destroy();
    return cleaned(svg, size);
  });
}

function cleaned(svg: string, { width, height }: { width: number; height: number }): string {
  let text = svg
    .replace(
      /^<svg[^>]*>/,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" class="still-chart">`,
    )
    .replace(/ (?:font-family|font-style|text-decoration|paint-order|stroke-miterlimit)="[^"]*"/g, '')
    .replace(/ (?:stroke|fill)-opacity="1"/g, '')
    .replace(/ id="[^"]*"/g, '')
    // Nothing is drawn outside the chart's area, so its clips are only weight (and their ids would not be unique).
    .replace(/<defs>.*?<\/defs>|<defs\s*\/>/gs, '')
    .replace(/ clip-path="[^"]*"/g, '')
    // A full circle is an arc that ends just before its beginning, which rounding would make a point.
    .replace(
      /A ([\d.]+) [\d.]+ 0 1 1 [-\d.]+ [-\d.]+/g,
      (_, r: string) => `a ${r} ${r} 0 1 1 ${-2 * Number(r)} 0 a ${r} ${r} 0 1 1 ${2 * Number(r)} 0`,
    )
    .replace(/-?\d+\.\d{2,}/g, (number) => String(Math.round(Number(number) * 10) / 10));
  for (const ink of inks) text = text.replaceAll(markerOf(ink), `var(--${ink})`);
  return text;
}

let canvasClass: Promise<typeof SvgContext> | undefined;

function loadCanvas(): Promise<typeof SvgContext> {
  canvasClass ??= import('svgcanvas').then(({ Context }) => {
    Context.prototype.measureText = measureText;
    return Context;
  });
  return canvasClass;
}

// A console of its own: jsdom would report that it has no canvas, which is why svgcanvas is here.
const { window } = new JSDOM('', { virtualConsole: new VirtualConsole() });
const browserGlobals: Readonly<Record<string, unknown>> = {
  document: window.document,
  XMLSerializer: window.XMLSerializer,
  DOMMatrix: CanvasDOMMatrix,
  DOMPoint: class {
    readonly x: number;
    readonly y: number;
    constructor(x = 0, y = 0) {
      this.x = x;
      this.y = y;
    }
    matrixTransform(m: DOMMatrix): { x: number; y: number } {
      return { x: m.a * this.x + m.c * this.y + m.e, y: m.b * this.x + m.d * this.y + m.f };
    }
  },
};

/** svgcanvas wants a browser's globals while it draws; the rest of the build must not take Node for a browser. */
function withBrowserGlobals<T>(draw: () => T): T {
  const globals = globalThis as Record<string, unknown>;
  const names = Object.keys(browserGlobals).filter((name) => !(name in globals));
  for (const name of names) globals[name] = browserGlobals[name];
  try {
    return draw();
  } finally {
    for (const name of names) Reflect.deleteProperty(globals, name);
  }
}

/** A Han character is one em wide, others a little over half: near enough to place labels without a font. */
function measureText(this: { font: string }, text: string): TextMetrics {
  const size = Number(/(\d+(?:\.\d+)?)px/.exec(this.font)?.[1] ?? 12);
  const ems = [...text].reduce((sum, character) => sum + (/[⺀-鿿＀-￯]/.test(character) ? 1 : 0.56), 0);
  return {
    width: ems * size,
    actualBoundingBoxAscent: 0.8 * size,
    actualBoundingBoxDescent: 0.2 * size,
  } as TextMetrics;
}
