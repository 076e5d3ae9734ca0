import { defineFigure, type Ink, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import { maybe, need, type ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { params as definition, type CreditAssignment, type CreditAssignmentParams } from './params.ts';
import { probeLags, uniformLags } from './probe-lags.ts';
import { readSentence, sentenceNumbers, shownSentences } from './reading.ts';
import { absent, actions, subjects } from './vocabulary.ts';

/** Below this share of right answers a strip says that its credit means nothing yet. */
export const trustworthy = 0.95;

/** One sentence in front of one model, as the strips show it. */
export interface ReadStrip {
  /** Credit of every word in the chosen measure; the added words before the full stop are one entry, the largest of them. */
  readonly credits: readonly number[];
  /** What the model says: who, doing what. */
  readonly said: string;
  /** Whether that is what the sentence says; null where the sentence contradicts itself. */
  readonly right: boolean | null;
}

export interface ReadModel {
  readonly label: string;
  readonly accuracy: number;
  readonly strips: readonly ReadStrip[];
}

/** What the strips and the look inside are drawn from. */
export interface CreditExhibit {
  /** The words of every sentence, without the added ones. */
  readonly sentences: readonly (readonly string[])[];
  /** How many words stand before the full stop besides. */
  readonly added: number;
  readonly models: readonly ReadModel[];
  /** The credit that fills a word's box: all strips share it. */
  readonly full: number;
  readonly inside: readonly InsideModel[];
}

/** Gates and memory of one model while it reads one sentence. */
export interface InsideModel {
  readonly label: string;
  readonly words: readonly string[];
  /** name: values [T, H] between low and high. */
  readonly traces: readonly { name: string; values: readonly number[]; units: number; low: number; high: number }[];
}

type Model = CreditAssignmentParams['model'];
type Prefix = '' | 'beside.';
type Found = ResultOf<CreditAssignment>;

const nameOf = (model: Model) => labelOf(definition.schema.model, model);

/** The models of a run, with what stands in front of their keys. */
function shownModels({ model, beside }: CreditAssignmentParams): { model: Model; prefix: Prefix }[] {
  const chosen = { model, prefix: '' } as const;
  return beside === 'none' || beside === model ? [chosen] : [chosen, { model: beside, prefix: 'beside.' }];
}

const measures = {
  p: { series: 'creditPByLag', uniform: 'uniformityP', label: '概率的下降' },
  logit: { series: 'creditLogitByLag', uniform: 'uniformityLogit', label: '对数几率的下降' },
  gradient: { series: 'gradientByLag', uniform: 'uniformityGradient', label: '梯度的范数' },
} as const;

const inks: readonly { ink: Ink; dash?: readonly number[] }[] = [{ ink: 'blue' }, { ink: 'ochre' }];

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const models = shownModels(params);
  const measure = measures[params.measure];
  const lines: LineSpec[] = models.map(({ model, prefix }, i) => ({
    term: model,
    label: nameOf(model),
    values: Float64Array.from(need(series, `${prefix}${measure.series}`), logOrGap),
    width: 2,
    ...inks[i]!,
  }));
  const carousel = models.find(({ model }) => model === 'carousel');
  if (carousel) {
    const measured = need(series, `${carousel.prefix}${measure.series}`);
    lines.push({
      term: 'theory',
      label: `理论：φ 的 d 次方（φ = ${params.phi}）`,
      values: probeLags.map((lag) => logOrGap(measured[0]! * params.phi ** (lag - probeLags[0]!))),
      ink: 'ink',
      width: 1,
      dash: [6, 4],
    });
  }
  return {
    description: describe(result, params),
    exhibit: exhibitOf(result, params),
    charts: [
      {
        kind: 'line',
        id: 'by-lag',
        title: `关键词的功劳（${measure.label}，48 个词的句子）`,
        wide: true,
        below: true,
        xLabel: '关键词与句末隔几个词',
        yLabel: '功劳',
        yFormat: 'power',
        xFirst: 0,
        xLast: 48,
        xValues: probeLags,
        yCovers: [-2, 0],
        lines,
      },
    ],
    table: {
      caption: '关键词在不同位置的平均功劳（48 个词的句子）',
      columns: [
        '隔几个词',
        ...models.flatMap(({ model }) =>
          Object.values(measures).map(
            ({ series: key }) => `${nameOf(model)}·${definition.series[`<who>${key}`].label}`,
          ),
        ),
      ],
      rows: probeLags.map((lag, i) => [
        lag,
        ...models.flatMap(({ prefix }) =>
          Object.values(measures).map(({ series: key }) => rounded(need(series, `${prefix}${key}`)[i]!)),
        ),
      ]),
    },
  };
});

