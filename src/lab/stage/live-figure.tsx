import { useEffect, useRef } from 'preact/hooks';
import type { ChartSpec } from '../charts/figure-spec.ts';
import type { LiveChart } from '../charts/live-chart.ts';

const loadDrawing = () => Promise.all([import('../charts/live-chart.ts'), import('../charts/page-style.ts')]);

/** Loads Chart.js when a pointer or the keyboard comes near: it is there, and its code was read, when a run begins. */
export function prepareDrawing(): void {
  prepared ??= loadDrawing().then(
    ([{ rehearse }]) => {
      // More than once: code that ran often is compiled better. Each time a task of its own.
      for (const wait of [0, 50, 100]) setTimeout(() => rehearse(getComputedStyle(document.body).fontFamily), wait);
    },
    // Where it fails, the figure that needs it says so; the next touch tries again.
    () => (prepared = undefined),
  );
}

let prepared: Promise<unknown> | undefined;

interface LiveFigureProps {
  readonly charts: readonly ChartSpec[];
  readonly description: string;
  readonly highlight: string | undefined;
}

/** The charts of a result, drawn on canvases. Chart.js is loaded when the first result is to be shown. */
export function LiveFigure({ charts, description, highlight }: LiveFigureProps) {
  return (
    <div class="charts" {...gridData(charts)}>
      {charts.map((spec) => (
        <div key={spec.id} class={chartClass(spec)} data-chart={spec.id}>
          {spec.title && <p class="chart-title">{spec.title}</p>}
          <ChartCanvas
            spec={spec}
            label={charts.length === 1 ? description : `${spec.title ?? ''}。${description}`}
            highlight={highlight}
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

interface ChartCanvasProps {
  readonly spec: ChartSpec;
  readonly label: string;
  readonly highlight: string | undefined;
}

function ChartCanvas({ spec, label, highlight }: ChartCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const live = useRef<LiveChart | null>(null);
  const latest = useRef({ spec, highlight });
  latest.current = { spec, highlight };
  const redraw = useRef<() => void>(() => undefined);

  useEffect(() => {
    let gone = false;
    let stopListening: () => void = () => undefined;
    void loadDrawing().then(
      ([{ createLiveChart }, { readPageStyle, onPageStyleChange }]) => {
        const element = canvas.current;
        if (gone || !element?.parentElement) return;
        const host = element.parentElement;
        // Reading colours makes the browser settle the page's styles: once, and again when they change.
        let page = readPageStyle(host);
        const draw = () => {
          const style = { ...page, highlight: latest.current.highlight };
          if (live.current) live.current.update(latest.current.spec, style);
          else live.current = createLiveChart(element, latest.current.spec, style);
          element.dataset['drawn'] = 'true';
        };
        let frame = 0;
        // One paint a frame, however many results arrive.
        redraw.current = () => {
          cancelAnimationFrame(frame);
          frame = requestAnimationFrame(draw);
        };
        stopListening = onPageStyleChange(() => {
          page = readPageStyle(host);
          redraw.current();
        });
        // In a task of its own: loading the drawing code was one already.
        redraw.current();
      },
      () => {
        // The drawing code could not be loaded: the numbers, the sentence and the table still stand.
        canvas.current?.setAttribute('data-drawn', 'failed');
      },
    );
    return () => {
      gone = true;
      stopListening();
      live.current?.destroy();
      live.current = null;
    };
  }, []);
  useEffect(() => redraw.current(), [spec, highlight]);

  return (
    <div class="canvas-box">
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}
