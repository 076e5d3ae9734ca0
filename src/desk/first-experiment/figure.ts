import { defineFigure } from '../../lab/contract/figure-spec.ts';
import { plainText, powerText } from '../../lab/contract/number-text.ts';
import { params as definition } from './params.ts';

export const figure = defineFigure(definition, ({ readouts, series }, { rate, steps }) => {
  const { step, log10Height, factor, largestRate } = readouts;
  const way = Math.abs(factor) < 1 ? '越来越近' : Math.abs(factor) > 1 ? '越来越远' : '不近也不远';
  const axis = { kind: 'line', xLabel: '步', xFirst: 0, xLast: steps } as const;
  return {
    description: `步长 ${rate}，界是 ${plainText(largestRate)}：陡的方向每一步乘上 ${plainText(factor)}，${way}。走了 ${step} 步，比谷底高 ${powerText(log10Height ?? -Infinity)}。`,
    charts: [
      {
        ...axis,
        id: 'distance',
        yLabel: '距离',
        yFormat: 'plain',
        lines: [
          { term: 'steep', label: '陡的方向', values: series.steep, ink: 'red', width: 2 },
          { term: 'flat', label: '平的方向', values: series.flat, ink: 'blue', width: 2, dash: [8, 4] },
        ],
      },
      {
        ...axis,
        id: 'height',
        below: true,
        title: '比谷底高多少',
        yLabel: '高度',
        yFormat: 'power',
        lines: [{ term: 'height', label: '高度', values: series.log10Height, ink: 'ink', width: 2 }],
      },
    ],
    table: {
      caption: '每一步的距离和高度',
      columns: ['步', '陡的方向', '平的方向', '高度 log₁₀'],
      rows: Array.from(series.steep, (x, step) => [step, x, series.flat[step]!, series.log10Height[step]!]),
    },
  };
});
