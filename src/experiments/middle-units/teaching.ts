import { greyPicture } from '../../lab/science/data/face-pictures.ts';
import { drawScrambledFace, drawShapes } from '../../lab/science/data/not-faces.ts';
import { pictureSize, side } from '../../lab/science/nn/part-layer-sizes.ts';
import {
  createPictureClassifier,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import { steps } from './teaching-steps.ts';
import { fallingRate } from '../../lab/science/training.ts';

export const net: PictureNet = { kind: 'wide', side, classes: 1 };
const batchSize = 32;
/** The learning rate falls along a line from the first to the second. */
const rate = fallingRate(6e-3, 6e-4, steps);

/** Pictures without a face, [count, 40, 40]: scrambled faces and shapes in turn. Yields after every few. */
export function* drawNotFaces(pixels: Float32Array, random: Random): Generator<number, void> {
  const count = pixels.length / pictureSize;
  for (let i = 0; i < count; i++) {
    const scene = i % 2 === 0 ? drawScrambledFace(random) : drawShapes(random);
    pixels.set(greyPicture(scene, side, random), i * pictureSize);
    if (i % 30 === 29) yield (i + 1) / count;
  }
}

export interface Lesson {
  readonly faces: Float32Array;
  readonly notFaces: Float32Array;
}

/** One net that is taught to tell faces from what is none. */
export interface Pupil {
  readonly classifier: PictureClassifier;
  readonly losses: readonly number[];
  /** One step, counted from 1. */
  learn(step: number): void;
}

export function createPupil(seed: number, { faces, notFaces }: Lesson): Pupil {
  const classifier = createPictureClassifier(net, { seed });
  const order = createRandom(seed, 'batches');
  const losses: number[] = [];
  const half = faces.length / pictureSize;
  const count = half + notFaces.length / pictureSize;
  return {
    classifier,
    losses,
    learn(step) {
      const pixels = new Float32Array(batchSize * pictureSize);
      const labels = new Uint8Array(batchSize);
      for (let i = 0; i < batchSize; i++) {
        const chosen = order.integer(count);
        const from = chosen < half ? faces : notFaces;
        const at = (chosen < half ? chosen : chosen - half) * pictureSize;
        labels[i] = chosen < half ? 1 : 0;
        // Half of them as in a mirror: twice the pictures for nothing.
        copy(from.subarray(at, at + pictureSize), pixels.subarray(i * pictureSize), order.integer(2) === 0);
      }
      losses.push(classifier.train({ count: batchSize, pixels, labels }, rate(step)));
    },
  };
}

function copy(from: Float32Array, to: Float32Array, mirrored: boolean): void {
  to.set(from);
  if (mirrored) for (let at = 0; at < pictureSize; at += side) to.subarray(at, at + side).reverse();
}

/** Share of pictures that a net tells right: the first of them faces. */
export function accuracyOf(classifier: PictureClassifier, faces: Float32Array, notFaces: Float32Array): number {
  const right = (pixels: Float32Array, face: boolean) =>
    classifier.logits({ count: pixels.length / pictureSize, pixels }).filter((z) => z > 0 === face).length;
  return (right(faces, true) + right(notFaces, false)) / ((faces.length + notFaces.length) / pictureSize);
}
