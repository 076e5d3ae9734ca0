import type { OutfitPhoto } from '../../lab/science/data/outfit.ts';
import type { PictureBatch } from '../../lab/science/nn/picture-classifier.ts';
import { batchOf } from './photos.ts';
import { shop, wall } from './wall.ts';

/** Drawn when they are first asked about. */
export const shopPixels = once(shop);
export const wallPixels = once(wall);

function once(photos: readonly OutfitPhoto[]): () => PictureBatch {
  let drawn: PictureBatch | undefined;
  return () => (drawn ??= batchOf(photos));
}
