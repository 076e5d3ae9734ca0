import { drawAdvertisement, type Advertisement } from '../../lab/science/data/advertisement.ts';
import { createRandom } from '../../lab/science/random.ts';
import type { RedShoesParams } from './params.ts';

/** The picture that the reader has set up: always the same woman. */
export function shownAdvertisement({ object, colour, place }: RedShoesParams): Advertisement {
  const drawn = drawAdvertisement(
    createRandom(11, 'the reader’s picture'),
    object,
    colour,
    object === 'shoe' ? place : 'hand',
  );
  return {
    ...drawn,
    bottle: false,
    wall: [0.86, 0.84, 0.78],
    floor: [0.56, 0.47, 0.4],
    woman: { ...drawn.woman, x: 0.46, facing: 1, top: [0.25, 0.36, 0.5], bottom: [0.22, 0.25, 0.32], dress: true },
  };
}
