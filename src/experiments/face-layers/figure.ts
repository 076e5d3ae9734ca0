import { defineFigure } from '../../lab/contract/figure-spec.ts';
import { plainText } from '../../lab/contract/number-text.ts';
import { greyBitmap } from '../../lab/science/data/grey-bitmap.ts';
import { edgeSide, partField } from '../../lab/science/nn/part-layers.ts';
import { params as definition, type FaceLayersParams } from './params.ts';
import { partNames, wholeSide } from './words-and-sizes.ts';

/** From this purity on a part has a name. */
const namedFrom = 0.8;
/** So many parts are said of a face of the third layer. */
const mostParts = 4;

/** The units of a layer: their pictures under one another in one image, empty before anything is learned. */
export interface LayerPictures {
  readonly image: string;
  readonly side: number;
  readonly count: number;
}

export interface PartUnit {
  /** Which picture is its. */
  readonly unit: number;
  /** How many of the 144 windows on the reader's face are its; where it answers most. */
  readonly wins: number;
  readonly place: number;
  /** What it has in the middle most often, and in which share; null before that is known. */
  readonly name: string | null;
  readonly purity: number | null;
  readonly named: boolean;
}

export interface FaceLayersExhibit {
  readonly edges: LayerPictures & { readonly levels: readonly number[] };
  /** Parts with the same name stand together. */
  readonly parts: LayerPictures & { readonly units: readonly PartUnit[] };
  /** `madeOf`: the parts (positions in `parts.units`) that a face has most more of than others. */
  readonly wholes: LayerPictures & {
    readonly units: readonly { readonly level: number; readonly madeOf: readonly number[] }[];
  };
}

export const figure = defineFigure(definition, (result, params) => {
  const { readouts, series } = result;
  const { parts, edges, whole } = params;
  const order = orderOf(series.partName, series.purity, parts);
  const units = order.map((unit): PartUnit => {
    const purity = series.purity[unit] ?? null;
    return {
      unit,
      wins: series.partWins[unit] ?? 0,
      place: series.partPlace[unit] ?? 0,
      name: purity === null ? null : (partNames[series.partName[unit]!] ?? null),
      purity: purity === null ? null : Number(purity.toPrecision(3)),
      named: purity !== null && purity >= namedFrom,
    };
  });
  const picturesOf = (pixels: Float64Array, side: number, count: number): LayerPictures => ({
    image: pixels.length === 0 ? '' : greyBitmap(pixels, side),
    side,
    count,
  });
  const exhibit: FaceLayersExhibit = {
    edges: {
      ...picturesOf(series.edgePictures, edgeSide, edges),
      levels: Array.from(series.edgeLevel, (level) => Number(level.toFixed(2))),
    },
    parts: { ...picturesOf(series.partPictures, partField, parts), units },
    wholes: {
      ...picturesOf(series.wholePictures, wholeSide, whole),
      units: Array.from({ length: whole }, (_, j) => ({
        level: Number((series.wholeLevel[j] ?? 0).toFixed(2)),
        madeOf: strongestOf(series.madeOf.subarray(j * parts, (j + 1) * parts)).map((unit) => order.indexOf(unit)),
      })),
    },
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
        wide: true,
        below: true,
        xLabel: '零件',
        xFirst: 1,
        xLast: parts,
        yLabel: '纯度',
        yFormat: 'percent',
        yCovers: [0, 1],
        emptyText: '学完才量',
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
      caption: '第二层的零件：对着什么，纯度多少，你的脸上有几块归它',
      columns: ['零件', '对着什么', '纯度', '归它的小块'],
      rows: units.map(({ name, purity, wins }, i) => [i + 1, name, purity, wins]),
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
  readonly litParts: number;
  readonly litEyes: number | null;
  readonly litMouths: number | null;
}

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ namedParts, litParts, litEyes, litMouths }: Readouts, { parts, faces }: FaceLayersParams): string {
  if (namedParts === null) return `正在看 ${faces} 张没有标签的脸，一层一层地学。`;
  return `看过 ${faces} 张没有标签的脸，${parts} 个零件里有 ${plainText(namedParts)} 个叫得出名字。你的脸点亮 ${litParts} 个，其中对着眼睛的 ${plainText(litEyes)} 个，对着嘴的 ${plainText(litMouths)} 个。`;
}
