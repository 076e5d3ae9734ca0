import type { ChartConfiguration } from 'chart.js';
import { chartConfiguration, type DrawingStyle, type Drawn } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import type { ChartSpec, LineSpec } from './figure-spec.ts';

/** A chart on a canvas of the page. It follows its container's size; a new spec is drawn at once, without motion. */
export interface LiveChart {
  update(spec: ChartSpec, style: DrawingStyle): void;
  destroy(): void;
}

export function createLiveChart(canvas: HTMLCanvasElement, spec: ChartSpec, style: DrawingStyle): LiveChart {
  let drawn: Drawn = { spec, style };
  const configuration = () => liveConfiguration(drawn, () => drawn);
  const chart = new Chart(canvas, configuration());
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
 * Draws a chart that nobody sees: the browser reads the drawing code and finds the fonts while nothing runs, and not when
 * the first picture of a run is due.
 */
export function rehearse(fontFamily: string): void {
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
  const canvas = document.createElement('canvas');
  const drawn: Drawn = { spec, style: { ink: () => '#000', fontFamily, fontSize: 12 } };
  const configuration = liveConfiguration(drawn, () => drawn);
  const chart = new Chart(canvas, { ...configuration, options: { ...configuration.options, responsive: false } });
  chart.update('none');
  chart.destroy();
}

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
