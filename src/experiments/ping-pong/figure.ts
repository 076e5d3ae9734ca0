import type { FigureSpec, Ink, LineSpec } from '../../lab/contract/figure-spec.ts';
import type { Result } from '../../lab/contract/experiment.ts';
import { params as definition, type PingPongParams } from './params.ts';

/** One net's verdict on the reader's scene, its evidence, and its marks on the test pictures. */
export interface Judge {
  readonly label: string;
  /** Probability that the scene shows a ball, and without the table or the ball; null where that is not in the scene. */
  readonly p: number;
  readonly pWithoutTable: number | null;
  readonly pWithoutBall: number | null;
  /** How often it says "ball": ball and table, ball alone, table alone, neither; and the stretched ball with and without a table. */
  readonly matrix: readonly [number, number, number, number];
  readonly blurred: readonly [number, number];
  readonly iidAccuracy: number;
  readonly worstGroupAccuracy: number;
  /** Fall of the logit under a grey patch, row by row; empty if not asked for. */
  readonly occlusion: readonly number[];
}

export interface PingPongScene {
  readonly judges: readonly Judge[];
}

const inks: readonly { ink: Ink; dash?: readonly number[] }[] = [{ ink: 'blue' }, { ink: 'ochre', dash: [8, 4] }];

/** The nets of a run by the prefix of their keys. */
export function judgesOf({
  counterexamples,
  beside,
  augmentation,
}: PingPongParams): { prefix: string; label: string }[] {
  const remedy = definition.schema.augmentation.options.find(({ value }) => value === augmentation)?.label ?? '';
  const seen = counterexamples === 0 ? '没见过反例' : `反例占 ${percent(counterexamples)}`;
  const own = { prefix: '', label: augmentation === 'none' ? seen : `${seen}，${remedy}` };
  return beside === 'none' ? [own] : [own, { prefix: 'beside.', label: '反例占一半' }];
}

export function figure(result: Result, params: PingPongParams): FigureSpec {
  const { readouts, series } = result;
  const judges = judgesOf(params);
  const number = (key: string) => (typeof readouts[key] === 'number' ? readouts[key] : null);
  const lines = judges.map(({ prefix, label }, i): LineSpec => ({
    term: prefix || 'own',
    label,
    values: smoothed(series[`${prefix}loss`] ?? []),
    width: 2,
    ...inks[i]!,
  }));
  return {
    description: describe(result, params),
    scene: {
      judges: judges.map(({ prefix, label }): Judge => {
        const of = (key: string) => number(prefix + key);
        const sure = (key: string) => of(key) ?? 0;
        return {
          label,
          p: sure('p'),
          pWithoutTable: of('pWithoutTable'),
          pWithoutBall: of('pWithoutBall'),
          matrix: [sure('pBallTable'), sure('pBallNoTable'), sure('pTableNoBall'), sure('pNeither')],
          blurred: [sure('pBlurredTable'), sure('pBlurredNoTable')],
          iidAccuracy: sure('iidAccuracy'),
          worstGroupAccuracy: sure('worstGroupAccuracy'),
          occlusion: Array.from(series[`${prefix}occlusion`] ?? [], (value) => Number(value.toPrecision(3))),
        };
      }),
    } satisfies PingPongScene,
    charts: [
      {
        kind: 'line',
        id: 'loss',
        title: '训练中的损失（交叉熵，每十步平均）',
        wide: true,
        xLabel: '步',
        yLabel: '损失',
        yFormat: 'power',
        xFirst: 10,
        xStep: 10,
        xLast: params.steps,
        yCovers: [-3, 0],
        lines,
      },
    ],
    table: {
      caption: '说“有球”的份额（测试图片）和正确率',
      columns: ['测试图片', ...judges.map(({ label }) => label)],
      rows: rows.map(([label, key]) => [label, ...judges.map(({ prefix }) => number(prefix + key))]),
    },
  };
}

const rows = [
  ['有球有台', 'pBallTable'],
  ['有球没台', 'pBallNoTable'],
  ['有台没球', 'pTableNoBall'],
  ['都没有', 'pNeither'],
  ['拉长的球，有台', 'pBlurredTable'],
  ['拉长的球，没台', 'pBlurredNoTable'],
  ['同分布的正确率', 'iidAccuracy'],
  ['最差一组的正确率', 'worstGroupAccuracy'],
  ['拿走球台，对数几率降', 'tableEvidence'],
  ['拿走球，对数几率降', 'ballEvidence'],
  ['遮挡图最热处在台上', 'hotspotOnTable'],
  ['遮挡图最热处在球上', 'hotspotOnBall'],
] as const;

/** log10 of the mean of every ten steps: a single batch's loss jumps about. */
function smoothed(losses: ArrayLike<number>): number[] {
  const means: number[] = [];
  for (let i = 10; i <= losses.length; i += 10) {
    let sum = 0;
    for (let j = i - 10; j < i; j++) sum += losses[j]!;
    means.push(Math.log10(sum / 10));
  }
  return means;
}

/** One or two sentences that change with the numbers; also what a screen reader hears. */
export function describe({ readouts }: Result, params: PingPongParams): string {
  const parts = [params.ball === 'on' ? '有球' : '没有球', params.table === 'on' ? '有球台' : '没有球台'];
  const each = judgesOf(params).map(({ prefix, label }) => {
    const [p, iid, worst] = ['p', 'iidAccuracy', 'worstGroupAccuracy'].map((key) =>
      Number(readouts[prefix + key] ?? 0),
    );
    const right = p! > 0.5 === (params.ball === 'on');
    return `${label}的网络说${p! > 0.5 ? '有球' : '没有球'}（${percent(p!)}，${right ? '对' : '错'}），平时考 ${percent(iid!)}，最差一组只有 ${percent(worst!)}`;
  });
  return `画面里${parts.join('、')}。${each.join('；')}。`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.995 && share < 0.9995 ? 1 : 0)}%`;
