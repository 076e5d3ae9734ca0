import { defineFigure, lineStyles, lossChart, type ChartSpec, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { plainText, shareText } from '../../lab/contract/number-text.ts';
import { need, type ResultOf, type SeriesKey } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { params as definition, type DeepTraining, type DeepTrainingParams } from './params.ts';
import { evaluateEvery, gridExtent, gridSide } from './sampling.ts';

type NetName = DeepTrainingParams['nets'][number];

const { readouts: declared } = definition;
const nameOf = (net: NetName) => labelOf(definition.schema.nets, net);

export const figure = defineFigure(definition, (result, params) => {
  const { series, readouts } = result;
  const lines = (key: (net: NetName) => SeriesKey<DeepTraining>): LineSpec[] =>
    params.nets.map((net, index) => ({
      term: net,
      label: nameOf(net),
      values: need(series, key(net)),
      width: 2,
      ...lineStyles[index % lineStyles.length]!,
    }));
  const planes: ChartSpec[] = params.nets.map((net) => ({
    kind: 'plane',
    id: `plane-${net}`,
    title: `${nameOf(net)} ${shareText(need(readouts, `testAccuracy.${net}`))}`,
    extent: gridExtent,
    side: gridSide,
    probabilities: need(series, `boundary.${net}`),
    points: series.points,
    labels: series.labels,
    classes: ['内圈', '外圈'],
  }));
  return {
    description: describe(result, params),
    charts: [
      ...planes,
      {
        kind: 'line',
        id: 'gradient',
        wide: true,
        below: true,
        title: '此刻各层权重的梯度范数',
        xLabel: '层 i（1 最靠近输入）',
        yLabel: '‖∂L/∂Wⁱ‖',
        yFormat: 'power',
        xFirst: 1,
        xLast: params.depth,
        yCovers: [-4, 0],
        lines: lines((net) => `log10GradientByLayer.${net}`),
      },
      lossChart({
        steps: params.steps,
        yFormat: 'power',
        yCovers: [-3, 0],
        below: true,
        lines: lines((net) => `log10LossByTenSteps.${net}`),
      }),
      {
        kind: 'line',
        id: 'accuracy',
        below: true,
        title: '测试正确率',
        xLabel: '步',
        yLabel: '正确率',
        yFormat: 'percent',
        xFirst: evaluateEvery,
        xStep: evaluateEvery,
        xLast: params.steps,
        yCovers: [0.4, 1],
        lines: lines((net) => `testAccuracyByTenSteps.${net}`),
      },
    ],
    table: {
      caption: `训练${stepsOf(result, params)} 步之后`,
      columns: [
        '网络',
        declared['testAccuracy.<nets>'].label,
        declared['trainAccuracy.<nets>'].label,
        declared['loss.<nets>'].label,
        '第 1 层梯度 log₁₀',
        '最后一层梯度 log₁₀',
      ],
      rows: params.nets.map((net) => {
        const gradient = need(series, `log10GradientByLayer.${net}`);
        return [
          nameOf(net),
          need(readouts, `testAccuracy.${net}`),
          need(readouts, `trainAccuracy.${net}`),
          need(readouts, `loss.${net}`),
          gradient.at(0) ?? null,
          gradient.at(-1) ?? null,
        ];
      }),
    },
  };
});

/** Of the net that came furthest. */
const stepsOf = ({ readouts }: ResultOf<DeepTraining>, { nets }: DeepTrainingParams) =>
  Math.max(...nets.map((net) => need(readouts, `step.${net}`)));

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe(result: ResultOf<DeepTraining>, params: DeepTrainingParams): string {
  const { readouts } = result;
  const each = params.nets.map((net) => {
    if (need(readouts, `diverged.${net}`) === 1) {
      return `${nameOf(net)} 已发散（第 ${plainText(need(readouts, `step.${net}`))} 步之后损失不再是有限的数，学习率 ${params.learningRate}）`;
    }
    const accuracy = need(readouts, `testAccuracy.${net}`);
    const verdict = accuracy >= 0.95 ? '学会了' : accuracy > 0.65 ? '学会一部分' : '还在瞎猜';
    return `${nameOf(net)} ${verdict}（测试正确率 ${shareText(accuracy)}）`;
  });
  return `${params.depth} 层，训练 ${stepsOf(result, params)} 步：${each.join('；')}。`;
}
