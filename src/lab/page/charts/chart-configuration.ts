import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import {
  type ChartSpec,
  type Ink,
  isHairline,
  type LineChartSpec,
  type LineSpec,
  type PlaneChartSpec,
  planeInks,
} from '../../contract/figure-spec.ts';
import { plainText, powerText, tickPowerText, withMinus } from '../../contract/number-text.ts';

/** Plain data: it goes to the worker that draws. */
export interface DrawingStyle {
  /** What the drawing context takes for each colour. */
  readonly inks: Readonly<Record<Ink, string>>;
  readonly fontFamily: string;
  /** Px; 12 at least, whatever the chart's width. */
  readonly fontSize: number;
  /** Lines of other terms step back while one is pointed at. */
  readonly highlight?: string | undefined;
}

type AnyConfiguration = ChartConfiguration<'line'> | ChartConfiguration<'scatter'>;

/** One configuration for the live chart and for the still: they cannot differ. */
export function chartConfiguration(
  spec: ChartSpec,
  style: DrawingStyle,
  now: () => Drawn = () => ({ spec, style }),
): AnyConfiguration {
  return spec.kind === 'line' ? lineConfiguration(spec, style, now) : planeConfiguration(spec, style, now);
}

/** What a chart shows at the moment: its plugins outlive the configuration that brought them. */
export interface Drawn {
  readonly spec: ChartSpec;
  readonly style: DrawingStyle;
}

