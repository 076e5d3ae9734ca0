import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import {
  drawOtherWord,
  drawOutfitPhoto,
  outfitKeys,
  outfitWords,
  wordCount,
  wordPlaces,
  type OutfitPhoto,
} from './outfit.ts';
import { outfitScene } from './outfit-scene.ts';
import { pictureOf } from './pictures.ts';
import { rasterise } from './rasterise.ts';

const side = 32;
const photoOf = (change: Partial<OutfitPhoto> = {}): OutfitPhoto => ({
  ...drawOutfitPhoto(createRandom(2, 'a photograph')),
  light: true,
  ...change,
});
const pixelsOf = (photo: OutfitPhoto) => rasterise(outfitScene(photo), side).pixels;

test('pictures are the same everywhere: hash of the pixels', () => {
  const random = createRandom(4, 'hash');
  const hash = createHash('sha256');
  for (let i = 0; i < 24; i++) hash.update(pictureOf(outfitScene(drawOutfitPhoto(random)), side, random, 0.03));
  expect(hash.digest('hex').slice(0, 16)).toMatchInlineSnapshot(`"569691fdd63f4ae8"`);
});

test('every exchange shows, and only where that thing is: a street behind the person, shoes at the feet', () => {
  for (const key of outfitKeys) {
    for (const word of outfitWords[key]) {
      const before = photoOf({ [key]: word });
      const after = { ...before, [key]: drawOtherWord(createRandom(1, word), key, word as never) };
      const [a, b] = [pixelsOf(before), pixelsOf(after)];
      const changed = Array.from({ length: side * side }, (_, i) =>
        Math.max(...[0, 1, 2].map((c) => Math.abs(a[3 * i + c]! - b[3 * i + c]!))),
      );
      const rows = changed.flatMap((by, i) => (by > 0.1 ? [Math.floor(i / side)] : []));
      expect(rows.length, `${key} ${word}`).toBeGreaterThan(3);
      if (key === 'shoes') expect(Math.min(...rows)).toBeGreaterThan(22);
      // The middle of the chest is the garment's, whatever the street.
      if (key === 'street') expect(changed[14 * side + Math.round(before.look.x * side)]).toBe(0);
    }
  }
});

test('the words are drawn alike and each by itself', () => {
  const random = createRandom(5, 'words');
  const photos = Array.from({ length: 6000 }, () => drawOutfitPhoto(random));
  for (const key of outfitKeys)
    for (const word of outfitWords[key]) {
      const share = photos.filter((photo) => photo[key] === word).length / photos.length;
      expect(Math.abs(share - 1 / outfitWords[key].length)).toBeLessThan(0.025);
    }
  const coats = photos.filter(({ garment }) => garment === 'coat');
  expect(Math.abs(coats.filter(({ street }) => street === 'arcade').length / coats.length - 1 / 3)).toBeLessThan(0.04);
});

test('every word has a place of its own', () => {
  const places = new Set(
    outfitKeys.flatMap((key, i) => outfitWords[key].map((word) => wordPlaces(photoOf({ [key]: word }))[i])),
  );
  expect([...places].sort((a, b) => a! - b!)).toEqual(Array.from({ length: wordCount }, (_, i) => i));
});
