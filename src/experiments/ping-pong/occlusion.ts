import type { PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { mapSide, patch, stride } from './map-side.ts';
import { pictureSize, side } from './picture-size.ts';

/**
 * How far the logit falls when a grey patch covers a part of the picture (Zeiler & Fergus 2014): [mapSide, mapSide], row by
 * row from the top.
 * @param pixels [side, side, 3]
 */
export function occlusionMap(classifier: PictureClassifier, pixels: Float32Array): Float64Array {
  const count = mapSide * mapSide;
  const covered = new Float32Array((count + 1) * pictureSize);
  covered.set(pixels, count * pictureSize);
  for (let i = 0; i < count; i++) {
    covered.set(pixels, i * pictureSize);
    const [x, y] = [stride * (i % mapSide), stride * Math.floor(i / mapSide)];
    for (let row = y; row < y + patch; row++) {
      const from = i * pictureSize + 3 * (row * side + x);
      covered.fill(0.5, from, from + 3 * patch);
    }
  }
  const logits = classifier.logits({ count: count + 1, pixels: covered });
  const whole = logits[count]!;
  return Float64Array.from({ length: count }, (_, i) => whole - logits[i]!);
}

/** The middle of the patch that matters most, in scene coordinates. */
export function hottest(map: Float64Array): readonly [number, number] {
  let best = 0;
  for (let i = 1; i < map.length; i++) if (map[i]! > map[best]!) best = i;
  const middle = (step: number) => (stride * step + patch / 2) / side;
  return [middle(best % mapSide), middle(Math.floor(best / mapSide))];
}
