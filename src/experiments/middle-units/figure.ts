import { defineFigure, lossChart, lossEvery } from '../../lab/contract/figure-spec.ts';
import { plainText, shareText } from '../../lab/contract/number-text.ts';
import { maybe, type ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { partNames } from '../../lab/science/data/face-part-names.ts';
import { greyBitmap } from '../../lab/science/data/grey-bitmap.ts';
import { blockMeans } from '../../lab/science/training.ts';
import { perRound, votesOf } from './ballot.ts';
import { patchSide, shownPatches } from './found.ts';
import { lessonKinds } from './lesson-pictures.ts';
import { networks } from './networks.ts';
import { params as definition, type MiddleUnits, type MiddleUnitsParams } from './params.ts';
import { shownCandidates } from './shown-candidates.ts';
import { steps } from './teaching-steps.ts';

/** Nine squares in one image, three in a row. */
export interface Nine {
  /** Its address. */
  readonly image: string;
  /** Pixels of one square. */
  readonly side: number;
}

/** Pixels between the squares of an image. */
export const gutter = 2;

/** A unit of the last round, after it was revealed. */
export interface RevealedUnit extends Nine {
  readonly network: string;
  readonly vote: boolean;
  readonly part: string;
  readonly purity: number;
  readonly named: boolean;
}

export interface MiddleUnitsExhibit {
  /** How many units can be voted on; 0 while the net learns. */
  readonly candidates: number;
  /** What is voted on; or nine pictures of the lesson; null if there is nothing to show. */
  readonly nine: Nine | null;
  /** In words, what the nine show: a part of a face each, or what the net says of each. */
  readonly words: readonly string[];
  /** Once the measure is shown: the units of the last round, and by network every unit's purity, the purest first. */
  readonly revealed: readonly RevealedUnit[];
  readonly strips: readonly (readonly number[])[];
}

export const figure = defineFigure(definition, (result, params) => {
  const { series } = result;
  const learned = series.ballotNetwork.length > 0;
  const measuring = params.show === 'measure';
  const losses = blockMeans(series.loss, lossEvery);
  return {
    description: describe(result, params),
    exhibit: measuring ? revealedUnits(result, params) : learned ? candidate(result) : lesson(result),
    charts: [
      lossChart({
        steps,
        below: true,
        title: '教网络认脸：损失（每十步平均）',
        yFormat: 'plain',
        yCovers: [0, 0.7],
        lines: [{ term: 'loss', label: '损失', values: losses, ink: 'ink', width: 2 }],
      }),
    ],
    table: measuring
      ? {
          caption: `${labelOf(definition.schema.network, params.network)}：每个单元对着什么，纯度多少`,
          columns: ['单元', '对着什么', '纯度'],
          rows: Array.from(series.purity, (purity, i) => [i + 1, partNames[series.partName[i]!] ?? null, purity]),
        }
      : {
          caption: '教网络认脸：每十步平均的损失',
          columns: ['步', '损失'],
          rows: Array.from(losses, (loss, i) => [(i + 1) * lossEvery, loss] as const).filter((_, i) => i % 5 === 4),
        },
  };
});

/** The purities of one network's units, from high to low. */
function strips({ series }: ResultOf<MiddleUnits>): MiddleUnitsExhibit['strips'] {
  return networks.map((network) =>
    Array.from(maybe(series, `purity.${network}`) ?? [], (purity) => Number(purity.toFixed(3))),
  );
}

function candidate({ series }: ResultOf<MiddleUnits>): MiddleUnitsExhibit {
  return {
    candidates: series.ballotNetwork.length,
    nine: nineOf(series.patches, 0, patchSide),
    words: Array.from(series.middles, (part) => partNames[part] ?? '说不清'),
    revealed: [],
    strips: [],
  };
}

function lesson({ series }: ResultOf<MiddleUnits>): MiddleUnitsExhibit {
  const { lessonPictures, lessonAnswers } = series;
  return {
    candidates: 0,
    nine: nineOf(lessonPictures, 0, Math.sqrt(lessonPictures.length / shownPatches)),
    words: Array.from(lessonAnswers, (face, i) => {
      const right = face > 0.5 === (lessonKinds[i] === 'face');
      return `${face > 0.5 ? '是脸' : '不是'}${right ? '' : '，错'}`;
    }),
    revealed: [],
    strips: [],
  };
}

function revealedUnits(result: ResultOf<MiddleUnits>, params: MiddleUnitsParams): MiddleUnitsExhibit {
  const { series } = result;
  const candidates = series.ballotNetwork.length;
  const votes = votesOf(params.votes, params).slice(0, candidates);
  return {
    candidates,
    nine: null,
    words: [],
    strips: strips(result),
    revealed: shownCandidates('measure', votes.length, candidates).flatMap((i, shown): RevealedUnit[] => {
      const nine = nineOf(series.patches, shown, patchSide);
      const purity = series.ballotPurity[i]!;
      if (!nine) return [];
      return [
        {
          ...nine,
          network: labelOf(definition.schema.network, networks[series.ballotNetwork[i]!]!),
          vote: votes[i]!,
          part: partNames[series.ballotPart[i]!]!,
          purity,
          named: purity >= params.threshold,
        },
      ];
    }),
  };
}

/** The n-th nine of all. [n, 9, side, side] */
function nineOf(squares: Float64Array, n: number, side: number): Nine | null {
  const size = shownPatches * side * side;
  if (side === 0 || squares.length < (n + 1) * size) return null;
  const width = 3 * side + 2 * gutter;
  const pixels = new Float64Array(width * width);
  for (let i = 0; i < size; i++) {
    const [square, at] = [Math.floor(i / (side * side)), i % (side * side)];
    const x = (square % 3) * (side + gutter) + (at % side);
    const y = Math.floor(square / 3) * (side + gutter) + Math.floor(at / side);
    pixels[y * width + x] = squares[n * size + i]!;
  }
  return { image: greyBitmap(pixels, width), side };
}

/** One or two sentences, also what a screen reader hears; before the measure is shown they say nothing of names. */
function describe(result: ResultOf<MiddleUnits>, { show, network, threshold, images }: MiddleUnitsParams): string {
  const { readouts } = result;
  const { named, units, accuracy, votes, agreement } = readouts;
  if (named === null) return `正在用 ${images} 张图片教网络认脸，k 均值在归堆；学完再看中间的单元。`;
  if (show === 'vote') {
    const right =
      accuracy === null || network !== 'supervised' ? '' : `认脸的网络在新图片上答对 ${shareText(accuracy)}。`;
    return `${right}你投了 ${votes} 票；${perRound} 票一轮，投完揭晓。`;
  }
  const right = accuracy === null ? '没有看过标签' : `认脸答对 ${shareText(accuracy)}`;
  const yours = agreement === null ? '你还没有投票。' : `你投了 ${votes} 票，和量的一致 ${shareText(agreement)}。`;
  return `${labelOf(definition.schema.network, network)}（${right}）：门槛 ${shareText(threshold)}，${units} 个单元里有 ${plainText(named)} 个有名字。${yours}`;
}
