import {
  advertisementScene,
  drawAdvertisement,
  things,
  type Advertisement,
  type Hue,
  type Place,
  type Thing,
} from '../../lab/science/data/advertisement.ts';
import { pictureOf } from '../../lab/science/data/pictures.ts';
import type { LabelledPictures } from '../../lab/science/nn/picture-classifier.ts';
import { shuffle, type Random } from '../../lab/science/random.ts';

/** Px: the network's view. */
export const side = 32;
export const pictureSize = 3 * side * side;

/** Pictures with what they show. */
export interface ShownPictures extends LabelledPictures {
  readonly advertisements: readonly Advertisement[];
}

export interface TrainingSetSettings {
  /** Share of pictures with shoes in the hand. */
  readonly rare: number;
  readonly images: number;
  readonly noise: number;
}

/** How many pictures show the rare case. */
export const rareCount = ({ rare, images }: Pick<TrainingSetSettings, 'rare' | 'images'>): number =>
  Math.round(rare * images);

/** Shoes, wine and books equally often, and among them the rare case exactly as often as its share says; in random order. */
export function drawTrainingSet(random: Random, settings: TrainingSetSettings): ShownPictures {
  const rare = rareCount(settings);
  const kinds = Array.from({ length: settings.images }, (_, i): [Thing, Place?] =>
    i < rare ? ['shoe', 'hand'] : [things[i % things.length]!],
  );
  shuffle(kinds, random);
  return draw(random, kinds.length, settings.noise, (i) => {
    const [thing, place] = kinds[i]!;
    return drawAdvertisement(random, thing, undefined, place);
  });
}

/** Pictures of one thing, of one colour and in one place. */
export function drawCell(
  random: Random,
  count: number,
  noise: number,
  thing: Thing,
  hue: Hue,
  place: Place,
): ShownPictures {
  return draw(random, count, noise, () => drawAdvertisement(random, thing, hue, place));
}

/** Test pictures as the training pictures are, with the rare case in its share. */
export function drawTestSet(random: Random, count: number, settings: TrainingSetSettings): ShownPictures {
  return drawTrainingSet(random, { ...settings, images: count });
}

function draw(random: Random, count: number, noise: number, next: (i: number) => Advertisement): ShownPictures {
  const pixels = new Float32Array(count * pictureSize);
  const labels = new Uint8Array(count);
  const advertisements = Array.from({ length: count }, (_, i) => {
    const shown = next(i);
    pixels.set(pictureOf(advertisementScene(shown), side, random, noise), i * pictureSize);
    labels[i] = things.indexOf(shown.thing);
    return shown;
  });
  return { count, pixels, labels, advertisements };
}
