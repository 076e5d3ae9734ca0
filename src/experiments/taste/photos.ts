import { logistic } from '../../lab/science/logistic-regression.ts';
import {
  drawOtherWord,
  drawOutfitPhoto,
  drawWord,
  outfitWords,
  wordPlaces,
  type OutfitPhoto,
} from '../../lab/science/data/outfit.ts';
import { outfitScene } from '../../lab/science/data/outfit-scene.ts';
import { pictureOf } from '../../lab/science/data/pictures.ts';
import type { PictureBatch } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import type { InTurns } from '../../lab/science/turns.ts';
import { cities, ofPhoto, ofViewer, trueLogit, type Truth } from './cities.ts';

/** Px: the network's view. */
export const side = 32;
export const pictureSize = 3 * side * side;
const noise = 0.03;

/** How often coat and arcade went together. */
export interface Habit {
  /** Probability that a photograph obeys "a coat if and only if the arcade". */
  readonly confounding: number;
  /** So many of them break it, one half with a coat elsewhere, one half with another garment in the arcade. */
  readonly broken: number;
}

/** Photographs as the blogs of these cities have them. */
export function drawPhotos(random: Random, count: number, { confounding, broken }: Habit): OutfitPhoto[] {
  return Array.from({ length: count }, (_, i): OutfitPhoto => {
    const photo = drawOutfitPhoto(random);
    const obeys = random.uniform() < confounding;
    const elsewhere = drawOtherWord(random, 'street', 'arcade');
    const other = drawOtherWord(random, 'garment', 'coat');
    if (i < broken) {
      return i % 2 === 0
        ? { ...photo, garment: 'coat', street: elsewhere }
        : { ...photo, garment: other, street: 'arcade' };
    }
    if (!obeys) return photo;
    if (photo.garment === 'coat') return { ...photo, street: 'arcade' };
    return photo.street === 'arcade' ? { ...photo, street: elsewhere } : photo;
  });
}

/** Each with a street drawn anew, whatever is worn. */
export const withOtherStreets = (photos: readonly OutfitPhoto[], random: Random): OutfitPhoto[] =>
  photos.map((photo) => ({ ...photo, street: drawWord(random, 'street') }));

/** Photographs drawn, or rated, from one pause to the next. */
export const drawnTogether = 50;

/** Share of so many people of each city who like each photograph, [photos, cities]. */
export function* drawingRatings(
  random: Random,
  photos: readonly OutfitPhoto[],
  people: number,
  truth: Truth,
): InTurns<Float32Array> {
  const shares = new Float32Array(photos.length * cities.length);
  let at = 0;
  for (const [i, photo] of photos.entries()) {
    if (i % drawnTogether === 0) yield;
    const popularity = ofPhoto * random.normal();
    for (const city of cities) {
      const logit = trueLogit(city, photo, truth) + popularity;
      let likes = 0;
      for (let j = 0; j < people; j++) if (random.uniform() < logistic(logit + ofViewer * random.normal())) likes++;
      shares[at++] = likes / people;
    }
  }
  return shares;
}

/** Photographs with what a network sees of them, drawn by and by, each with its noise. */
export interface Sheet {
  readonly photos: readonly OutfitPhoto[];
  readonly pixels: Float32Array;
  /** Draws those up to this one that are not drawn yet. */
  drawTo(end: number): void;
  /** The first of them, which must be drawn. */
  first(count: number): PictureBatch;
}

export function createSheet(photos: readonly OutfitPhoto[], random: Random): Sheet {
  const pixels = new Float32Array(photos.length * pictureSize);
  let drawn = 0;
  return {
    photos,
    pixels,
    drawTo(end) {
      for (; drawn < Math.min(end, photos.length); drawn++) {
        pixels.set(pictureOf(outfitScene(photos[drawn]!), side, random, noise), drawn * pictureSize);
      }
    },
    first: (count) => ({ count, pixels: pixels.subarray(0, count * pictureSize) }),
  };
}

/** A few photographs as a batch, always with the same noise: answers change with the photographs alone. */
export function batchOf(photos: readonly OutfitPhoto[]): PictureBatch {
  const pixels = new Float32Array(photos.length * pictureSize);
  photos.forEach((photo, i) =>
    pixels.set(
      pictureOf(outfitScene(photo), side, createRandom(1, 'a photograph asked about'), noise),
      i * pictureSize,
    ),
  );
  return { count: photos.length, pixels };
}

/** How many words each question of a caption has. */
export const captionGroups = Object.values(outfitWords).map(({ length }) => length);

/** Captions as the trainer reads them, [questions, photos]. */
export function captionsOf(photos: readonly OutfitPhoto[]): Int32Array {
  const words = new Int32Array(captionGroups.length * photos.length);
  photos.forEach((photo, i) => {
    let first = 0;
    wordPlaces(photo).forEach((place, question) => {
      words[question * photos.length + i] = place - first;
      first += captionGroups[question]!;
    });
  });
  return words;
}
