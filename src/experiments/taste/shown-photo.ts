import { drawOutfitPhoto, type Outfit, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { createRandom } from '../../lab/science/random.ts';

/** The photograph that the reader has set up: always the same person, by day. */
export function shownPhoto({ garment, colour, shoes, bag, street }: Outfit): OutfitPhoto {
  const { look } = drawOutfitPhoto(createRandom(4, 'the reader’s photograph'));
  return { garment, colour, shoes, bag, street, light: true, look: { ...look, x: 0.5, shift: 0, exposure: 0 } };
}
