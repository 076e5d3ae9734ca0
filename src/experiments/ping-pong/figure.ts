import { defineFigure, lossChart, lossEvery, type Ink, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import { maybe, need, type ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { blockMeans } from '../../lab/science/training.ts';
import { params as definition, type PingPong, type PingPongParams } from './params.ts';
import { readouts as declared } from './results.ts';

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

export interface PingPongExhibit {
  readonly judges: readonly Judge[];
}

const inks: readonly { ink: Ink; dash?: readonly number[] }[] = [{ ink: 'blue' }, { ink: 'ochre', dash: [8, 4] }];

/** The nets of a run by the prefix of their keys. */
export function judgesOf({
  counterexamples,
  beside,
  augmentation,
}: PingPongParams): { prefix: '' | 'beside.'; label: string }[] {
  const remedy = labelOf(definition.schema.augmentation, augmentation);
  const seen = counterexamples === 0 ? '没见过反例' : `反例占 ${shareText(counterexamples)}`;
  const own = { prefix: '' as const, label: augmentation === 'none' ? seen : `${seen}，${remedy}` };
  return beside === 'none' ? [own] : [own, { prefix: 'beside.', label: '反例占一半' }];
}

export const figure = defineFigure(definition, (result, params) => {
  const { readouts, series } = result;
  const judges = judgesOf(params);
  const lines = judges.map(({ prefix, label }, i): LineSpec => ({
    term: prefix || 'own',
    label,
    values: blockMeans(need(series, `${prefix}loss`), lossEvery).map(Math.log10),
    width: 2,
    ...inks[i]!,
  }));
  const exhibit: PingPongExhibit = {
    judges: judges.map(({ prefix, label }): Judge => ({
      label,
      p: need(readouts, `${prefix}p`),
      pWithoutTable: need(readouts, `${prefix}pWithoutTable`),
      pWithoutBall: need(readouts, `${prefix}pWithoutBall`),
      matrix: [
        need(readouts, `${prefix}pBallTable`),
        need(readouts, `${prefix}pBallNoTable`),
        need(readouts, `${prefix}pTableNoBall`),
        need(readouts, `${prefix}pNeither`),
      ],
      blurred: [need(readouts, `${prefix}pBlurredTable`), need(readouts, `${prefix}pBlurredNoTable`)],
      iidAccuracy: need(readouts, `${prefix}iidAccuracy`),
      worstGroupAccuracy: need(readouts, `${prefix}worstGroupAccuracy`),
      occlusion: Array.from(maybe(series, `${prefix}occlusion`) ?? [], (value) => Number(value.toPrecision(3))),
    })),
  };
  return {
    description: describe(result, params),
    exhibit,
    charts: [
      lossChart({
        title: '训练中的损失（交叉熵，每十步平均）',
        wide: true,
        below: true,
        steps: params.steps,
        yFormat: 'power',
        yCovers: [-3, 0],
        lines,
      }),
    ],
    table: {
      caption: '说“有球”的份额（测试图片）和正确率',
      columns: ['测试图片', ...judges.map(({ label }) => label)],
      rows: rows.map((key) => [
        declared[`<who>${key}`].label,
        ...judges.map(({ prefix }) => need(readouts, `${prefix}${key}`)),
      ]),
    },
  };
});

const rows = [
  'pBallTable',
  'pBallNoTable',
  'pTableNoBall',
  'pNeither',
  'pBlurredTable',
  'pBlurredNoTable',
  'iidAccuracy',
  'worstGroupAccuracy',
  'tableEvidence',
  'ballEvidence',
  'hotspotOnTable',
  'hotspotOnBall',
] as const;

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<PingPong>, params: PingPongParams): string {
  const parts = [params.ball === 'on' ? '有球' : '没有球', params.table === 'on' ? '有球台' : '没有球台'];
  const each = judgesOf(params).map(({ prefix, label }) => {
    const p = need(readouts, `${prefix}p`);
    const right = p > 0.5 === (params.ball === 'on');
    const [iid, worst] = [need(readouts, `${prefix}iidAccuracy`), need(readouts, `${prefix}worstGroupAccuracy`)];
    return `${label}的网络说${p > 0.5 ? '有球' : '没有球'}（${shareText(p)}，${right ? '对' : '错'}），平时考 ${shareText(iid)}，最差一组只有 ${shareText(worst)}`;
  });
  return `画面里${parts.join('、')}。${each.join('；')}。`;
}
