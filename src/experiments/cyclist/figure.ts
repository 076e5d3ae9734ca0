import { defineFigure, lossChart, type Ink, type LineSpec, type TableSpec } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import { maybe, need, type ResultOf, type SeriesKey } from '../../lab/contract/results.ts';
import { framesOf } from './film.ts';
import { nameOf, params as definition, type Cyclist, type CyclistParams, type ModelName } from './params.ts';
import { lagStep, testedLags } from './sampling.ts';
import { answerNames, answerText, captionNames, plotOf, poseNames, stripOf, verdictOf, type Strip } from './strip.ts';

/** How each net is drawn, in every chart: by dash as well as by colour. */
const styles: Readonly<Record<ModelName, { ink: Ink; dash?: readonly number[] }>> = {
  frame: { ink: 'faint', dash: [2, 3] },
  pool: { ink: 'blue', dash: [8, 4] },
  lstm: { ink: 'green' },
  rnn: { ink: 'ochre', dash: [12, 3, 2, 3] },
  attention: { ink: 'violet', dash: [5, 3] },
  'attention-positions': { ink: 'ink', dash: [3, 2] },
};

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const strip = stripOf(result, params);
  /** Of the nets that have such a curve. */
  const lines = (key: (model: ModelName) => SeriesKey<Cyclist>): LineSpec[] =>
    params.model.flatMap((model) => {
      const values = maybe(series, key(model));
      if (!values) return [];
      return [{ term: model, label: nameOf(model), values, width: model === 'lstm' ? 2.5 : 2, ...styles[model] }];
    });
  const byLag = lines((model) => `accuracyByLag.${model}`);
  const chance = params.answers === 'three' ? 1 / 3 : 1 / 2;
  const lastFrame = framesOf(params.lag) - 1;
  return {
    description: describe(result, params, strip),
    exhibit: strip,
    charts: [
      {
        kind: 'line',
        id: 'accuracy-by-lag',
        wide: true,
        below: true,
        title: '正确率与间隔（训练好以后，拿别的间隔考）',
        xLabel: '间隔（帧）',
        yLabel: '正确率',
        yFormat: 'percent',
        xFirst: lagStep,
        xStep: lagStep,
        xLast: testedLags.at(-1)!,
        yCovers: [chance - 0.1, 1],
        lines: byLag,
        ...(byLag.length > 0 ? {} : { emptyText: '训练完才考' }),
      },
      ...(params.model.includes('frame')
        ? [
            {
              kind: 'line' as const,
              id: 'accuracy-by-frame',
              below: true as const,
              title: '只看一格，看的是哪一格',
              xLabel: '离转弯几帧（0 是路口）',
              yLabel: '正确率',
              yFormat: 'percent' as const,
              xFirst: -lastFrame,
              xLast: 0,
              yCovers: [0, 1] as const,
              lines: lines((model) => `accuracyByFrame.${model}`),
            },
          ]
        : []),
      lossChart({
        steps: params.steps,
        below: true,
        yFormat: 'plain',
        yCovers: [0, 1],
        lines: lines((model) => `lossByStep.${model}`),
      }),
    ],
    table: tableOf(strip, params),
  };
});

/** One row a frame, as they stand on the strip. */
function tableOf({ frames, models }: Strip, params: CyclistParams): TableSpec {
  const columns = models.flatMap(({ model, captions, attention, frameP }) => [
    ...(captions ? [{ title: `${nameOf(model)}的说明`, cell: (i: number) => captionNames[captions[i]!.caption] }] : []),
    ...(attention ? [{ title: `${nameOf(model)}的权重`, cell: (i: number) => attention[i]! }] : []),
    ...(frameP ? [{ title: `${nameOf(model)}：答对的概率`, cell: (i: number) => frameP[i]! }] : []),
  ]);
  return {
    caption: `这部片子：${plotOf(params)}${params.shuffle === 0 ? '' : '；次序已打乱'}`,
    columns: ['帧', '画面', ...columns.map(({ title }) => title)],
    rows: frames.map(({ t, pose }, i) => [t, poseNames[pose], ...columns.map(({ cell }) => cell(i))]),
  };
}

/** A few sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<Cyclist>, params: CyclistParams, strip: Strip): string {
  const said = strip.models
    .map(({ model, answers }) => `${nameOf(model)}答${answerText(answers)}（${verdictOf(answers, strip.right)}）`)
    .join('，');
  const shuffled =
    params.shuffle === 0
      ? ''
      : `打乱之后，${strip.models.map(({ model, changed }) => `${nameOf(model)}的答案${changed ? '变了' : '一个比特也没变'}`).join('，')}。`;
  const diverged = params.model.filter((model) => need(readouts, `diverged.${model}`) === 1).map(nameOf);
  const examined = params.model
    .map((model) => `${nameOf(model)} ${shareText(need(readouts, `accuracy.${model}`))}`)
    .join('，');
  return [
    `这部片子里，${plotOf(params)}，应当答${answerNames[strip.right]}：${said}。`,
    shuffled,
    `训练 ${readouts.step} 步，考新片子的正确率：${examined}。`,
    diverged.length > 0 ? `已发散：${diverged.join('、')}。` : '',
  ].join('');
}
