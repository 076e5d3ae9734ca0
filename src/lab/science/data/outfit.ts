import type { Random } from '../random.ts';
import type { Colour } from './shapes.ts';

/** What somebody in a street photograph wears, carries and stands before. */
export const outfitWords = {
  garment: ['coat', 'hoodie', 'dress', 'blazer'],
  colour: ['red', 'blue', 'green', 'black', 'yellow'],
  shoes: ['boots', 'sneakers', 'heels'],
  bag: ['none', 'tote', 'backpack'],
  street: ['arcade', 'bridge', 'plain'],
} as const;

export type OutfitKey = keyof typeof outfitWords;
export type Word<K extends OutfitKey> = (typeof outfitWords)[K][number];
/** The five words under a photograph. */
export type Outfit = { readonly [K in OutfitKey]: Word<K> };

export const outfitKeys = Object.keys(outfitWords) as OutfitKey[];

/** Words in all: one slot each in a row of ones and zeros. */
export const wordCount = outfitKeys.reduce((sum, key) => sum + outfitWords[key].length, 0);

/** Where an outfit's words stand among all words, one a key. */
export function wordPlaces(outfit: Outfit): number[] {
  let first = 0;
  return outfitKeys.map((key) => {
    const at = first + (outfitWords[key] as readonly string[]).indexOf(outfit[key]);
    first += outfitWords[key].length;
    return at;
  });
}

/** A photograph of an outfit: with what no word says of it. */
export interface OutfitPhoto extends Outfit {
  /** Taken by day, or in the evening. */
  readonly light: boolean;
  readonly look: Look;
}

export interface Look {
  /** The middle of the person, and how tall it is, in scene units. */
  readonly x: number;
  readonly height: number;
  readonly skin: Colour;
  readonly hair: Colour;
  readonly longHair: boolean;
  /** 1: the bag hangs on the right. */
  readonly side: 1 | -1;
  /** How the street is moved to the side, and how bright the photograph is. */
  readonly shift: number;
  readonly exposure: number;
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();

/** One of the key's words, all equally likely. */
export function drawWord<K extends OutfitKey>(random: Random, key: K): Word<K> {
  const words: readonly Word<K>[] = outfitWords[key];
  return words[random.integer(words.length)]!;
}

/** One of the key's other words, all equally likely. */
export function drawOtherWord<K extends OutfitKey>(random: Random, key: K, than: Word<K>): Word<K> {
  const words = (outfitWords[key] as readonly Word<K>[]).filter((word) => word !== than);
  return words[random.integer(words.length)]!;
}

/** A random photograph, each word drawn by itself. */
export function drawOutfitPhoto(random: Random): OutfitPhoto {
  return {
    garment: drawWord(random, 'garment'),
    colour: drawWord(random, 'colour'),
    shoes: drawWord(random, 'shoes'),
    bag: drawWord(random, 'bag'),
    street: drawWord(random, 'street'),
    light: random.uniform() < 0.5,
    look: drawLook(random),
  };
}

const hairs: readonly Colour[] = [
  [0.12, 0.08, 0.07],
  [0.36, 0.2, 0.1],
  [0.8, 0.62, 0.32],
  [0.5, 0.22, 0.12],
];

function drawLook(random: Random): Look {
  const dark = random.uniform();
  return {
    x: between(random, 0.38, 0.62),
    height: between(random, 0.8, 0.86),
    skin: [0.96 - 0.5 * dark, 0.78 - 0.46 * dark, 0.67 - 0.43 * dark],
    hair: hairs[random.integer(hairs.length)]!,
    longHair: random.uniform() < 0.5,
    side: random.uniform() < 0.5 ? 1 : -1,
    shift: between(random, -0.06, 0.06),
    exposure: between(random, -0.05, 0.05),
  };
}
