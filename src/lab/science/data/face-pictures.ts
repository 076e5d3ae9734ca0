import type { Random } from '../random.ts';
import { drawFace, faceScene, type Face } from './faces.ts';
import { addNoise } from './pictures.ts';
import { greyOf, rasterise } from './rasterise.ts';
import type { Scene } from './shapes.ts';

/** Standard deviation of a picture's noise. */
const noise = 0.02;

/** A scene in grey as the layers see it, with noise: [side, side]. */
export function greyPicture(scene: Scene, side: number, random: Random): Float32Array {
  const grey = greyOf(rasterise(scene, side));
  addNoise(grey, random, noise);
  return grey;
}

/** Faces and their pictures, drawn some at a time. */
export interface FacePictures {
  readonly faces: Face[];
  /** [count, side, side]; what is not drawn yet is black. */
  readonly pixels: Float32Array;
}

/** As many more faces as asked for, none beyond the count that `pixels` has room for. */
export function drawMoreFaces(pictures: FacePictures, more: number, side: number, random: Random): void {
  const { faces, pixels } = pictures;
  const end = Math.min(faces.length + more, pixels.length / (side * side));
  for (let i = faces.length; i < end; i++) {
    const face = drawFace(random);
    faces.push(face);
    pixels.set(greyPicture(faceScene(face), side, random), i * side * side);
  }
}
