import type { PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { shuffle, type Random } from '../../lab/science/random.ts';
import { side } from './picture-size.ts';
import { batchOf, groupIndex, type Outline, type PixelBox, type TrainingPicture } from './training-set.ts';

/**
 * Remedies for a shortcut.
 *
 * - random-erasing: a random rectangle of half of the pictures turns grey (Zhong et al. 2017)
 * - group-balanced: every batch holds equally many pictures of every group that the data have
 * - group-dro: the same, and groups with a high loss count more (Sagawa et al. 2020)
 * - erase-table: somebody has marked the tables; they turn grey
 * - cut-paste: somebody has marked the balls; every picture is shown twice, with its ball cut out or another's pasted in
 *   (Dwibedi, Misra & Hebert 2017)
 */
export type Augmentation = 'none' | 'random-erasing' | 'group-balanced' | 'group-dro' | 'erase-table' | 'cut-paste';

const batchSize = 32;
/** How fast Group-DRO moves weight to the groups that fare badly. */
const groupStep = 0.1;

/** What a net is shown at one step. */
interface Shown {
  readonly pixels: Float32Array;
  readonly ball: boolean;
}

/** Deals out batches and trains a net on them, with one of the remedies. */
export interface Trainer {
  /** One step. @returns the loss before it */
  step(classifier: PictureClassifier, learningRate: number): number;
}

export function createTrainer(set: readonly TrainingPicture[], augmentation: Augmentation, random: Random): Trainer {
  const byGroup = [0, 1, 2, 3]
    .map((index) => set.filter(({ group }) => groupIndex(group) === index))
    .filter((pictures) => pictures.length > 0);
  const withBall = set.filter(({ group }) => group.ball);
  const tables = set.flatMap(({ tableBox }) => tableBox ?? []);
  const weights = byGroup.map(() => 1 / byGroup.length);
  const balanced = augmentation === 'group-balanced' || augmentation === 'group-dro';
  const oneOf = <T>(pictures: readonly T[]): T => pictures[random.integer(pictures.length)]!;
  const deal = createDealer(set, random);

  const show = (picture: TrainingPicture): Shown => {
    const shown = { pixels: picture.pixels, ball: picture.group.ball };
    if (augmentation === 'random-erasing' && random.uniform() < 0.5) {
      return { ...shown, pixels: erased(picture.pixels, randomBox(random)) };
    }
    if (augmentation === 'erase-table' && tables.length > 0) {
      // Where there is no table a box of the same kind turns grey: the box itself must not tell.
      return { ...shown, pixels: erased(picture.pixels, picture.tableBox ?? oneOf(tables)) };
    }
    return shown;
  };

  /** A picture and the same with its ball cut out, or with another's pasted in: they differ in nothing else. */
  const pair = (picture: TrainingPicture): Shown[] => [
    show(picture),
    picture.outline
      ? { pixels: cut(picture.pixels, picture.outline), ball: false }
      : { pixels: pasted(picture.pixels, oneOf(withBall), random), ball: true },
  ];

  return {
    step(classifier, learningRate) {
      if (augmentation === 'cut-paste' && withBall.length > 0) {
        const pairs = Array.from({ length: batchSize / 2 }, () => pair(deal()));
        return classifier.train(batchOf(pairs.flat()), learningRate);
      }
      const dealt = Array.from({ length: batchSize }, (_, i) => {
        const group = i % byGroup.length;
        return balanced ? { picture: oneOf(byGroup[group]!), group } : { picture: deal(), group };
      });
      if (augmentation !== 'group-dro') {
        return classifier.train(batchOf(dealt.map(({ picture }) => show(picture))), learningRate);
      }
      const batch = batchOf(dealt.map(({ picture }) => show(picture)));
      const logits = classifier.logits(batch);
      const losses = byGroup.map(() => 0);
      const counts = byGroup.map(() => 0);
      dealt.forEach(({ group, picture }, i) => {
        const z = picture.group.ball ? -logits[i]! : logits[i]!;
        losses[group]! += Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
        counts[group]!++;
      });
      losses.forEach((loss, group) => (weights[group]! *= Math.exp((groupStep * loss) / counts[group]!)));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      weights.forEach((weight, group) => (weights[group] = weight / total));
      const shares = Float32Array.from(dealt, ({ group }) => weights[group]! / counts[group]!);
      return classifier.train({ ...batch, shares }, learningRate);
    },
  };
}

/** Every picture once, then all again in another order. */
function createDealer(set: readonly TrainingPicture[], random: Random): () => TrainingPicture {
  const order = set.map((_, i) => i);
  let next = order.length;
  return () => {
    if (next === order.length) {
      next = 0;
      shuffle(order, random);
    }
    return set[order[next++]!]!;
  };
}

function randomBox(random: Random): PixelBox {
  const width = 6 + random.integer(11);
  const height = 6 + random.integer(11);
  return { x: random.integer(side - width + 1), y: random.integer(side - height + 1), width, height };
}

/** A copy with a grey box. */
export function erased(pixels: Float32Array, { x, y, width, height }: PixelBox): Float32Array {
  const copy = pixels.slice();
  for (let row = y; row < y + height; row++) copy.fill(0.5, 3 * (row * side + x), 3 * (row * side + x + width));
  return copy;
}

/** How much of a pixel lies inside an outline, 0 to 1. */
function coverage({ x, y, radius }: Outline, column: number, row: number): number {
  const distance = Math.sqrt((column - x) ** 2 + (row - y) ** 2);
  return Math.min(1, Math.max(0, radius - distance + 0.5));
}

/** Calls back for every pixel that an outline touches. */
function eachPixel(outline: Outline, use: (column: number, row: number, share: number) => void): void {
  const { x, y, radius } = outline;
  const reach = radius + 1;
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(side - 1, Math.ceil(y + reach)); row++) {
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column <= Math.min(side - 1, Math.ceil(x + reach));
      column++
    ) {
      const share = coverage(outline, column, row);
      if (share > 0) use(column, row, share);
    }
  }
}

