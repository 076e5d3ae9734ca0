import type { FigureSpec, Ink, LineSpec } from '../../lab/contract/figure-spec.ts';
import type { LongLagResult } from './experiment.ts';
import { labelOf, type LongLagParams, type NetName } from './params.ts';
import { curvePoints } from './sampling.ts';

/** How each net is drawn: by dash as well as by colour. */
const styles: Readonly<{ [net in NetName]: { ink: Ink; dash?: readonly number[] } }> = {
  'lstm-1997': { ink: 'blue' },
  lstm: { ink: 'green', dash: [8, 4] },
  rnn: { ink: 'ochre', dash: [2, 3] },
};

export function figure(result: LongLagResult, params: LongLagParams): FigureSpec {
  const { series } = result;
  const lines = (name: string): LineSpec[] =>
    params.nets.map((net) => ({
      term: net,
      label: labelOf(net),
      values: series[`${name}.${net}`] ?? [],
      width: 2,
      ...styles[net],
    }));
  const step = params.sequences / curvePoints;
  const byTrial = params.nets.map((net) => series[`sequencesByTrial.${net}`] ?? new Float64Array());
  return {
    description: describe(result, params),
    charts: [
      {
        kind: 'line',
        id: 'solved',
        wide: true,
        title: `${params.trials} 次里学会了几次`,
        xLabel: '看过的序列',
        yLabel: '学会的次数',
        yFormat: 'plain',
        xFirst: 0,
        xStep: step,
        xLast: params.sequences,
        yCovers: [0, params.trials],
        lines: lines('solvedBySequences'),
      },
      {
        kind: 'line',
        id: 'loss',
        wide: true,
        title: params.task === 'adding' ? '最近一次的损失（均方误差）' : '最近一次的损失（交叉熵）',
        xLabel: '看过的序列',
        yLabel: '损失',
        yFormat: 'plain',
        xFirst: 0,
        xStep: step,
        xLast: params.sequences,
        yCovers: [0, params.task === 'adding' ? 0.1 : 1],
        lines: lines('lossBySequences'),
      },
    ],
    table: {
      caption: '每一次看了多少个序列才学会（空着：没有学会）',
      columns: ['第几次', ...params.nets.map(labelOf)],
      rows: Array.from({ length: Math.max(0, ...byTrial.map(({ length }) => length)) }, (_, trial) => [
        trial + 1,
        ...byTrial.map((needed) => {
          const count = needed[trial];
          return count === undefined || Number.isNaN(count) ? null : count;
        }),
      ]),
    },
  };
}

const tasks: Readonly<{ [task in LongLagParams['task']]: (p: number) => string }> = {
  'two-sequences': (p) => `第一个符号要记到第 ${p} 步`,
  'temporal-order': (p) => `${p} 个符号里有两个要紧，问先后`,
  adding: (p) => `${p} 个数里有两个做了记号，求和`,
};

/** A sentence that changes with the numbers; also what a screen reader hears. */
export function describe({ readouts }: LongLagResult, params: LongLagParams): string {
  const each = params.nets.map((net) => {
    const [trials, solved] = [Number(readouts[`trials.${net}`] ?? 0), Number(readouts[`solved.${net}`] ?? 0)];
    const needed = readouts[`sequences.${net}`];
    const cost = typeof needed === 'number' ? `，中位数用了 ${needed} 个序列` : '';
    return `${labelOf(net)}试了 ${trials} 次，学会 ${solved} 次${cost}`;
  });
  return `${tasks[params.task](params.p)}，每次最多看 ${params.sequences} 个序列。${each.join('；')}。`;
}
