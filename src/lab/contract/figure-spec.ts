import type { AnyDefinition, SettingsOf } from './definition.ts';
import type { ReadoutsOf, ResultOf } from './results.ts';

/**
 * What an experiment's figure.ts says about a picture, before anybody draws it: the live chart, the still of the build,
 * the table and the CSV are all made from it.
 */
interface Charts {
  /** For a screen reader: what kind of picture this is and what it shows now. */
  readonly description: string;
  readonly charts: readonly ChartSpec[];
  readonly table: TableSpec;
}

export interface FigureSpec<E = undefined> extends Charts {
  /** What the experiment's View draws itself, beside the charts: plain data that can be written as JSON. */
  readonly exhibit: E;
}

/** A run that the reader saw to its end, while this page is open. */
export interface FinishedRun<D extends AnyDefinition> {
  readonly params: SettingsOf<D>;
  readonly readouts: ReadoutsOf<D>;
}

/** Results to a picture. Pure. @param earlier the reader's finished runs, for charts that compare them */
export type Figure<D extends AnyDefinition, E = undefined> = (
  result: ResultOf<D>,
  params: SettingsOf<D>,
  earlier?: readonly FinishedRun<D>[],
) => FigureSpec<E>;

/** Ties a figure to its experiment's definition: a misspelt key of the result is a type error. */
export function defineFigure<D extends AnyDefinition, E>(
  definition: D,
  figure: (result: ResultOf<D>, params: SettingsOf<D>, earlier: readonly FinishedRun<D>[]) => FigureSpec<E>,
): Figure<D, E>;
/** For an experiment that shows charts and nothing else. */
export function defineFigure<D extends AnyDefinition>(
  definition: D,
  figure: (result: ResultOf<D>, params: SettingsOf<D>, earlier: readonly FinishedRun<D>[]) => Charts,
): Figure<D>;
export function defineFigure<D extends AnyDefinition>(
  _: D,
  figure: (result: ResultOf<D>, params: SettingsOf<D>, earlier: readonly FinishedRun<D>[]) => Charts,
): Figure<D, unknown> {
  return (result, params, earlier = []) => ({ exhibit: undefined, ...figure(result, params, earlier) });
}

export type ChartSpec = LineChartSpec | PlaneChartSpec;

/** From surely class 0 to surely class 1. */
export const planeInks = ['plane-0', 'plane-1', 'plane-2', 'plane-3', 'plane-4'] as const;
/** The colours of the page that charts are drawn in, by the names of their custom properties (without the dashes). */
export const inks = ['ink', 'faint', 'rule', 'paper', 'blue', 'red', 'green', 'ochre', 'violet', ...planeInks] as const;
export type Ink = (typeof inks)[number];

export interface LineChartSpec {
  readonly kind: 'line';
  readonly id: string;
  /** Under the settings, with what the story needs less: the charts without it stay in sight while a setting is changed. */
  readonly below?: true;
  /** A short heading above the chart; none if the figure has one chart only. */
  readonly title?: string;
  /** Takes the whole width where several charts share a figure. */
  readonly wide?: true;
  readonly xLabel: string;
  readonly yLabel: string;
  /** How numbers on the y axis read: `power` draws log10 values as powers of ten. */
  readonly yFormat: 'power' | 'plain' | 'percent';
  /** The first x; the following are 1 apart unless xStep says otherwise. */
  readonly xFirst: number;
  readonly xStep?: number;
  /** Where the values stand, if not evenly; they are then marked by points. */
  readonly xValues?: ArrayLike<number>;
  /** How numbers on the x axis read: `power` takes log10 values and writes the numbers themselves. */
  readonly xFormat?: 'power';
  /** Where the x axis has its ticks, if not where they fall by themselves. */
  readonly xTicks?: readonly number[];
  /** The last x of the axis, which may lie beyond the data (a run that has just begun). */
  readonly xLast: number;
  /** Bounds that the axis always covers. */
  readonly yCovers?: readonly [number, number];
  readonly lines: readonly LineSpec[];
  /** Said inside the chart when there is nothing to draw. */
  readonly emptyText?: string;
}

