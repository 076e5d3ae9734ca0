import { pictureOf } from '../../lab/science/data/pictures.ts';
import type { LabelledPictures } from '../../lab/science/nn/picture-classifier.ts';
import { shuffle, type Random } from '../../lab/science/random.ts';
import { drawSetting, type BallRange, type Group } from './draw-setting.ts';
import { pictureSize, side } from './picture-size.ts';
import { sceneOf, tableBounds } from './scene.ts';

/** A rectangle of pixels: first column and row, width and height. */
export interface PixelBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Outline {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

/** One training picture with what its maker knows of it; a net sees the pixels and whether there is a ball. */
export interface TrainingPicture {
  readonly pixels: Float32Array;
  readonly group: Group;
  /** The ball's outline in pixels, as somebody would mark it: middle (0 is the first pixel's middle) and radius. */
  readonly outline: Outline | null;
  readonly tableBox: PixelBox | null;
}

export interface TrainingSetSettings {
  /** Share of counterexamples: half of them a ball without a table, half a table without a ball. */
  readonly counterexamples: number;
  readonly images: number;
  readonly look: BallRange;
  readonly noise: number;
}

/** 0: neither, 1: ball and table, 2: ball alone, 3: table alone. */
export const groupIndex = ({ ball, table }: Group): number => (ball ? (table ? 1 : 2) : table ? 3 : 0);
export const groups: readonly Group[] = [
  { ball: false, table: false },
  { ball: true, table: true },
  { ball: true, table: false },
  { ball: false, table: true },
];

/**
 * Pictures in the stated shares, each group exactly as often as its share says (rounded), in random order.
 * @param first only the first few of them, which are the same however many are drawn
 */
export function drawTrainingSet(random: Random, settings: TrainingSetSettings, first = Infinity): TrainingPicture[] {
  const { counterexamples, images } = settings;
  const rare = Math.round(images * counterexamples);
  const counts = [0, 1, 2, 3].map((index) => {
    const of = index < 2 ? images - rare : rare;
    return index % 2 === 0 ? Math.floor(of / 2) : Math.ceil(of / 2);
  });
  const order = counts.flatMap((count, index) => Array.from({ length: count }, () => groups[index]!));
  shuffle(order, random);
  return order.slice(0, first).map((group) => drawPicture(random, group, settings));
}

function drawPicture(random: Random, group: Group, { look, noise }: TrainingSetSettings): TrainingPicture {
  const setting = drawSetting(random, group, look);
  return {
    pixels: pictureOf(sceneOf(setting), side, random, noise),
    group,
    outline: setting.ball && {
      x: setting.ball.at[0] * side - 0.5,
      y: setting.ball.at[1] * side - 0.5,
      radius: setting.ball.radius * side,
    },
    tableBox: setting.table && pixelBox(tableBounds(setting.table)),
  };
}

/** The pixels that a part of the scene touches. */
export function pixelBox([left, top, right, bottom]: readonly [number, number, number, number]): PixelBox {
  const first = (edge: number) => Math.min(side - 1, Math.max(0, Math.floor(edge * side)));
  const end = (edge: number) => Math.min(side, Math.max(1, Math.ceil(edge * side)));
  const [x, y] = [first(left), first(top)];
  return { x, y, width: Math.max(1, end(right) - x), height: Math.max(1, end(bottom) - y) };
}

/** Pictures and their labels as one batch. */
export function batchOf(
  pictures: readonly { pixels: Float32Array; ball: boolean }[],
  shares?: Float32Array,
): LabelledPictures {
  const pixels = new Float32Array(pictures.length * pictureSize);
  pictures.forEach((picture, i) => pixels.set(picture.pixels, i * pictureSize));
  const labels = Uint8Array.from(pictures, ({ ball }) => (ball ? 1 : 0));
  return { count: pictures.length, pixels, labels, ...(shares ? { shares } : {}) };
}
