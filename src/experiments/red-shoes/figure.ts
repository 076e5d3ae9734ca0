import { defineFigure, lossChart, lossEvery } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import type { ResultOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { blockMeans } from '../../lab/science/training.ts';
import { params as definition, type RedShoes, type RedShoesParams } from './params.ts';

export const thingNames = ['鞋', '酒', '书'] as const;
export const hueNames = definition.schema.colour.options.map(({ label }) => label);
export const placeNames = ['脚上', '手里'] as const;

/** One place and colour: how often each thing is what lies there, in the training pictures and to the net. */
export interface Cell {
  readonly data: readonly number[];
  /** What the net makes of shoes of that colour in that place. */
  readonly network: readonly number[];
}

export interface RedShoesExhibit {
  /** Probabilities of shoe, wine and book for the reader's picture. */
  readonly says: readonly number[];
  /** Place by place, colour by colour. */
  readonly cells: readonly Cell[];
  readonly rarePictures: number;
}

export const figure = defineFigure(definition, (result, params) => {
  const { readouts, series } = result;
  const of = (shares: Float64Array, cell: number) =>
    Array.from(shares.subarray(cell * thingNames.length, (cell + 1) * thingNames.length), (share) =>
      Number(share.toPrecision(3)),
    );
  const cells = Array.from({ length: placeNames.length * hueNames.length }, (_, cell): Cell => ({
    data: of(series.dataPrior, cell),
    network: of(series.networkPrior, cell),
  }));
  const exhibit: RedShoesExhibit = {
    says: saysOf(result).map((p) => Number(p.toPrecision(4))),
    cells,
    rarePictures: readouts.rarePictures,
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
        yCovers: [-2, 0],
        lines: [
          {
            term: 'loss',
            label: '损失',
            values: blockMeans(series.loss, lossEvery).map(Math.log10),
            ink: 'blue',
            width: 2,
          },
        ],
      }),
    ],
    table: {
      caption: '同一个地方、同一种颜色：训练图片里各是什么，网络把那里的鞋认成什么',
      columns: [
        '地方',
        '颜色',
        ...thingNames.map((name) => `${definition.series.dataPrior.label}·${name}`),
        ...thingNames.map((name) => `${definition.series.networkPrior.label}·${name}`),
      ],
      rows: cells.map(({ data, network }, cell) => [
        placeNames[Math.floor(cell / hueNames.length)] ?? '',
        hueNames[cell % hueNames.length] ?? '',
        ...data,
        ...network,
      ]),
    },
  };
});

const saysOf = ({ readouts: { pShoe, pWine, pBook } }: ResultOf<RedShoes>) => [pShoe, pWine, pBook];

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe(result: ResultOf<RedShoes>, params: RedShoesParams): string {
  const { rarePictures, iidAccuracy, adWine, adShoe } = result.readouts;
  const p = saysOf(result);
  const most = Math.max(...p);
  const { schema } = definition;
  const hue = labelOf(schema.colour, params.colour);
  const thing = labelOf(schema.object, params.object);
  const place = params.object === 'shoe' && params.place === 'feet' ? '脚上' : '手里';
  return `${place}的${hue}${thing}，网络说是${thingNames[p.indexOf(most)]}（${shareText(most)}）。它见过 ${rarePictures} 张提在手里的鞋；平时考 ${shareText(iidAccuracy)}，手里的红鞋有 ${shareText(adWine)} 说成酒，${shareText(adShoe)} 说对。`;
}
