import { drawOutfitPhoto, outfitWords, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { createRandom, shuffle } from '../../lab/science/random.ts';

/** Photographs that are looked at together, and how many times the reader may ask for others. */
export const together = 12;
export const batches = 8;

/** Every garment before every street once, the rest by chance; the same for everybody, so that a link means the same hearts. */
function drawTogether(stream: string): OutfitPhoto[] {
  const random = createRandom(1, stream);
  const photos = outfitWords.garment.flatMap((garment) =>
    outfitWords.street.map((street): OutfitPhoto => ({ ...drawOutfitPhoto(random), garment, street })),
  );
  shuffle(photos, random);
  return photos;
}

/** What the two cities' pages choose from. */
export const shop: readonly OutfitPhoto[] = drawTogether('shop');
/** What the reader taps hearts on, batch after batch. */
export const wall: readonly OutfitPhoto[] = Array.from({ length: batches }, (_, i) => drawTogether(`wall ${i}`)).flat();

/** The hearts of each batch that the reader has seen; the last is the one before their eyes. */
export type Hearts = readonly ReadonlySet<number>[];

/** `adk.b`: in the first batch the first, fourth and eleventh, in the second the second. What is no letter of a photograph is passed over. */
export function heartsOf(text: string): Hearts {
  return text
    .toLowerCase()
    .split('.')
    .slice(0, batches)
    .map((part) => new Set(Array.from(part.match(/[a-l]/g) ?? [], (letter) => letter.charCodeAt(0) - 97)));
}

export const heartsText = (hearts: Hearts): string =>
  hearts
    .map((batch) =>
      [...batch]
        .sort((a, b) => a - b)
        .map((place) => String.fromCharCode(97 + place))
        .join(''),
    )
    .join('.');