function rounded(value: number): number | null {
  return !Number.isFinite(value) ? null : Number(value.toPrecision(3));
}

function logOrGap(value: number): number {
  return value > 0 ? Math.log10(value) : NaN;
}

function exhibitOf(result: Found, asked: CreditAssignmentParams): CreditExhibit {
  const { readouts, series } = result;
  const models = shownModels(asked);
  const sentences = shownSentences({ ...asked, fillers: 0 });
  const strips = models.map(({ model, prefix }) => ({
    label: nameOf(model),
    accuracy: need(readouts, `${prefix}accuracyAt48`),
    strips: sentences.map((words, i): ReadStrip => {
      const n = sentenceNumbers[i]!;
      const said = [need(readouts, `${prefix}who${n}`), need(readouts, `${prefix}what${n}`)] as const;
      const { truth } = readSentence(words);
      return {
        credits: foldAdded(need(series, `${prefix}${asked.measure}.${n}`), words.length),
        said: answerText(said),
        right: truth && truth[0] === said[0] && truth[1] === said[1],
      };
    }),
  }));
  const most = Math.max(...strips.flatMap((model) => model.strips.flatMap(({ credits }) => credits)));
  return {
    sentences,
    added: asked.fillers,
    models: strips,
    full: asked.measure === 'p' ? 1 : Math.max(most, 1e-9),
    inside: insideOf(result, asked, models),
  };
}

/** The added words stand before the full stop; they are shown as one, with the largest credit among them. */
function foldAdded(credits: ArrayLike<number>, words: number): number[] {
  const all = Array.from(credits, (value) => Number(value.toPrecision(3)));
  const added = all.slice(words - 1, -1);
  return [...all.slice(0, words - 1), ...(added.length > 0 ? [Math.max(...added)] : []), ...all.slice(-1)];
}

function answerText([who, what]: readonly [number, number]): string {
  return `${subjects[who] ?? absent}·${actions[what] ?? absent}`;
}

const traceNames = [
  { key: 'forget', name: '遗忘门', low: 0, high: 1 },
  { key: 'input', name: '输入门', low: 0, high: 1 },
  { key: 'output', name: '输出门', low: 0, high: 1 },
  { key: 'memory', name: '记忆', low: -2, high: 2 },
  { key: 'attention', name: '注意力', low: 0, high: 1 },
] as const;

function insideOf(
  { series }: Found,
  params: CreditAssignmentParams,
  models: readonly { model: Model; prefix: Prefix }[],
): InsideModel[] {
  const words = shownSentences(params)[Number(params.inside) - 1];
  if (params.inside === 'none' || !words) return [];
  return models.map(({ model, prefix }) => ({
    label: nameOf(model),
    words,
    traces: traceNames.flatMap(({ key, ...look }) => {
      const values = maybe(series, `${prefix}trace.${key}`);
      if (!values || values.length % words.length !== 0) return [];
      return [{ ...look, values: Array.from(values), units: values.length / words.length }];
    }),
  }));
}

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: Found, params: CreditAssignmentParams): string {
  const measure = measures[params.measure];
  const models = shownModels(params);
  const each = models.map(({ model, prefix }) => {
    const accuracy = need(readouts, `${prefix}accuracyAt48`);
    const name = nameOf(model);
    if (accuracy < trustworthy) {
      return `${name}只答对 ${shareText(accuracy)}，还没学会，它的功劳说明不了什么`;
    }
    const uniform = need(readouts, `${prefix}${measure.uniform}`);
    return `${name}答对 ${shareText(accuracy)}；关键词离句末 ${uniformLags[0]} 到 ${uniformLags.at(-1)!} 个词，得到的功劳最少是最多的 ${shareText(uniform)}（按${measure.label}算）`;
  });
  return `训练 ${need(readouts, 'step')} 步之后，${each.join('。')}。`;
}
