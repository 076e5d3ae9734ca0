import { defineFigure } from '../../lab/contract/figure-spec.ts';
import { plainText } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { homeYard } from './learning.ts';
import { params as definition, type Kindergarten, type KindergartenParams } from './params.ts';
import { shownCars, shownPoints, shownSteps } from './shown-drives.ts';
import { cellsOf, yardOfCells, type Yard } from './yard.ts';

/** Drawing units across the yard: paths are written in whole ones, which is short. */
export const scale = 1000;

interface DrawnCar {
  /** An SVG path. */
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** Where it heads: cosine and sine. */
  readonly c: number;
  readonly s: number;
}

export interface KindergartenExhibit {
  /** The yard that the cars drive in. */
  readonly yard: Yard;
  readonly cars: readonly DrawnCar[];
  readonly crosses: readonly (readonly [x: number, y: number])[];
  /** How many cars lasted; null while they learn. */
  readonly survived: number | null;
}

const { series: declared } = definition;

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const most = params.cars * params.steps;
  // Before the first sample there is no logarithm; an examination without a crash is a gap, and 0 in the table.
  const from = 1;
  const log10 = (values: Float64Array) =>
    Array.from(values.subarray(from), (value) => (value > 0 ? Math.log10(value) : NaN));
  const exhibit: KindergartenExhibit = {
    yard: params.place === 'home' ? homeYard(params.seed) : yardOfCells(cellsOf(params.yard)),
    cars: drawnCars(series.paths),
    crosses: Array.from({ length: series.crashPlaces.length / 2 }, (_, i) => [
      Math.round(scale * series.crashPlaces[2 * i]!),
      Math.round(scale * series.crashPlaces[2 * i + 1]!),
    ]),
    survived: result.readouts.shownSurvived,
  };
  return {
    description: describe(result, params),
    exhibit,
    charts: [
      {
        kind: 'line',
        id: 'crashes',
        below: true,
        wide: true,
        title: '每千步撞几次（不乱开）',
        xLabel: '样本',
        xFormat: 'power',
        xFirst: 1,
        xLast: Math.log10(most),
        xTicks: [2, 3, 4],
        xValues: log10(series.examinedAt),
        yLabel: '每千步撞几次',
        yFormat: 'power',
        yCovers: [-1, 2],
        lines: [
          {
            term: 'home',
            label: declared.crashesBySamples.label,
            values: log10(series.crashesBySamples),
            ink: 'blue',
            width: 2.5,
          },
          {
            term: 'new',
            label: declared.crashesNewBySamples.label,
            values: log10(series.crashesNewBySamples),
            ink: 'ochre',
            width: 2,
            dash: [7, 4],
          },
        ],
      },
    ],
    table: {
      caption: '走过这么多样本之后，每千步撞几次',
      columns: [declared.examinedAt.label, declared.crashesBySamples.label, declared.crashesNewBySamples.label],
      rows: Array.from(series.examinedAt, (samples, i) => [
        samples,
        series.crashesBySamples[i]!,
        series.crashesNewBySamples[i]!,
      ]),
    },
  };
});

function drawnCars(paths: Float64Array): DrawnCar[] {
  const cars: DrawnCar[] = [];
  for (let car = 0; car < shownCars; car++) {
    const all = paths.subarray(2 * car * shownPoints, 2 * (car + 1) * shownPoints);
    const points = Array.from({ length: shownPoints }, (_, i) => [all[2 * i]!, all[2 * i + 1]!] as const)
      .filter(([x]) => !Number.isNaN(x))
      .map(([x, y]) => [Math.round(scale * x), Math.round(scale * y)] as const);
    const last = points.at(-1);
    if (!last) continue;
    const before = points.at(-2) ?? [last[0] - 1, last[1]];
    const [dx, dy] = [last[0] - before[0], last[1] - before[1]];
    const long = Math.hypot(dx, dy) || 1;
    cars.push({
      path: points
        .map(([x, y], i) => (i === 0 ? `M${x} ${y}` : `l${x - points[i - 1]![0]} ${y - points[i - 1]![1]}`))
        .join(''),
      x: last[0],
      y: last[1],
      c: Number((dx / long).toFixed(2)),
      s: Number((dy / long).toFixed(2)),
    });
  }
  return cars;
}

/** Where they drive and how it went; also what a screen reader hears. */
function describe({ readouts }: ResultOf<Kindergarten>, { place, yard }: KindergartenParams): string {
  const { ownCrashes, samples, crashesPer1000, crashesPer1000New, shownSurvived } = readouts;
  const where = place === 'home' ? '学车的院子' : `你摆的院子（${cellsOf(yard).size} 块障碍）`;
  const here =
    shownSurvived === null ? '' : `${where}里，${shownCars} 辆车有 ${shownSurvived} 辆连开 ${shownSteps} 步没有撞。`;
  return `${here}走了 ${samples} 步，学的时候撞了 ${ownCrashes} 次；如今每千步在学车的院子里撞 ${rateText(crashesPer1000)} 次，在新院子里撞 ${rateText(crashesPer1000New)} 次。`;
}

/** Two digits: a rate is counted from some thousands of steps. */
export const rateText = (rate: number) => plainText(Number(rate.toPrecision(2)));
