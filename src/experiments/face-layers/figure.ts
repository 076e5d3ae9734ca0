import { defineFigure } from '../../lab/contract/figure-spec.ts';
import { plainText } from '../../lab/contract/number-text.ts';
import { partNames } from '../../lab/science/data/face-part-names.ts';
import { greyBitmap } from '../../lab/science/data/grey-bitmap.ts';
import { edgeSide, partField } from '../../lab/science/nn/part-layer-sizes.ts';
import { params as definition, type FaceLayersParams } from './params.ts';
import { wholeSide } from './words-and-sizes.ts';

/** From this purity on a part has a name. */
const namedFrom = 0.8;
/** So many parts are said of a face of the third layer. */
const mostParts = 4;

export interface EdgeUnit {
  /** An image's address; empty before anything is learned. */
  readonly image: string;
  /** In multiples of what half of new faces do not get from it; null before that is known. */
  readonly level: number | null;
}

export interface PartUnit extends EdgeUnit {
  /** The window of the reader's face that it answers most. */
  readonly place: number;
  /** What it has in the middle most often, and in which share; null before that is known. */
  readonly name: string | null;
  readonly purity: number | null;
  readonly named: boolean;
}

export interface WholeUnit {
  readonly image: string;
  /** The cosine between the reader's face and the unit. */
  readonly level: number;
  /** The parts (positions in `parts`) that it has most more of than other faces. */
  readonly madeOf: readonly number[];
}

export interface FaceLayersExhibit {
  readonly edges: readonly EdgeUnit[];
  /** Parts with the same name stand together. */
  readonly parts: readonly PartUnit[];
  readonly wholes: readonly WholeUnit[];
}

export const figure = defineFigure(definition, (result, params) => {
  const { readouts, series } = result;
  const { parts, edges, whole } = params;
  const order = orderOf(series.partName, series.purity, parts);
  const learned = readouts.namedParts !== null;
  const image = (pixels: Float64Array, side: number, unit: number) =>
    pixels.length === 0 ? '' : greyBitmap(pixels.subarray(unit * side * side, (unit + 1) * side * side), side);
  const levelOf = (levels: Float64Array, unit: number) => (learned ? Number((levels[unit] ?? 0).toFixed(2)) : null);
  const exhibit: FaceLayersExhibit = {
    edges: Array.from({ length: edges }, (_, k) => ({
      image: image(series.edgePictures, edgeSide, k),
      level: levelOf(series.edgeLevel, k),
    })),
    parts: order.map((unit): PartUnit => {
      const purity = series.purity[unit] ?? null;
      return {
        image: image(series.partPictures, partField, unit),
        level: levelOf(series.partLevel, unit),
        place: series.partPlace[unit] ?? 0,
        name: purity === null ? null : (partNames[series.partName[unit]!] ?? null),
        purity: purity === null ? null : Number(purity.toPrecision(3)),
        named: purity !== null && purity >= namedFrom,
      };
    }),
    wholes: Array.from({ length: whole }, (_, j) => ({
      image: image(series.wholePictures, wholeSide, j),
      level: Number((series.wholeLevel[j] ?? 0).toFixed(2)),
      madeOf: strongestOf(series.madeOf.subarray(j * parts, (j + 1) * parts)).map((unit) => order.indexOf(unit)),
    })),
  };
  const sorted = Float64Array.from(series.purity).sort().reverse();
  return {
    description: describe(readouts, params),
    exhibit,
    charts: [
      {
        kind: 'line',
        id: 'purity',
        title: '每个零件的纯度，从高到低',
        below: true,
        xLabel: '零件',
        xFirst: 1,
        xLast: parts,
        yLabel: '纯度',
        yFormat: 'percent',
        yCovers: [0, 1],
        ...(learned ? {} : { emptyText: '学完才量' }),
        lines: [
          { term: 'purity', label: '纯度', values: sorted, ink: 'blue', width: 2 },
          {
            term: 'bar',
            label: '八成：叫得出名字',
            values: new Float64Array(parts).fill(namedFrom),
            ink: 'faint',
            width: 1,
            dash: [4, 4],
          },
        ],
      },
    ],
    table: {
      caption: '第二层的零件：对着什么，纯度多少，你的脸给它多大的响应（一半的新脸都达不到的是 1）',
      columns: ['零件', '对着什么', '纯度', '响应'],
      rows: exhibit.parts.map(({ name, purity, level }, i) => [i + 1, name, purity, level]),
    },
  };
});

/** Units by what they have in the middle, the purest first; as they are before that is known. */
function orderOf(names: Float64Array, purity: Float64Array, parts: number): number[] {
  const units = Array.from({ length: parts }, (_, k) => k);
  if (purity.length === 0) return units;
  return units.sort((a, b) => names[a]! - names[b]! || purity[b]! - purity[a]! || a - b);
}

/** The parts with the most, none that is not there. */
function strongestOf(weights: Float64Array): number[] {
  const units = Array.from(weights, (_, k) => k).filter((k) => weights[k]! > 0);
  return units.sort((a, b) => weights[b]! - weights[a]!).slice(0, mostParts);
}

interface Readouts {
  readonly namedParts: number | null;
  readonly litParts: number | null;
  readonly litEyes: number | null;
  readonly litMouths: number | null;
}

/** A unit is lit where the face gets more from it than half of new faces. */
export const isLit = ({ level }: EdgeUnit): boolean => level !== null && level >= 1;

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ namedParts, litParts, litEyes, litMouths }: Readouts, { parts, faces }: FaceLayersParams): string {
  if (namedParts === null) return `正在看 ${faces} 张没有标签的脸，一层一层地学。`;
  return `看过 ${faces} 张没有标签的脸，${parts} 个零件里有 ${plainText(namedParts)} 个叫得出名字。你的脸点亮 ${plainText(litParts)} 个，其中对着眼睛的 ${plainText(litEyes)} 个，对着嘴的 ${plainText(litMouths)} 个。`;
}