function lineConfiguration(spec: LineChartSpec, style: DrawingStyle, now: () => Drawn): ChartConfiguration<'line'> {
  const { inks, fontFamily: family, fontSize: size } = style;
  const font = { family, size };
  const step = spec.xStep ?? 1;
  const bounds = spec.yCovers ? { suggestedMin: spec.yCovers[0], suggestedMax: spec.yCovers[1] } : {};
  const axis = { border: { color: inks.rule }, grid: { color: inks.rule, drawTicks: false } };
  return {
    type: 'line',
    data: { datasets: spec.lines.map((line) => lineDataset(line, spec, style)) },
    options: {
      ...still,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: spec.xFirst,
          max: Math.max(spec.xLast, spec.xFirst + step),
          ...(spec.xTicks
            ? { afterBuildTicks: (axis) => (axis.ticks = spec.xTicks!.map((value) => ({ value }))) }
            : {}),
          title: { display: true, text: spec.xLabel, color: inks.faint, font },
          ticks: {
            color: inks.faint,
            font,
            maxRotation: 0,
            autoSkipPadding: 16,
            precision: 0,
            padding: 6,
            // Chart.js's own way of writing a number loads the browser's tables of all languages: 20 ms for a first chart.
            callback: (value) => xText(Number(value), spec),
          },
          ...axis,
          grid: { display: false },
        },
        y: {
          type: 'linear',
          ...bounds,
          title: { display: true, text: spec.yLabel, color: inks.faint, font },
          ticks: {
            color: inks.faint,
            font,
            padding: 6,
            maxTicksLimit: 7,
            callback: (value) => yTick(Number(value), spec.yFormat),
          },
          ...axis,
        },
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: inks.paper,
          borderColor: inks.rule,
          borderWidth: 1,
          titleColor: inks.ink,
          bodyColor: inks.ink,
          titleFont: font,
          bodyFont: font,
          filter: ({ dataset }) => (dataset as { hairline?: boolean }).hairline !== true,
          callbacks: {
            title: ([item]) => (item ? `${spec.xLabel}：${xText(item.parsed.x ?? NaN, spec)}` : ''),
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}：${yText(parsed.y ?? NaN, spec.yFormat)}`,
          },
        },
      },
    },
    plugins: [emptyText(now)],
  };
}

/** No motion of its own, no resizing by itself: the caller owns both. */
const still = { animation: false, responsive: false, maintainAspectRatio: false, devicePixelRatio: 1 } as const;

function lineDataset(
  line: LineSpec,
  { xFirst, xStep = 1, xValues }: LineChartSpec,
  style: DrawingStyle,
): ChartDataset<'line'> {
  const places = line.xValues ?? xValues;
  const points: { x: number; y: number }[] = [];
  for (let i = 0; i < line.values.length; i++) {
    const y = line.values[i]!;
    points.push({ x: places?.[i] ?? xFirst + i * xStep, y: Number.isFinite(y) ? y : NaN });
  }
  const stepsBack = style.highlight !== undefined && style.highlight !== line.term;
  const hairline = isHairline(line);
  return {
    label: line.label,
    data: points,
    borderColor: style.inks[stepsBack ? 'rule' : line.ink],
    borderWidth: line.width,
    borderDash: [...(line.dash ?? [])],
    pointRadius: line.pointsOnly ? 4 : places && !line.dash ? 2.5 : 0,
    showLine: !line.pointsOnly,
    pointBackgroundColor: style.inks[stepsBack ? 'rule' : line.ink],
    pointHitRadius: hairline ? 0 : 8,
    tension: 0,
    spanGaps: false,
    // Chart.js draws the first dataset last: the measured curve must lie on top.
    order: hairline ? 2 : line.dash ? 1 : 0,
    ...{ hairline },
  };
}

function xText(x: number, { xFormat }: LineChartSpec): string {
  return xFormat === 'power' ? String(Math.round(10 ** x)) : plainText(Number(x.toPrecision(6)));
}

function yTick(value: number, format: LineChartSpec['yFormat']): string {
  if (format === 'power') return tickPowerText(value);
  return format === 'percent' ? withMinus(`${Math.round(value * 100)}%`) : plainText(Number(value.toPrecision(6)));
}

function yText(value: number, format: LineChartSpec['yFormat']): string {
  if (format === 'power') return powerText(value);
  return format === 'percent' ? withMinus(`${(value * 100).toFixed(1)}%`) : plainText(value);
}

function emptyText(now: () => Drawn): Plugin {
  return {
    id: 'empty-text',
    afterDraw({ ctx, chartArea }) {
      const { spec, style } = now();
      if (spec.kind !== 'line' || !spec.emptyText) return;
      ctx.save();
      ctx.fillStyle = style.inks.red;
      ctx.font = `${style.fontSize + 1}px ${style.fontFamily}`;
      ctx.textAlign = 'center';
      ctx.fillText(spec.emptyText, (chartArea.left + chartArea.right) / 2, (chartArea.top + chartArea.bottom) / 2);
      ctx.restore();
    },
  };
}

function planeConfiguration(
  spec: PlaneChartSpec,
  { inks }: DrawingStyle,
  now: () => Drawn,
): ChartConfiguration<'scatter'> {
  const { extent } = spec;
  const points = (label: number) =>
    Array.from({ length: spec.labels.length }, (_, i) => i)
      .filter((i) => spec.labels[i] === label)
      .map((i) => ({ x: spec.points[2 * i]!, y: spec.points[2 * i + 1]! }));
  const axis = { type: 'linear' as const, min: -extent, max: extent, display: false };
  return {
    type: 'scatter',
    data: {
      datasets: [
        {
          label: spec.classes[0],
          data: points(0),
          pointStyle: 'circle',
          pointRadius: 2,
          borderColor: inks.ochre,
          backgroundColor: inks.paper,
          borderWidth: 1.2,
        },
        {
          label: spec.classes[1],
          data: points(1),
          pointStyle: 'crossRot',
          pointRadius: 2.4,
          borderColor: inks.blue,
          borderWidth: 1.2,
        },
      ],
    },
    options: {
      ...still,
      scales: { x: axis, y: axis },
      plugins: { legend: { display: false }, tooltip: { enabled: false } },
    },
    plugins: [planeCells(now)],
  };
}

/** Paints the probabilities behind the points, neighbours of one level as one rectangle (the still stays small). */
function planeCells(now: () => Drawn): Plugin {
  return {
    id: 'plane-cells',
    beforeDatasetsDraw({ ctx, chartArea }) {
      const { spec, style } = now();
      if (spec.kind !== 'plane') return;
      const { side, probabilities } = spec;
      const [w, h] = [(chartArea.right - chartArea.left) / side, (chartArea.bottom - chartArea.top) / side];
      const level = (row: number, column: number) =>
        Math.min(4, Math.max(0, Math.floor(probabilities[row * side + column]! * 5)));
      ctx.save();
      for (let row = 0; row < side; row++) {
        for (let begin = 0; begin < side;) {
          let end = begin + 1;
          while (end < side && level(row, end) === level(row, begin)) end++;
          ctx.fillStyle = style.inks[planeInks[level(row, begin)]!];
          // A little overlap hides the seams between rows.
          ctx.fillRect(chartArea.left + begin * w, chartArea.top + row * h, (end - begin) * w, h + 0.6);
          begin = end;
        }
      }
      ctx.restore();
    },
  };
}
