import { pictureSize } from '../../lab/science/nn/part-layer-sizes.ts';
import type { PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';

/** Nine pictures of the lesson, and what the net says of them. */
export interface LessonPictures {
  /** [9, 40, 40] */
  readonly pixels: Float32Array;
  /** [9]: of being a face */
  readonly probabilities: Float64Array;
}

/** Whether each of the nine is a face: three are, three are scrambled faces, three are shapes. */
export const lessonKinds = [
  'face',
  'scrambled',
  'shapes',
  'shapes',
  'face',
  'scrambled',
  'scrambled',
  'shapes',
  'face',
] as const;

export function lessonPictures(net: PictureClassifier, faces: Float32Array, notFaces: Float32Array): LessonPictures {
  const pixels = new Float32Array(lessonKinds.length * pictureSize);
  const next = { face: 0, scrambled: 0, shapes: 1 };
  lessonKinds.forEach((kind, i) => {
    const at = next[kind] * pictureSize;
    // Among pictures without a face, scrambled ones and shapes take turns.
    next[kind] += kind === 'face' ? 1 : 2;
    pixels.set((kind === 'face' ? faces : notFaces).subarray(at, at + pictureSize), i * pictureSize);
  });
  const logits = net.logits({ count: lessonKinds.length, pixels });
  return { pixels, probabilities: Float64Array.from(logits, (z) => 1 / (1 + Math.exp(-z))) };
}
