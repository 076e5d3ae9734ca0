import type { FigureSpec } from '../../lab/contract/figure-spec.ts';
import type { Result } from '../../lab/contract/experiment.ts';
import { params as definition, type RedShoesParams } from './params.ts';

export const thingNames = ['鞋', '酒', '书'] as const;
export const hueNames = definition.schema.colour.options.map(({ label }) => label);
export const placeNames = ['脚上', '手里'] as const;

/** One place and colour: how often each thing is what lies there, in the training pictures and to the net. */
export interface Cell {
  readonly data: readonly number[];
  /** What the net makes of shoes of that colour in that place. */
  readonly network: readonly number[];
}

export interface RedShoesScene {
  /** Probabilities of shoe, wine and book for the reader's picture. */
  readonly says: readonly number[];
  /** Place by place, colour by colour. */
  readonly cells: readonly Cell[];
  readonly rarePictures: number;
}

export function figure(result: Result, params: RedShoesParams): FigureSpec {
  const { readouts, series } = result;
  const number = (key: string) => (typeof readouts[key] === 'number' ? readouts[key] : 0);
  const of = (key: string, cell: number) =>
    thingNames.map((_, thing) => Number((series[key]?.[cell * thingNames.length + thing] ?? 0).toPrecision(3)));
  const cells = Array.from({ length: placeNames.length * hueNames.length }, (_, cell): Cell => ({
    data: of('dataPrior', cell),
    network: of('networkPrior', cell),
  }));
  return {
    description: describe(result, params),
    scene: {
      says: [number('pShoe'), number('pWine'), number('pBook')].map((p) => Number(p.toPrecision(4))),
      cells,
      rarePictures: number('rarePictures'),
    } satisfies RedShoesScene,
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
        yCovers: [-2, 0],
        lines: [{ term: 'loss', label: '损失', values: smoothed(series['loss'] ?? []), ink: 'blue', width: 2 }],
      },
    ],
    table: {
      caption: '同一个地方、同一种颜色：训练图片里各是什么，网络把那里的鞋认成什么',
      columns: [
        '地方',
        '颜色',
        ...thingNames.map((name) => `数据·${name}`),
        ...thingNames.map((name) => `网络·${name}`),
      ],
      rows: cells.map(({ data, network }, cell) => [
        placeNames[Math.floor(cell / hueNames.length)] ?? '',
        hueNames[cell % hueNames.length] ?? '',
        ...data,
        ...network,
      ]),
    },
  };
}

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
export function describe({ readouts }: Result, params: RedShoesParams): string {
  const p = ['pShoe', 'pWine', 'pBook'].map((key) => Number(readouts[key] ?? 0));
  const said = p.indexOf(Math.max(...p));
  const { schema } = definition;
  const hue = schema.colour.options.find(({ value }) => value === params.colour)?.label ?? '';
  const thing = schema.object.options.find(({ value }) => value === params.object)?.label ?? '';
  const place = params.object === 'shoe' && params.place === 'feet' ? '脚上' : '手里';
  return `${place}的${hue}${thing}，网络说是${thingNames[said]}（${percent(p[said]!)}）。它见过 ${Number(readouts['rarePictures'] ?? 0)} 张提在手里的鞋；平时考 ${percent(Number(readouts['iidAccuracy'] ?? 0))}，手里的红鞋有 ${percent(Number(readouts['adWine'] ?? 0))} 说成酒，${percent(Number(readouts['adShoe'] ?? 0))} 说对。`;
}

export const percent = (share: number): string => `${(100 * share).toFixed(share > 0.995 && share < 0.9995 ? 1 : 0)}%`;
