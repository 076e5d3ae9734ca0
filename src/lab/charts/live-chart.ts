import type { ChartConfiguration } from 'chart.js';
import { chartConfiguration, type DrawingStyle } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import type { ChartSpec } from './figure-spec.ts';

/** A chart on a canvas of the page. It follows its container's size; a new spec is drawn at once, without motion. */
export interface LiveChart {
  update(spec: ChartSpec, style: DrawingStyle): void;
  destroy(): void;
}

export function createLiveChart(canvas: HTMLCanvasElement, spec: ChartSpec, style: DrawingStyle): LiveChart {
  const chart = new Chart(canvas, liveConfiguration(spec, style));
  return {
    update(next, nextStyle) {
      const { data, options } = liveConfiguration(next, nextStyle);
      // The plugins' own specs are closed over: replaced with the configuration.
      const plugins = liveConfiguration(next, nextStyle).plugins ?? [];
      chart.data = data;
      if (options) chart.options = options;
      chart.config.plugins = plugins;
      chart.update('none');
    },
    destroy: () => chart.destroy(),
  };
}

function liveConfiguration(spec: ChartSpec, style: DrawingStyle): ChartConfiguration {
  const configuration = chartConfiguration(spec, style) as ChartConfiguration;
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
