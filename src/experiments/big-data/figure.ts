import { defineFigure, type LineChartSpec, type LineSpec } from '../../lab/contract/figure-spec.ts';
import { shareText } from '../../lab/contract/number-text.ts';
import type { ReadoutsOf, ResultOf } from '../../lab/contract/results.ts';
import { params as definition, type BigData, type BigDataParams } from './params.ts';
import recorded from './recorded.json' with { type: 'json' };

/** One training: how many pictures, how many of them rare, and how often the rare case is missed. */
export interface Point {
  readonly images: number;
  readonly rarePictures: number;
  readonly rareError: number;
}

/** The median of a recorded claim's seeds as a point. */
function recordedPoint(id: string): Point {
  const claim = recorded.claims.find((one) => one.id === id);
  if (!claim) throw new Error(`big-data has no record of "${id}". Run: npm run record -- big-data`);
  const { images, rare } = claim.settings;
  return { images, rarePictures: Math.round(rare * images), rareError: claim.median };
}

const same = ['same-500', 'same-2000', 'same-8000', 'same-16000'].map(recordedPoint);
const onePercent = ['one-percent-500', 'one-percent-2000', 'one-percent-8000', 'one-percent-16000'].map(recordedPoint);
const atOneSize = ['one-percent-2000', 'rare-3-percent', 'rare-10-percent', 'rare-30-percent'].map(recordedPoint);

const pointOf = ({ images, rarePictures, rareError }: ReadoutsOf<BigData>): Point => ({
  images,
  rarePictures,
  rareError,
});

/** The reader's runs are points beside the recorded curves, each place once. */
export const figure = defineFigure(definition, (result, params, earlier) => {
  const now = pointOf(result.readouts);
  const points = [...earlier.map(({ readouts }) => pointOf(readouts)), now].filter(
    (point, i, all) => !all.slice(i + 1).some((later) => samePlace(point, later)),
  );
  const line = (
    term: string,
    label: string,
    ink: LineSpec['ink'],
    all: readonly Point[],
    dash?: readonly number[],
  ): { line: LineSpec; all: readonly Point[] } => ({
    line: { term, label, ink, width: 2, values: all.map(({ rareError }) => rareError), ...(dash ? { dash } : {}) },
    all,
  });
  const mine = line('own', '你的几次', 'blue', points);
  return {
    description: describe(result, params),
    charts: [
      chart('by-images', '错误与图片总数', '训练图片总数 N', ({ images }) => images, [
        line('same', '只添老样子', 'red', same),
        line('one-percent', '始终含百分之一', 'green', onePercent, [8, 4]),
        mine,
      ]),
      {
        ...chart('by-rare', '错误与罕见图片的张数', '罕见图片的张数', ({ rarePictures }) => rarePictures, [
          line('one-percent', '始终含百分之一', 'green', onePercent, [8, 4]),
          line('one-size', '总数不变，两千张', 'ochre', atOneSize),
          { ...mine, all: points.filter(({ rarePictures }) => rarePictures > 0) },
        ]),
        below: true,
      },
    ],
    table: {
      caption: '手里的红鞋没有认成鞋的份额（作者的十个种子取中位数，和你的几次）',
      columns: ['谁的', 'N', '罕见的张数', '错误'],
      rows: [
        ...same.map((point) => row('只添老样子', point)),
        ...onePercent.map((point) => row('含百分之一', point)),
        ...atOneSize.slice(1).map((point) => row('两千张', point)),
        ...points.map((point) => row('你的', point)),
      ],
    },
  };
});

function samePlace(a: Point, b: Point): boolean {
  return a.images === b.images && a.rarePictures === b.rarePictures;
}

function chart(
  id: string,
  title: string,
  xLabel: string,
  x: (point: Point) => number,
  parts: readonly { line: LineSpec; all: readonly Point[] }[],
): LineChartSpec {
  return {
    kind: 'line',
    id,
    title,
    xLabel,
    yLabel: '认错的份额',
    yFormat: 'percent',
    xFormat: 'power',
    xTicks: (id === 'by-images' ? [500, 2000, 8000] : [5, 20, 100, 500]).map(Math.log10),
    xFirst: id === 'by-images' ? Math.log10(250) : Math.log10(2),
    xLast: Math.log10(id === 'by-images' ? 20000 : 1000),
    yCovers: [0, 1],
    lines: parts.map(({ line, all }) => {
      const sorted = [...all].sort((a, b) => x(a) - x(b));
      return {
        ...line,
        values: sorted.map(({ rareError }) => rareError),
        xValues: sorted.map((point) => Math.log10(x(point))),
        ...(line.term === 'own' ? { pointsOnly: true as const } : {}),
      };
    }),
  };
}

function row(name: string, { images, rarePictures, rareError }: Point): (string | number)[] {
  return [name, images, rarePictures, Number(rareError.toPrecision(3))];
}

/** One or two sentences that change with the numbers; also what a screen reader hears. */
function describe({ readouts }: ResultOf<BigData>, { images }: BigDataParams): string {
  const { rarePictures, rareError, usualAccuracy, step } = readouts;
  const seen = rarePictures === 0 ? '一张提在手里的鞋也没有' : `其中 ${rarePictures} 张是提在手里的鞋`;
  return `${images} 张图片，${seen}，训练 ${step} 步：手里的红鞋认错 ${shareText(rareError)}，平常的图片答对 ${shareText(usualAccuracy)}。`;
}
