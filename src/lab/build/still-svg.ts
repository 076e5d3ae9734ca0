import { serialize } from 'node:v8';
import CanvasDOMMatrix from '@thednp/dommatrix';
import { hashOf, sharedStore } from '../../store/store.ts';
import type { ChartSpec } from '../contract/figure-spec.ts';
import { chartSvg } from '../page/charts/chart-svg.ts';
import { sourceHash } from './source-hash.ts';

/**
 * A chart as SVG, drawn during the build and kept until the chart or what draws it changes: a document and Chart.js are a
 * fifth of the work of a build that has nothing else to do. @param size px; the text is 12 px at this size
 */
export async function stillSvg(spec: ChartSpec, size: { width: number; height: number }): Promise<string> {
  drawing ??= sourceHash(['src/lab/build/still-svg.ts']);
  // Not as JSON, to which all numbers that are none are one.
  const name = `${hashOf(drawing, serialize([spec, size]))}.svg`;
  const kept = sharedStore().read('stills', name);
  if (kept) return kept.toString('utf8');
  const svg = await drawn(spec, size);
  sharedStore().write('stills', name, svg);
  return svg;
}

let drawing: string | undefined;

async function drawn(spec: ChartSpec, size: { width: number; height: number }): Promise<string> {
  const { Context } = await import('svgcanvas');
  browserGlobals ??= await makeGlobals();
  return withGlobals(browserGlobals, () => chartSvg(spec, size, Context));
}

type Globals = Readonly<Record<string, unknown>>;

/** Made for the first picture: a build that finds all of them in its store needs no document. */
let browserGlobals: Globals | undefined;

async function makeGlobals(): Promise<Globals> {
  const { JSDOM, VirtualConsole } = await import('jsdom');
  // A console of its own: jsdom would report that it has no canvas, which is why svgcanvas is here.
  const { window } = new JSDOM('', { virtualConsole: new VirtualConsole() });
  return {
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
}

/** svgcanvas wants a browser's globals while it draws; the rest of the build must not take Node for a browser. */
function withGlobals<T>(browserGlobals: Globals, draw: () => T): T {
  const globals = globalThis as Record<string, unknown>;
  const names = Object.keys(browserGlobals).filter((name) => !(name in globals));
  for (const name of names) globals[name] = browserGlobals[name];
  try {
    return draw();
  } finally {
    for (const name of names) Reflect.deleteProperty(globals, name);
  }
}
