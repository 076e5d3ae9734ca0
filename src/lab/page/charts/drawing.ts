import { BasicPlatform, type Chart as AnyChart, type ChartConfiguration, type ChartEvent } from 'chart.js';
import { chartConfiguration, type DrawingStyle, type Drawn } from './chart-configuration.ts';
import { Chart } from './chart-parts.ts';
import type { ChartSpec } from '../../contract/figure-spec.ts';
import { cancelPaint, paintSoon } from './paint-queue.ts';

export interface ChartSize {
  /** Of the canvas on the page, in CSS px. */
  readonly width: number;
  readonly height: number;
  /** Device px to one of them. */
  readonly ratio: number;
}

export interface PointerNews {
  readonly type: 'mousemove' | 'mouseout' | 'click';
  /** CSS px from the canvas's corner. */
  readonly x: number;
  readonly y: number;
}

/**
 * Draws charts on canvases that the page hands over. It lives in a worker (drawing-worker.ts), so that no chart ever
 * holds up the page; where a browser cannot do that, the page holds it itself.
 */
export interface Drawing {
  /** Whether a worker of this browser can draw at all. */
  canDraw(): Promise<boolean>;
  place(id: number, canvas: OffscreenCanvas | HTMLCanvasElement, size: ChartSize): Promise<void>;
  /** Done when this picture, or a later one of the same chart, has been drawn. @throws if the chart cannot be drawn */
  draw(id: number, spec: ChartSpec, style: DrawingStyle): Promise<void>;
  resize(id: number, size: ChartSize): Promise<void>;
  point(id: number, news: PointerNews): Promise<void>;
  remove(id: number): Promise<void>;
}

export function createDrawing(): Drawing {
  const charts = new Map<number, PlacedChart>();
  return {
    canDraw: async () =>
      typeof globalThis.requestAnimationFrame === 'function' && new OffscreenCanvas(1, 1).getContext('2d') !== null,
    async place(id, canvas, size) {
      charts.set(id, new PlacedChart(canvas, size));
    },
    async draw(id, spec, style) {
      await charts.get(id)?.draw({ spec, style });
    },
    async resize(id, size) {
      charts.get(id)?.resize(size);
    },
    async point(id, news) {
      charts.get(id)?.point(news);
    },
    async remove(id) {
      charts.get(id)?.remove();
      charts.delete(id);
    },
  };
}

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

class PlacedChart {
  private chart: AnyChart | undefined;
  private drawn: Drawn | undefined;
  private drawnSize: ChartSize | undefined;
  private waiting: Waiting[] = [];
  private readonly canvas: OffscreenCanvas | HTMLCanvasElement;
  private size: ChartSize;

  constructor(canvas: OffscreenCanvas | HTMLCanvasElement, size: ChartSize) {
    this.canvas = canvas;
    this.size = size;
  }

  draw(next: Drawn): Promise<void> {
    this.drawn = next;
    const settled = new Promise<void>((resolve, reject) => this.waiting.push({ resolve, reject }));
    // May paint at once.
    paintSoon(this.paint);
    return settled;
  }

  resize(size: ChartSize): void {
    this.size = size;
    if (this.drawn) paintSoon(this.paint);
  }

  point({ type, x, y }: PointerNews): void {
    // Chart.js asks the event itself for its kind.
    const event = { type, x, y, native: { type } } as unknown as ChartEvent;
    (this.chart?.platform as PointerPlatform | undefined)?.tell(event);
  }

  remove(): void {
    cancelPaint(this.paint);
    this.chart?.destroy();
    this.chart = undefined;
    this.settle(({ resolve }) => resolve());
  }

  private readonly paint = (): void => {
    const { size, drawn } = this;
    // A chart in a part of the page that is not shown is drawn when it has a size.
    if (!drawn || size.width === 0 || size.height === 0) return;
    try {
      this.show(drawn, size);
      this.settle(({ resolve }) => resolve());
    } catch (error) {
      this.settle(({ reject }) => reject(error));
    }
  };

  private show(drawn: Drawn, size: ChartSize): void {
    const { spec, style } = drawn;
    const { options, ...rest } = chartConfiguration(spec, style, () => this.drawn ?? drawn) as ChartConfiguration;
    const given = {
      ...options,
      // More than two device pixels to one of ours costs memory and shows nothing.
      devicePixelRatio: Math.min(2, size.ratio),
      // A finger that scrolls the page must not be held by the chart.
      events: ['mousemove', 'mouseout', 'click'],
    } as NonNullable<ChartConfiguration['options']>;
    const before = this.drawnSize;
    const sameSize = before?.width === size.width && before.height === size.height && before.ratio === size.ratio;
    this.drawnSize = size;
    if (!this.chart) {
      this.canvas.width = size.width;
      this.canvas.height = size.height;
      this.chart = new Chart(
        this.canvas as HTMLCanvasElement,
        {
          ...rest,
          options: given,
          platform: PointerPlatform,
        } as ChartConfiguration,
      );
      return;
    }
    this.chart.data = rest.data;
    this.chart.options = given as Chart['options'];
    if (!sameSize) this.chart.resize(size.width, size.height);
    // Resizing draws nothing where the number of device px stays the same.
    this.chart.update('none');
  }

  private settle(how: (one: Waiting) => void): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const one of waiting) how(one);
  }
}

/** A canvas without a page: what the pointer does comes from outside. Chart.js makes one for each chart. */
class PointerPlatform extends BasicPlatform {
  private readonly listeners = new Map<string, (event: ChartEvent) => void>();

  override addEventListener(_chart: AnyChart, type: string, listener: (event: ChartEvent) => void): void {
    this.listeners.set(type, listener);
  }

  override removeEventListener(_chart: AnyChart, type: string): void {
    this.listeners.delete(type);
  }

  tell(event: ChartEvent): void {
    this.listeners.get(event.type)?.(event);
  }
}
