import { defineFigure, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { powerText, superscript } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import {
  isStack,
  otherSeeds,
  params as definition,
  type VanishingGradient,
  type VanishingGradientParams,
} from './params.ts';

/** The terms of the formula measured <= product <= power, as they are called in the chart, its legend and the text. */
export const terms = { measured: 'measured', product: 'product', power: 'power', compare: 'compare' } as const;

const { series: declared } = definition;
const nameOf = (net: string) => labelOf(definition.schema.net, net);

export const figure = defineFigure(definition, (result, params) => {
  const { series, readouts } = result;
  const unit = isStack(params.net) ? '层' : '步';
  const hairlines: LineSpec[] = Array.from({ length: otherSeeds }, (_, index) => ({
    term: 'others',
    label: '另外二十个种子',
    values: series.log10ErrorOfOtherSeeds.subarray(index * params.depth, (index + 1) * params.depth),
    ink: 'faint' as const,
    width: 0.4,
  })).filter((line) => line.values.some(Number.isFinite));
  const compared: LineSpec[] =
    params.compare === 'none'
      ? []
      : [
          {
            term: terms.compare,
            label: nameOf(params.compare),
            values: series.compareLog10ErrorByLayer,
            ink: 'violet',
            width: 2.5,
            dash: [12, 3, 2, 3],
          },
        ];
  return {
    description: describe(result, params),
    charts: [
      {
        kind: 'line',
        id: 'error-by-layer',
        xLabel: isStack(params.net) ? '层 i（1 最靠近输入）' : '时间步 i（1 最早）',
        yLabel: '误差的大小，以最后一层为 1',
        yFormat: 'power',
        xFirst: 1,
        xLast: params.depth,
        yCovers: [-1, 0],
        lines: [
          {
            term: terms.measured,
            label: `实测误差（${nameOf(params.net)}）`,
            values: series.log10ErrorByLayer,
            ink: 'blue',
            width: 2.5,
          },
          {
            term: terms.product,
            label: '范数之积',
            values: series.log10ProductByLayer,
            ink: 'green',
            width: 1.5,
            dash: [7, 4],
          },
          {
            term: terms.power,
            label: 'k 的幂',
            values: series.log10PowerByLayer,
            ink: 'ochre',
            width: 1.5,
            dash: [2, 3],
          },
          ...compared,
          ...hairlines,
        ],
        ...(readouts.overflowAtLayer === null
          ? {}
          : { emptyText: `第 ${readouts.overflowAtLayer} ${unit}的输出超出了 float32，误差无从谈起` }),
      },
    ],
    table: {
      caption: `各${unit}误差的常用对数（最后一${unit}为 0）`,
      columns: [
        unit === '层' ? '层 i' : '时间步 i',
        declared.log10ErrorByLayer.label,
        declared.log10ProductByLayer.label,
        declared.log10PowerByLayer.label,
        ...(compared.length ? [`${nameOf(params.compare)} log₁₀`] : []),
      ],
      rows: Array.from({ length: params.depth }, (_, i) => [
        i + 1,
        series.log10ErrorByLayer[i] ?? null,
        series.log10ProductByLayer[i] ?? null,
        series.log10PowerByLayer[i] ?? null,
        ...(compared.length ? [series.compareLog10ErrorByLayer[i] ?? null] : []),
      ]),
    },
  };
});

/** What is to be seen, in one or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<VanishingGradient>, params: VanishingGradientParams): string {
  const { log10ErrorRatio: ratio, log10PowerBound: power, kMax, zeroAtLayer, overflowAtLayer } = readouts;
  const [first, last] = isStack(params.net)
    ? ['第 1 层', `第 ${params.depth} 层`]
    : ['第 1 步', `第 ${params.depth} 步`];
  if (overflowAtLayer !== null) {
    return `${nameOf(params.net)}：第 ${overflowAtLayer} 层的输出超出了 float32 能表示的范围，前向计算到此为止，误差无从谈起。把增益或 k 调小。`;
  }
  if (zeroAtLayer !== null) {
    return `${nameOf(params.net)}：误差从第 ${zeroAtLayer} 层起 = 0（失活）：那里的单元全部不再响应，一点误差也传不下去。换个种子或加大宽度。`;
  }
  if (ratio === null || power === null || kMax === null) return '还没有算完。';
  const size = Math.abs(ratio) < 0.5 ? '与最后一层大致相当' : ratio < 0 ? '小了' : '大了';
  const change = Math.abs(ratio) < 0.5 ? size : `${size} ${Math.abs(ratio).toFixed(1)} 个数量级`;
  const bound =
    power >= 0
      ? `最大的雅可比范数 k = ${kMax.toFixed(2)}，不小于 1，所以 k 的幂什么也保证不了。`
      : `k = ${kMax.toFixed(3)}，上界只保证不超过 ${powerText(power)}，实际还要小 ${(power - ratio).toFixed(1)} 个数量级。`;
  const second =
    params.compare === 'none' || readouts.compareLog10ErrorRatio === null
      ? ''
      : `同一个种子的 ${nameOf(params.compare)}：${powerText(readouts.compareLog10ErrorRatio)}。`;
  return `${nameOf(params.net)}：${first}的误差是${last}的 ${powerText(ratio)}，${change}。${bound}${second}`;
}

/** kMax^(T-1) = bound, spelled out with the reader's own numbers. */
export function powerFormulaText(kMax: number | null, log10PowerBound: number | null, depth: number): string {
  return kMax === null ? '—' : `${kMax.toFixed(3)}${superscript(depth - 1)} = ${powerText(log10PowerBound)}`;
}
