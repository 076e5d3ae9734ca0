import type { PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { mapSide, patch, stride } from './map-side.ts';
import { side } from './picture-size.ts';

/**
 * How far the logit falls when a grey patch covers a part of the picture (Zeiler & Fergus 2014): [mapSide, mapSide], row by
 * row from the top.
 * @param pixels [side, side, 3]
 */
export function occlusionMap(classifier: PictureClassifier, pixels: Float32Array): Float64Array {
  const count = mapSide * mapSide;
  const places = Array.from(
    { length: count },
    (_, i) => [stride * (i % mapSide), stride * Math.floor(i / mapSide)] as const,
  );
  const logits = classifier.patchedLogits(pixels, { width: patch, height: patch, value: 0.5, places });
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
