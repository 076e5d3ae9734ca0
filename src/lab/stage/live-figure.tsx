import { useEffect, useRef } from 'preact/hooks';
import type { ChartSpec } from '../charts/figure-spec.ts';
import type { LiveChart } from '../charts/live-chart.ts';
import { cancelPaint, paintSoon } from '../charts/paint-queue.ts';

const loadModules = () => Promise.all([import('../charts/live-chart.ts'), import('../charts/page-style.ts')]);
type Drawing = Awaited<ReturnType<typeof loadModules>>;

let loading: Promise<Drawing> | undefined;

/** Loads Chart.js, once, and lets the browser read its code in short tasks; a failure is forgotten, the next call tries again. */
function loadDrawing(): Promise<Drawing> {
  loading ??= loadModules().then(async (modules) => {
    const [{ rehearse }, { readPageStyle }] = modules;
    await nextTask();
    const parts = rehearse(readPageStyle(document.querySelector<HTMLElement>('[data-experiment]') ?? document.body));
    while (!parts.next().done) await nextTask();
    return modules;
  });
  loading.catch(() => (loading = undefined));
  return loading;
}

const nextTask = () => new Promise<void>((go) => setTimeout(go));

/** Loads the drawing code when a pointer or the keyboard comes near: it is there when a run begins. */
export function prepareDrawing(): void {
  // Where it fails, the figure that needs it says so.
  loadDrawing().catch(() => undefined);
}

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
    let stopPainting: () => void = () => undefined;
    void loadDrawing().then(
      ([{ createLiveChart }, { readPageStyle, onPageStyleChange }]) => {
        const element = canvas.current;
        if (gone || !element?.parentElement) return;
        const host = element.parentElement;
        // Reading colours makes the browser settle the page's styles: once, and again when they change.
        let page = readPageStyle(host);
        const draw = () => {
          const style = { ...page, highlight: latest.current.highlight };
          if (live.current) {
            live.current.update(latest.current.spec, style);
            element.dataset['drawn'] = 'true';
          } else {
            live.current = createLiveChart(element, latest.current.spec, style);
            paintSoon(draw);
          }
        };
        redraw.current = () => paintSoon(draw);
        stopPainting = () => cancelPaint(draw);
        stopListening = onPageStyleChange(() => {
          page = readPageStyle(host);
          redraw.current();
        });
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
      stopPainting();
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
