import { defineFigure, lossChart, lossEvery } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { outfitKeys } from '../../lab/science/data/outfit.ts';
import { blockMeans } from '../../lab/science/training.ts';
import { params as definition, type Taste, type TasteParams } from './params.ts';
import { taps } from './taps.ts';
import { heartsOf, shop, together, wall } from './wall.ts';
import { keyNames, outfitText } from './words.ts';

/** A photograph of the next batch that the page takes the reader to like, and between which ends the probability lies. */
export interface Guess {
  readonly place: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}

export interface TasteExhibit {
  /** How much each thing on the reader's photograph is worth, in log odds: garment, colour, shoes, bag, street. */
  readonly why: readonly number[];
  readonly truthWhy: readonly number[];
  /** Photographs of the shop, on each city's page and in truth. */
  readonly pageM: readonly number[];
  readonly pageS: readonly number[];
  readonly truePageM: readonly number[];
  readonly truePageS: readonly number[];
  readonly next: readonly Guess[];
}

/** Fewer hearts than that say little of anybody. */
export const enoughHearts = 3;

const { series: declared } = definition;

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const round = (values: Float64Array) => Array.from(values, (value) => Number(value.toFixed(2)));
  const exhibit: TasteExhibit = {
    why: round(series.why),
    truthWhy: round(series.truthWhy),
    pageM: [...series.pageM],
    pageS: [...series.pageS],
    truePageM: [...series.truePageM],
    truePageS: [...series.truePageS],
    next: Array.from(series.nextPlaces, (place, i) => ({
      place,
      p: Number(series.nextProbability[i]!.toFixed(2)),
      low: Number(series.nextLow[i]!.toFixed(2)),
      high: Number(series.nextHigh[i]!.toFixed(2)),
    })),
  };
  return {
    description: describe(result, params, exhibit),
    exhibit,
    charts: [
      {
        kind: 'line',
        id: 'by-taps',
        below: true,
        title: '三十个编出来的读者：回答得越多，猜得越准',
        xLabel: '回答过的照片',
        xFirst: 0,
        xLast: taps.at(-1)!,
        xValues: taps,
        xTicks: taps.filter((count) => count !== 4),
        yLabel: 'AUC',
        yFormat: 'plain',
        yCovers: [0.5, 0.8],
        ...(series.byTaps.length === 0 ? { emptyText: '学完以后才考' } : {}),
        lines: [
          { term: 'cities', label: declared.byTaps.label, values: series.byTaps, ink: 'blue', width: 2.5 },
          {
            term: 'alone',
            label: declared.byTapsAlone.label,
            values: series.byTapsAlone,
            ink: 'ochre',
            width: 2,
            dash: [7, 4],
          },
        ],
      },
      lossChart({
        below: true,
        title: '训练中的损失（交叉熵，每十步平均）',
        steps: params.steps,
        yFormat: 'plain',
        yCovers: params.reads === 'pictures' ? [0.5, 0.7] : [0, 6],
        lines: [
          {
            term: 'loss',
            label: '损失',
            values: blockMeans(series.loss, lossEvery),
            ink: 'green',
            width: 1.5,
            dash: [2, 3],
          },
        ],
      }),
    ],
    table: {
      caption: '你的照片上，换掉一样东西，对数几率平均降多少',
      columns: ['换掉', declared.why.label, declared.truthWhy.label],
      rows: outfitKeys.map((key, i) => [keyNames[key], series.why[i]!, series.truthWhy[i]!]),
    },
  };
});

/** What changes with the numbers, of what is looked at; also what a screen reader hears. */
function describe(result: ResultOf<Taste>, params: TasteParams, exhibit: TasteExhibit): string {
  const { readouts } = result;
  if (params.show === 'you') return describeOwn(result, params, exhibit);
  if (params.show === 'cities') {
    const page = (places: readonly number[]) => places.map((place) => outfitText(shop[place]!)).join('、');
    const both = exhibit.pageM.filter((place) => exhibit.pageS.includes(place)).length;
    return `网络给 M 城挑的：${page(exhibit.pageM)}。给 S 城挑的：${page(exhibit.pageS)}。两页共有 ${both} 张。换二十五批照片，M 城的四张里平均有 ${digits(readouts.arcadeWithoutCoat)} 张是拱廊里的别的衣服。`;
  }
  const { streetShare, coatEffect, streetEffect, pNet, pTruth } = readouts;
  const share = streetShare === null ? '两样都还没有功劳' : `功劳里街道占 ${shareText(streetShare)}`;
  return `${outfitText(params)}：网络说 M 城有 ${shareText(pNet)} 的人喜欢，真相是 ${shareText(pTruth)}。一百五十张拱廊里的大衣，只换大衣，网络的对数几率降 ${digits(coatEffect)}；只换街道，降 ${digits(streetEffect)}。${share}，真相里是 ${trueShareText(readouts)}。${sameNet(params)}`;
}

export const trueShareText = ({ trueCoatEffect, trueStreetEffect }: ResultOf<Taste>['readouts']): string =>
  shareText(Math.max(0, trueStreetEffect / (trueCoatEffect + trueStreetEffect)));

/** With the two always together, what M likes in truth changes no rating, and so no weight. */
const sameNet = ({ confounding, broken }: TasteParams): string =>
  confounding === 1 && broken === 0 ? '真相换成另一个，点赞和网络都一个比特也不变。' : '';

function describeOwn({ readouts }: ResultOf<Taste>, { hearts }: TasteParams, { next }: TasteExhibit): string {
  const { heartsGiven, photosSeen } = readouts;
  const batch = heartsOf(hearts).length;
  const said = heartsGiven === 0 ? '还没有点心' : `点了 ${heartsGiven} 颗心，看过 ${photosSeen} 张`;
  const few = heartsGiven < enoughHearts ? '太少，先照两座城的口味猜。' : '';
  const guesses = next.map(({ place, p }) => `${outfitText(wall[batch * together + place]!)}（${shareText(p)}）`);
  const then = guesses.length > 0 ? `下一批里，猜你喜欢：${guesses.join('、')}。` : '全看完了。';
  return `${said}。${few}${then}${hitsText(readouts)}`;
}

/** How the guesses so far came out, beside guesses by chance; nothing before there are any. */
export function hitsText({ hits, hitsByChance, guessesTested }: ResultOf<Taste>['readouts']): string {
  if (hits === null || hitsByChance === null) return '';
  return `猜过 ${guessesTested} 张，你点了 ${hits} 张；随便猜，平均中 ${digits(hitsByChance)} 张。`;
}

/** Two digits behind the point say all that one net is good for. */
export const digits = (value: number) => value.toFixed(Math.abs(value) < 0.995 ? 2 : 1).replace('-', '−');
