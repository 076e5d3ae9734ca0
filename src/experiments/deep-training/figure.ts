import type { ChartSpec, FigureSpec, Ink, LineSpec } from '../../lab/contract/figure-spec.ts';
import { plainText } from '../../lab/contract/number-text.ts';
import type { DeepTrainingResult } from './experiment.ts';
import { params as definition, type DeepTrainingParams } from './params.ts';
import { evaluateEvery, gridExtent, gridSide } from './sampling.ts';

/** How the first, second, third and fourth net are drawn: by dash as well as by colour. */
const styles: readonly { ink: Ink; dash?: readonly number[] }[] = [
  { ink: 'blue' },
  { ink: 'green', dash: [8, 4] },
  { ink: 'ochre', dash: [2, 3] },
  { ink: 'violet', dash: [12, 3, 2, 3] },
];

export const labelOf = (net: string) =>
  definition.schema.nets.options.find((option) => option.value === net)?.label ?? net;

export function figure(result: DeepTrainingResult, params: DeepTrainingParams): FigureSpec {
  const { series, readouts } = result;
  const lines = (name: string): LineSpec[] =>
    params.nets.map((net, index) => ({
      term: net,
      label: labelOf(net),
      values: series[`${name}.${net}`] ?? [],
      width: 2,
      ...styles[index % styles.length]!,
    }));
  const planes: ChartSpec[] = params.nets.map((net) => ({
    kind: 'plane',
    id: `plane-${net}`,
    title: `${labelOf(net)} ${percent(readouts[`testAccuracy.${net}`])}`,
    extent: gridExtent,
    side: gridSide,
    probabilities: series[`boundary.${net}`] ?? [],
    points: series['points'] ?? [],
    labels: series['labels'] ?? [],
  }));
  return {
    description: describe(result, params),
    charts: [
      ...planes,
      {
        kind: 'line',
        id: 'gradient',
        wide: true,
        title: '此刻各层权重的梯度范数',
        xLabel: '层 i（1 最靠近输入）',
        yLabel: '‖∂L/∂Wⁱ‖',
        yFormat: 'power',
        xFirst: 1,
        xLast: params.depth,
        yCovers: [-4, 0],
        lines: lines('log10GradientByLayer'),
      },
      {
        kind: 'line',
        id: 'loss',
        title: '损失（交叉熵，每十步平均）',
        xLabel: '步',
        yLabel: '损失',
        yFormat: 'power',
        xFirst: evaluateEvery,
        xStep: evaluateEvery,
        xLast: params.steps,
        yCovers: [-3, 0],
        lines: lines('log10LossByTenSteps'),
      },
      {
        kind: 'line',
        id: 'accuracy',
        title: '测试正确率',
        xLabel: '步',
        yLabel: '正确率',
        yFormat: 'percent',
        xFirst: evaluateEvery,
        xStep: evaluateEvery,
        xLast: params.steps,
        yCovers: [0.4, 1],
        lines: lines('testAccuracyByTenSteps'),
      },
    ],
    table: {
      caption: `训练${Math.max(0, ...params.nets.map((net) => Number(readouts[`step.${net}`] ?? 0)))} 步之后`,
      columns: ['网络', '测试正确率', '训练正确率', '损失', '第 1 层梯度 log₁₀', '最后一层梯度 log₁₀'],
      rows: params.nets.map((net) => [
        labelOf(net),
        readouts[`testAccuracy.${net}`] ?? null,
        readouts[`trainAccuracy.${net}`] ?? null,
        readouts[`loss.${net}`] ?? null,
        series[`log10GradientByLayer.${net}`]?.[0] ?? null,
        series[`log10GradientByLayer.${net}`]?.at(-1) ?? null,
      ]),
    },
  };
}

/** One or two sentences that change with the numbers; also what a screen reader hears. */
export function describe({ readouts }: DeepTrainingResult, params: DeepTrainingParams): string {
  const step = Math.max(0, ...params.nets.map((net) => Number(readouts[`step.${net}`] ?? 0)));
  const each = params.nets.map((net) => {
    if (readouts[`diverged.${net}`] === 1) {
      return `${labelOf(net)} 已发散（第 ${plainText(readouts[`step.${net}`] ?? null)} 步之后损失不再是有限的数，学习率 ${params.learningRate}）`;
    }
    const accuracy = Number(readouts[`testAccuracy.${net}`] ?? 0);
    const verdict = accuracy >= 0.95 ? '学会了' : accuracy > 0.65 ? '学会一部分' : '还在瞎猜';
    return `${labelOf(net)} ${verdict}（测试正确率 ${percent(accuracy)}）`;
  });
  return `${params.depth} 层，训练 ${step} 步：${each.join('；')}。`;
}

function percent(value: number | string | null | undefined): string {
  return typeof value === 'number' ? `${(100 * value).toFixed(0)}%` : '—';
}