/** A copy whose ball is covered by what stands beside it, on the side where there is more room. */
export function cut(pixels: Float32Array, outline: Outline): Float32Array {
  const copy = pixels.slice();
  const away = Math.ceil(2 * outline.radius + 1) * (outline.x > side / 2 ? -1 : 1);
  eachPixel(outline, (column, row) => {
    const from = 3 * (row * side + Math.min(side - 1, Math.max(0, column + away)));
    const to = 3 * (row * side + column);
    for (let c = 0; c < 3; c++) copy[to + c] = pixels[from + c]!;
  });
  return copy;
}

/**
 * A copy with another picture's ball in a random place of its upper part, cut out along its outline: pixels on the edge
 * are mixed with what is behind them now.
 */
export function pasted(pixels: Float32Array, from: TrainingPicture, random: Random): Float32Array {
  const { outline } = from;
  if (!outline) return pixels;
  const colour = [0, 0, 0];
  let whole = 0;
  eachPixel(outline, (column, row, share) => {
    if (share < 1) return;
    whole++;
    for (let c = 0; c < 3; c++) colour[c]! += from.pixels[3 * (row * side + column) + c]!;
  });
  const copy = pixels.slice();
  // Moved by whole pixels: the ball keeps its own.
  const [dx, dy] = [
    Math.round((0.22 + 0.56 * random.uniform()) * side - outline.x),
    Math.round((0.16 + 0.34 * random.uniform()) * side - outline.y),
  ];
  eachPixel(outline, (column, row, share) => {
    const [x, y] = [column + dx, row + dy];
    if (x < 0 || x >= side || y < 0 || y >= side) return;
    const to = 3 * (y * side + x);
    for (let c = 0; c < 3; c++) {
      const own = share < 1 && whole > 0 ? colour[c]! / whole : from.pixels[3 * (row * side + column) + c]!;
      copy[to + c] = copy[to + c]! + share * (own - copy[to + c]!);
    }
  });
  return copy;
}