export interface LineSpec {
  /** Links the line to its term in the formula and to its legend entry; several lines may share it. */
  readonly term: string;
  readonly label: string;
  /** Not finite: a gap. */
  readonly values: ArrayLike<number>;
  /** Where they stand, if not where the chart's other lines do; marked by points. */
  readonly xValues?: ArrayLike<number>;
  /** No line between the points. */
  readonly pointsOnly?: true;
  readonly ink: Ink;
  /** In px: the measured curve is solid and heaviest, a bound dashed, another seed a hairline. */
  readonly width: number;
  /** Lines differ by their dashes, not by colour alone. */
  readonly dash?: readonly number[];
}

/** A line that is there for its course alone: nothing is read from it, point by point. */
export const isHairline = ({ width }: Pick<LineSpec, 'width'>): boolean => width < 1;

/** A plane coloured by a probability, with labelled points on it. */
export interface PlaneChartSpec {
  readonly kind: 'plane';
  readonly id: string;
  readonly title: string;
  /** The plane is [-extent, extent] both ways. */
  readonly extent: number;
  /** side * side probabilities, row by row from the top. */
  readonly side: number;
  readonly probabilities: ArrayLike<number>;
  /** [count, 2] and [count]: drawn as rings (0) and crosses (1), so that colour is not needed. */
  readonly points: ArrayLike<number>;
  readonly labels: ArrayLike<number>;
  /** What the two classes are called. */
  readonly classes: readonly [string, string];
}

export interface TableSpec {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** What a legend needs to know of a line. */
export type LegendLine = Pick<LineSpec, 'term' | 'label' | 'ink' | 'width' | 'dash'>;

export type ChartPlace = 'answer' | 'below';

/** The charts that answer, and those that stand below. */
export function chartsByPlace(charts: readonly ChartSpec[]): Record<ChartPlace, readonly ChartSpec[]> {
  const isBelow = (chart: ChartSpec) => chart.kind === 'line' && chart.below === true;
  return { answer: charts.filter((chart) => !isBelow(chart)), below: charts.filter(isBelow) };
}

/** One entry a term, in the order of drawing. */
export function legendLines(charts: readonly ChartSpec[]): LegendLine[] {
  const lines = new Map<string, LegendLine>();
  for (const chart of charts) {
    if (chart.kind !== 'line') continue;
    for (const { term, label, ink, width, dash } of chart.lines) {
      if (!lines.has(term)) lines.set(term, { term, label, ink, width, ...(dash ? { dash } : {}) });
    }
  }
  return [...lines.values()];
}

/** How the first, second, third and fourth of several networks are drawn: by dash as well as by colour. */
export const lineStyles: readonly Pick<LineSpec, 'ink' | 'dash'>[] = [
  { ink: 'blue' },
  { ink: 'green', dash: [8, 4] },
  { ink: 'ochre', dash: [2, 3] },
  { ink: 'violet', dash: [12, 3, 2, 3] },
];

/** How many steps one point of a loss curve is the mean of. */
export const lossEvery = 10;

interface LossChart {
  /** Means of `lossEvery` steps (log10 of them with yFormat `power`). */
  readonly lines: readonly LineSpec[];
  readonly steps: number;
  readonly title?: string;
  readonly yFormat: LineChartSpec['yFormat'];
  readonly yCovers: readonly [number, number];
  readonly wide?: true;
  readonly below?: true;
}

/** The loss of a training by step. */
export function lossChart({ steps, title = '损失（交叉熵，每十步平均）', ...rest }: LossChart): LineChartSpec {
  return {
    kind: 'line',
    id: 'loss',
    title,
    xLabel: '步',
    yLabel: '损失',
    xFirst: lossEvery,
    xStep: lossEvery,
    xLast: steps,
    ...rest,
  };
}
