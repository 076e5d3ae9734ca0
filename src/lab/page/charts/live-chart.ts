import * as Comlink from 'comlink';
import workerUrl from './drawing-worker.ts?worker&url';
import { askAnew } from '../ask-anew.ts';
import type { ChartSize, Drawing, PointerNews } from './drawing.ts';
import type { ChartSpec } from '../../contract/figure-spec.ts';
import { onPageStyleChange, readPageStyle } from './page-style.ts';

/** A chart on a canvas of the page, empty at first. It follows the size of its box and the page's colours. */
export interface LiveChart {
  /** The latest picture wins. `canvas.dataset.drawn` says `true` or `failed` once it is there, nothing while it is on its way. */
  draw(spec: ChartSpec, highlight: string | undefined): void;
  remove(): void;
}

/**
 * @param canvas fills its parent, which has a size of its own; it can be used once
 * @param told whether the latest picture could be drawn
 */
export function createLiveChart(canvas: HTMLCanvasElement, told: (drawn: boolean) => void): LiveChart {
  const box = canvas.parentElement!;
  const id = (lastId += 1);
  let place: Place | undefined;
  let wanted: { spec: ChartSpec; highlight: string | undefined } | undefined;
  let lettering = 0;
  let gone = false;
  const endings: (() => void)[] = [];

  const failed = () => {
    // The numbers, the sentence and the table still stand.
    if (gone) return;
    canvas.dataset['drawn'] = 'failed';
    told(false);
  };
  let asked = 0;
  const redraw = () => {
    if (!place || !wanted) return;
    const mine = (asked += 1);
    const style = { ...readPageStyle(box), fontSize: (lettering = letteringFor(box)), highlight: wanted.highlight };
    place.drawing.draw(id, wanted.spec, style).then(() => {
      if (gone || mine !== asked) return;
      canvas.dataset['drawn'] = 'true';
      told(true);
    }, failed);
  };
  const hand = (ready: Place) => {
    if (gone) return;
    const { drawing, offscreen } = ready;
    if (offscreen) {
      const surface = canvas.transferControlToOffscreen();
      drawing.place(id, Comlink.transfer(surface, [surface]), sizeOf(box)).catch(failed);
    } else drawing.place(id, canvas, sizeOf(box)).catch(failed);
    place = ready;

    const resize = () => {
      void drawing.resize(id, sizeOf(box)).catch(failed);
      if (letteringFor(box) !== lettering) redraw();
    };
    const observer = new ResizeObserver(resize);
    observer.observe(box);
    // A window that moves to a finer screen keeps its size.
    addEventListener('resize', resize);
    const point = (event: MouseEvent) => {
      const { type, offsetX: x, offsetY: y } = event;
      void drawing.point(id, { type: type as PointerNews['type'], x, y }).catch(failed);
    };
    for (const type of ['mousemove', 'mouseout', 'click'] as const) canvas.addEventListener(type, point);
    endings.push(
      () => observer.disconnect(),
      () => removeEventListener('resize', resize),
      onPageStyleChange(redraw),
      () => void drawing.remove(id).catch(() => undefined),
    );
    redraw();
  };
  let connecting = false;
  const connect = () => {
    connecting = true;
    inTurn(async () => hand(await loadDrawing()))
      .catch(failed)
      .finally(() => (connecting = false));
  };

  return {
    draw(spec, highlight) {
      wanted = { spec, highlight };
      delete canvas.dataset['drawn'];
      if (place) redraw();
      // Also after a failure: the reader may be on the net again.
      else if (!connecting) connect();
    },
    remove() {
      gone = true;
      for (const end of endings) end();
    },
  };
}

let lastId = 0;

/** px: as large as in the build's picture, which is scaled to its place, and never below what the reader reads at. */
function letteringFor({ clientWidth }: HTMLElement): number {
  const drawnFor = clientWidth < 540 ? 360 : 620;
  const least = 0.75 * parseFloat(getComputedStyle(document.documentElement).fontSize);
  return Math.round(Math.max(least, Math.min(2, clientWidth / drawnFor) * 12));
}

/** Charts are handed over one after another, each in a task of its own: a canvas that leaves the page takes its time. */
function inTurn(work: () => Promise<void>): Promise<void> {
  const done = turns.then(work);
  turns = done.catch(() => undefined).then(() => new Promise((next) => setTimeout(next)));
  return done;
}

let turns: Promise<void> = Promise.resolve();

const sizeOf = (box: Element): ChartSize => ({
  width: box.clientWidth,
  height: box.clientHeight,
  ratio: globalThis.devicePixelRatio || 1,
});

interface Place {
  readonly drawing: Drawing;
  /** Whether it takes canvases away from the page. */
  readonly offscreen: boolean;
}

let loading: Promise<Place> | undefined;

/** Starts what draws and reads the colours of the page around `host`, before they are needed. */
export async function prepareCharts(host: Element): Promise<void> {
  await loadDrawing();
  readPageStyle(host);
}

/** Starts what draws, once for the page; a failure is forgotten, the next call tries again. */
function loadDrawing(): Promise<Place> {
  loading ??= startDrawing();
  loading.catch(() => {
    loading = undefined;
    spoiled = true;
  });
  return loading;
}

/** The last attempt failed: what was missing may lie in the browser's cache as missing. */
let spoiled = false;

async function startDrawing(): Promise<Place> {
  if (typeof OffscreenCanvas !== 'undefined' && 'transferControlToOffscreen' in HTMLCanvasElement.prototype) {
    if (spoiled) await askAnew(workerUrl);
    const worker = new Worker(workerUrl, { type: 'module', name: 'drawing' });
    const failed = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        reject(new Error(event.message || 'The drawing script could not be loaded.'));
      });
    });
    const drawing = Comlink.wrap<Drawing>(worker);
    if (await Promise.race([drawing.canDraw(), failed])) return { drawing, offscreen: true };
    worker.terminate();
  }
  const { createDrawing } = await import('./drawing.ts');
  return { drawing: createDrawing(), offscreen: false };
}
