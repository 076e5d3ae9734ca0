import { defineFigure, lineStyles, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { need, type ResultOf, type SeriesKey } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { params as definition, type LongLag, type LongLagParams, type NetName } from './params.ts';
import { curvePoints } from './sampling.ts';

const nets = definition.schema.nets;
/** Each net is drawn the same way whichever are chosen. */
const styleOf = (net: NetName) => lineStyles[nets.options.findIndex(({ value }) => value === net)]!;
const nameOf = (net: NetName) => labelOf(nets, net);

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const lines = (key: (net: NetName) => SeriesKey<LongLag>): LineSpec[] =>
    params.nets.map((net) => ({
      term: net,
      label: nameOf(net),
      values: need(series, key(net)),
      width: 2,
      ...styleOf(net),
    }));
  const step = params.sequences / curvePoints;
  const byTrial = params.nets.map((net) => need(series, `sequencesByTrial.${net}`));
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
        lines: lines((net) => `solvedBySequences.${net}`),
      },
      {
        kind: 'line',
        id: 'loss',
        wide: true,
        below: true,
        title: params.task === 'adding' ? '最近一次的损失（均方误差）' : '最近一次的损失（交叉熵）',
        xLabel: '看过的序列',
        yLabel: '损失',
        yFormat: 'plain',
        xFirst: 0,
        xStep: step,
        xLast: params.sequences,
        yCovers: [0, params.task === 'adding' ? 0.1 : 1],
        lines: lines((net) => `lossBySequences.${net}`),
      },
    ],
    table: {
      caption: '每一次看了多少个序列才学会（空着：没有学会）',
      columns: ['第几次', ...params.nets.map(nameOf)],
      rows: Array.from({ length: Math.max(0, ...byTrial.map(({ length }) => length)) }, (_, trial) => [
        trial + 1,
        ...byTrial.map((needed) => {
          const count = needed[trial];
          return count === undefined || Number.isNaN(count) ? null : count;
        }),
      ]),
    },
  };
});

const tasks: Readonly<{ [task in LongLagParams['task']]: (p: number) => string }> = {
  'two-sequences': (p) => `第一个符号要记到第 ${p} 步`,
  'temporal-order': (p) => `${p} 个符号里有两个要紧，问先后`,
  adding: (p) => `${p} 个数里有两个做了记号，求和`,
};

/** A sentence that changes with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<LongLag>, params: LongLagParams): string {
  const each = params.nets.map((net) => {
    const [trials, solved] = [need(readouts, `trials.${net}`), need(readouts, `solved.${net}`)];
    const needed = need(readouts, `sequences.${net}`);
    const cost = needed === null ? '' : `，中位数用了 ${needed} 个序列`;
    return `${nameOf(net)}试了 ${trials} 次，学会 ${solved} 次${cost}`;
  });
  return `${tasks[params.task](params.p)}，每次最多看 ${params.sequences} 个序列。${each.join('；')}。`;
}
