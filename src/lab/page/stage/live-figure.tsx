import type { Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChartSpec } from '../../contract/figure-spec.ts';
import type { LiveChart } from '../charts/live-chart.ts';
import { words } from '../stage-words.ts';
import { WaysOut } from './ways-out.tsx';

let loading: Promise<typeof import('../charts/live-chart.ts')> | undefined;

/** Loads what charts need, once; a failure is forgotten, the next call tries again. */
function loadCharts() {
  loading ??= import('../charts/live-chart.ts');
  loading.catch(() => (loading = undefined));
  return loading;
}

/** Loads the drawing code when a pointer or the keyboard comes near: it is there when a run begins. */
export function prepareDrawing(host: Element): void {
  // Where it fails, the figure that needs it says so.
  loadCharts()
    .then(({ prepareCharts }) => prepareCharts(host))
    .catch(() => undefined);
}

/** The charts of an experiment that could not be drawn, and how each is tried again: the first on the page speaks for all. */
export type NotDrawn = Signal<ReadonlyMap<HTMLCanvasElement | null, () => void>>;

interface LiveFigureProps {
  readonly charts: readonly ChartSpec[];
  readonly notDrawn: NotDrawn;
  readonly description: string;
  readonly highlight: string | undefined;
}

/** The charts of a result, drawn on canvases. Chart.js is loaded, in a worker, when the first result is to be shown. */
export function LiveFigure({ charts, description, highlight, notDrawn }: LiveFigureProps) {
  return (
    <div class="charts" {...gridData(charts)}>
      {charts.map((spec) => (
        <div key={spec.id} class={chartClass(spec)} data-chart={spec.id}>
          {spec.title && <p class="chart-title">{spec.title}</p>}
          <ChartCanvas
            spec={spec}
            label={chartLabel(spec, charts.length, description)}
            highlight={highlight}
            notDrawn={notDrawn}
          />
        </div>
      ))}
    </div>
  );
}

/** What the style sheet needs to lay the charts out; shared with the still. */
export function gridData(charts: readonly ChartSpec[]): Record<`data-${string}`, number> {
  return { 'data-count': charts.length, 'data-planes': charts.filter(({ kind }) => kind === 'plane').length };
}

/** Shared with the still, so that nothing moves when one takes the other's place. */
export function chartClass(spec: ChartSpec): string {
  return `chart chart-${spec.kind}${spec.kind === 'line' && spec.wide ? ' chart-wide' : ''}`;
}

/** What a screen reader hears of a chart: which of them it is, and what the figure shows. */
export function chartLabel(spec: ChartSpec, count: number, description: string): string {
  return count === 1 ? description : `${spec.title ?? ''}。${description}`;
}

interface ChartCanvasProps {
  readonly spec: ChartSpec;
  readonly label: string;
  readonly highlight: string | undefined;
  readonly notDrawn: NotDrawn;
}

function ChartCanvas({ spec, label, highlight, notDrawn }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = useRef<LiveChart | null>(null);
  const latest = useRef({ spec, highlight });
  latest.current = { spec, highlight };

  const setFailed = (element: HTMLCanvasElement | null, isSo: boolean) => {
    const all = new Map(notDrawn.peek());
    if (all.has(element) === isSo) return;
    if (isSo) all.set(element, () => void begin());
    else all.delete(element);
    notDrawn.value = all;
  };
  const gone = useRef(false);

  const begin = async () => {
    try {
      const { createLiveChart } = await loadCharts();
      if (gone.current || !canvas.current) return;
      live.current ??= createLiveChart(canvas.current, (drawn) => setFailed(canvas.current, !drawn));
      live.current.draw(latest.current.spec, latest.current.highlight);
    } catch {
      canvas.current?.setAttribute('data-drawn', 'failed');
      setFailed(canvas.current, true);
    }
  };
  useEffect(() => {
    void begin();
    const element = canvas.current;
    return () => {
      gone.current = true;
      live.current?.remove();
      setFailed(element, false);
    };
  }, []);
  // With the numbers, not a frame after them: nobody sees a picture said to be drawn that is the one before.
  useLayoutEffect(() => live.current?.draw(spec, highlight), [spec, highlight]);

  return (
    <div class="canvas-box">
      <canvas ref={canvas} role="img" aria-label={label} />
      {notDrawn.value.has(canvas.current) && <NotDrawnNotice notDrawn={notDrawn} canvas={canvas.current} />}
    </div>
  );
}

interface NoticeProps {
  readonly notDrawn: NotDrawn;
  readonly canvas: HTMLCanvasElement | null;
}

/** In the place of a chart; what is said, and what can be done, of all of them only in that of the first. */
function NotDrawnNotice({ notDrawn, canvas }: NoticeProps) {
  // Another that fails may be the first then.
  const all = notDrawn.value;
  const first = canvas?.closest('[data-experiment]')?.querySelector('[data-drawn=failed]');
  if (first !== canvas) return <span class="not-drawn" />;
  const retry = () => {
    for (const again of all.values()) again();
  };
  return (
    <p class="notice not-drawn" role="alert">
      {words.notDrawn}
      <WaysOut retry={retry} />
    </p>
  );
}
