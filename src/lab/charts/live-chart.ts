import type { ChartConfiguration } from 'chart.js';
import { chartConfiguration, type DrawingStyle, type Drawn } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import type { ChartSpec, LineSpec } from './figure-spec.ts';

/** A chart on a canvas of the page, empty at first. It follows its container's size; a spec is drawn at once, without motion. */
export interface LiveChart {
  update(spec: ChartSpec, style: DrawingStyle): void;
  destroy(): void;
}

export function createLiveChart(canvas: HTMLCanvasElement, spec: ChartSpec, style: DrawingStyle): LiveChart {
  let drawn: Drawn = { spec, style };
  const configuration = () => liveConfiguration(drawn, () => drawn);
  // Without its axes and lines at first: they are drawn by the first update, in a task of its own.
  const { options, ...rest } = configuration();
  const chart = new Chart(canvas, {
    ...rest,
    data: { datasets: [] },
    options: { ...options, scales: hiddenAxes },
  } as ChartConfiguration);
  return {
    update(next, nextStyle) {
      drawn = { spec: next, style: nextStyle };
      const { data, options } = configuration();
      chart.data = data;
      if (options) chart.options = options;
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

/**
 * Draws a chart that nobody sees, part by part: the browser reads the drawing code and finds the fonts in several short
 * tasks while nothing runs, and not in one long one when the first picture of a run is due. Between two parts it yields.
 */
export function* rehearse(style: DrawingStyle): Generator<void, void> {
  const values = Array.from({ length: 40 }, (_, i) => Math.sin(i));
  const line: LineSpec = { term: '', label: '数', values, ink: 'ink', width: 1 };
  const spec: ChartSpec = {
    kind: 'line',
    id: 'rehearsal',
    xLabel: '层',
    yLabel: '误差',
    yFormat: 'power',
    xFirst: 0,
    xLast: 40,
    lines: [line, { ...line, dash: [4, 2] }],
  };
  const drawn: Drawn = { spec, style };
  const { data, options = {}, ...rest } = liveConfiguration(drawn, () => drawn);
  const { scales, ...bare } = { ...options, responsive: false };
  const withoutLabels = Object.fromEntries(
    Object.entries(scales ?? {}).map(([name, scale]) => [
      name,
      { ...scale, ticks: { ...hiddenAxis.ticks, display: false } },
    ]),
  );
  // A chart that follows its container and has none is made, but not laid out yet.
  const least = { animation: false, events: [], plugins: { tooltip: false, legend: { display: false } } };
  const chart = new Chart(document.createElement('canvas'), {
    ...rest,
    // Of no kind: it has no axes, not even the usual ones.
    type: 'none',
    data: { datasets: [] },
    options: { ...least, responsive: true },
  } as unknown as ChartConfiguration);
  yield;
  const [first] = data.datasets;
  const short = first ? [{ ...first, data: first.data.slice(0, 2) }] : [];
  const stages = [
    { options: { ...least, responsive: false } },
    { type: rest.type, options: { ...least, responsive: false, scales: hiddenAxes } },
    { options: { ...bare, scales: hiddenAxes } },
    { options: { ...bare, scales: withoutLabels } },
    { options: { ...bare, ...(scales ? { scales } : {}) } },
    { data: { datasets: short } },
    { data },
    // Again, as a new chart does it: code that ran a few times is compiled better.
    { options: { ...bare, scales: hiddenAxes }, data: { datasets: [] } },
    { options: { ...bare, ...(scales ? { scales } : {}) }, data },
    { options: { ...bare, scales: hiddenAxes }, data: { datasets: [] } },
    { options: { ...bare, ...(scales ? { scales } : {}) }, data },
  ];
  for (const stage of stages) {
    if (stage.data) chart.data = stage.data as typeof chart.data;
    if (stage.type) (chart.config as { type?: string }).type = stage.type;
    if (stage.options) chart.options = stage.options as typeof chart.options;
    chart.update('none');
    yield;
  }
  chart.destroy();
}

/** Two ticks, written as nothing: Chart.js's own way of writing numbers takes 20 ms at first. */
const hiddenAxis = { type: 'linear', display: false, min: 0, max: 1, ticks: { count: 2, callback: () => '' } } as const;
const hiddenAxes = { x: hiddenAxis, y: hiddenAxis };

function liveConfiguration({ spec, style }: Drawn, now: () => Drawn): ChartConfiguration {
  const configuration = chartConfiguration(spec, style, now) as ChartConfiguration;
  return {
    ...configuration,
    options: {
      ...configuration.options,
      responsive: true,
      // More than two device pixels to one of ours costs memory and shows nothing.
      devicePixelRatio: Math.min(2, globalThis.devicePixelRatio || 1),
      // A finger that scrolls the page must not be held by the chart.
      events: ['mousemove', 'mouseout', 'click'],
    },
  };
}
