import { defineFigure, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { plainText, powerText } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { params as definition, type SelfNormalizing, type SelfNormalizingParams } from './params.ts';
import { arrowColumns, arrowRows, otherSeeds } from './plane.ts';

/** A point of the phase plane: mean, log10 of the variance. */
type Place = readonly [mean: number, log10Variance: number];

export interface PhasePlane {
  readonly arrows: readonly (readonly [from: Place, to: Place])[];
  /** From layer to layer, the input first; as far as the network has been followed. */
  readonly net: readonly Place[];
  readonly map: readonly Place[];
  readonly others: readonly (readonly Place[])[];
  readonly fixed: Place | null;
}

const { series: declared } = definition;

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const axis = { kind: 'line', below: true, xLabel: '层（0 是输入）', xFirst: 0, xLast: params.depth } as const;
  const log10 = (values: ArrayLike<number>) => Float64Array.from(values, Math.log10);
  const plane = phasePlane(result, params);
  const kicked = isKicked(params);
  const unkicked: LineSpec[] = kicked
    ? [
        {
          term: 'unkicked',
          label: '没有放大时',
          values: log10(series.unkickedVariance),
          ink: 'violet',
          width: 1.5,
          dash: [2, 3],
        },
      ]
    : [];
  const hairlines = plane.others.map((places): LineSpec => ({
    term: 'others',
    label: '另外二十个种子',
    values: places.map(([, variance]) => variance),
    ink: 'faint',
    width: 0.4,
  }));
  return {
    description: describe(result, params),
    exhibit: plane,
    charts: [
      {
        ...axis,
        id: 'variance-by-layer',
        title: '各层的方差',
        yLabel: '方差 ν',
        yFormat: 'power',
        yCovers: [-1, 1],
        lines: [
          { term: 'net', label: '真的网络', values: log10(series.varianceByLayer), ink: 'blue', width: 2.5 },
          {
            term: 'map',
            label: '只按箭头走',
            values: log10(series.mapVariance),
            ink: 'ochre',
            width: 1.5,
            dash: [7, 4],
          },
          ...unkicked,
          ...hairlines,
        ],
      },
      {
        ...axis,
        id: 'gradient-by-layer',
        title: '误差传回各层时的大小',
        yLabel: '误差，以最后一层为 1',
        yFormat: 'power',
        yCovers: [-1, 1],
        lines: [{ term: 'error', label: '误差', values: series.log10GradientByLayer, ink: 'green', width: 2 }],
      },
    ],
    table: {
      caption: '各层的均值、方差和误差',
      columns: [
        '层',
        declared.meanByLayer.label,
        declared.varianceByLayer.label,
        declared.mapMean.label,
        declared.mapVariance.label,
        declared.log10GradientByLayer.label,
      ],
      rows: Array.from({ length: params.depth + 1 }, (_, layer) => [
        layer,
        series.meanByLayer[layer]!,
        series.varianceByLayer[layer]!,
        series.mapMean[layer]!,
        series.mapVariance[layer]!,
        series.log10GradientByLayer[layer]!,
      ]),
    },
  };
});

export const isKicked = ({ kick, kickLayer, depth }: SelfNormalizingParams): boolean =>
  kick !== 1 && kickLayer <= depth;

function phasePlane(
  { series, readouts }: ResultOf<SelfNormalizing>,
  { depth }: Pick<SelfNormalizingParams, 'depth'>,
): PhasePlane {
  const places = (mean: ArrayLike<number>, variance: ArrayLike<number>): Place[] =>
    Array.from(mean, (m, i) => place(m, variance[i]!)).filter(([m]) => Number.isFinite(m));
  const ofSeed = 2 * (depth + 1);
  const others = Array.from({ length: otherSeeds }, (_, seed) => {
    const both = series.otherSeeds.subarray(seed * ofSeed, (seed + 1) * ofSeed);
    return places(
      both.filter((_, i) => i % 2 === 0),
      both.filter((_, i) => i % 2 === 1),
    );
  });
  const { fixedMean, fixedVariance } = readouts;
  return {
    arrows: Array.from({ length: arrowColumns * arrowRows }, (_, i) => {
      const [m, v, toMean, toVariance] = series.arrows.subarray(4 * i, 4 * i + 4);
      return [place(m!, v!), place(toMean!, toVariance!)] as const;
    }),
    net: places(series.meanByLayer, series.varianceByLayer),
    map: places(series.mapMean, series.mapVariance),
    others: others.filter(({ length }) => length > 0),
    fixed: fixedMean === null || fixedVariance === null ? null : place(fixedMean, fixedVariance),
  };
}

/** To a thousandth, which is less than anybody sees; a variance of zero lies below every plane. */
function place(mean: number, variance: number): Place {
  const rounded = (value: number) => Math.round(1000 * value) / 1000;
  return [rounded(mean), variance > 0 ? rounded(Math.log10(variance)) : -99];
}

/** What is to be seen, in two or three sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts, series }: ResultOf<SelfNormalizing>, params: SelfNormalizingParams): string {
  const { lastMean, lastVariance, fixedMean, fixedVariance, returnLayer, log10Gradient, kickLeft } = readouts;
  const { activation, depth, kick, kickLayer, mean, variance } = params;
  const name = labelOf(definition.schema.activation, activation);
  const layer = series.meanByLayer.findLastIndex(Number.isFinite);
  const here = `从均值 ${mean}、方差 ${variance} 出发，到第 ${layer} 层是均值 ${meanInWords(lastMean)}、方差 ${inWords(lastVariance)}。`;
  if (layer < depth) return `${name}：${here}`;
  const error =
    log10Gradient === null ? '误差传不回输入。' : `误差传回输入时，是最后一层的 ${powerText(log10Gradient)} 倍。`;
  if (kickLeft !== null) {
    const back =
      returnLayer === null ? '一直没有回到两成以内' : `从第 ${returnLayer} 层起，方差与没有放大时相差不到两成`;
    return `${name}：第 ${kickLayer} 层的输出乘了 ${kick}，到第 ${depth} 层，方差是没有放大时的 ${inWords(kickLeft)} 倍；${back}。可是回答与原来的夹角余弦是 ${inWords(readouts.answerCosine ?? NaN)}（1 是没有变）。`;
  }
  const late = kick !== 1 ? `第 ${kickLayer} 层不在这 ${depth} 层里，没有放大什么。` : '';
  if (fixedMean === null || fixedVariance === null) return `${name}：${here}箭头没有停下来的地方。${error}${late}`;
  const back = returnLayer === null ? '' : `从第 ${returnLayer} 层起，方差离它不到两成；`;
  return `${name}：${here}箭头停在均值 ${meanInWords(fixedMean)}、方差 ${inWords(fixedVariance)}；${back}${error}${late}`;
}

/** As many digits as say something of a mean or a variance near 0 and 1. */
export function inWords(value: number): string {
  if (Math.abs(value) >= 1000 || (value !== 0 && Math.abs(value) < 0.001)) return powerText(Math.log10(value));
  return Math.abs(value) < 0.1 ? String(Number(value.toPrecision(2))) : String(Number(value.toFixed(2)));
}

/** A mean is to be compared with 0 and with deviations: a hundredth says enough. */
export const meanInWords = (value: number): string =>
  Math.abs(value) < 0.005 ? '0' : Math.abs(value) >= 1000 ? plainText(value) : String(Number(value.toFixed(2)));
