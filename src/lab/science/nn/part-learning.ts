import { drawMoreFaces, type FacePictures } from '../data/face-pictures.ts';
import type { Random } from '../random.ts';
import {
  edgeMapSide,
  edgePatch,
  edgeSide,
  partField,
  partMapSide,
  partStride,
  pictureSize,
  side,
  windowSide,
} from './part-layer-sizes.ts';
import { centreWindow, copyWindow, edgeMaps, type PartLayers } from './part-layers.ts';
import { createSphericalMeans } from './spherical-means.ts';
import { whiteningOf } from './whitening.ts';

/** Steps of each layer's k-means, and how many rows a step sees. */
const edgeSteps = 24;
const partSteps = 40;
const edgeBatch = 800;
const partBatch = 500;
/** Patches that whitening is measured on, and that batches are drawn from. */
const poolSize = 5000;
/** Pictures that are drawn, or looked at, between two frames. */
const drawnTogether = 30;
export const seenTogether = 25;
/** Patches with less contrast than this show nothing but noise. */
const leastContrast = 0.35;
/** Ridge of the whitening, as a share of the mean eigenvalue. */
const ridge = 0.1;
/** What is added to a window's contrast, as a share of the mean contrast. */
const floorShare = 0.3;

/** Where the learning of edges and parts is: the layers that there are, and what their units look like. */
export interface PartLearning {
  layers: Partial<PartLayers>;
  steps: number;
  readonly training: FacePictures;
  edgePictures: Float32Array;
  partPictures: Float32Array;
}

/** Draws the faces; yields the share that is drawn. */
export function* drawTrainingFaces({ training }: PartLearning, random: Random): Generator<number, void> {
  const count = training.pixels.length / pictureSize;
  while (training.faces.length < count) {
    drawMoreFaces(training, drawnTogether, side, random);
    yield training.faces.length / count;
  }
}

/** From small patches to edges; yields the share that is learned. */
export function* learnEdges(learning: PartLearning, edges: number, random: Random): Generator<number, void> {
  const { faces, pixels } = learning.training;
  const pool = drawPatches(pixels, faces.length, poolSize, random);
  yield 0;
  const whitening = whiteningOf(pool, edgePatch, ridge);
  yield 0;
  const white = whitened(pool, whitening);
  yield 0;
  const means = createSphericalMeans(edges, edgePatch, edgePatch, random);
  for (let step = 1; step <= edgeSteps; step++) {
    const rows = new Float32Array(edgeBatch * edgePatch);
    const shown = new Float32Array(edgeBatch * edgePatch);
    for (let i = 0; i < rows.length; i += edgePatch) {
      const from = edgePatch * random.integer(poolSize);
      for (let j = 0; j < edgePatch; j++) [rows[i + j], shown[i + j]] = [white[from + j]!, pool[from + j]!];
    }
    means.step(rows, shown);
    learning.steps++;
    // A filter for pixels does what the centre does for whitened ones.
    const edgeFilters = times(means.centres, whitening);
    learning.layers = { edges, edgeFilters };
    learning.edgePictures = stretched(means.pictures());
    yield step / edgeSteps;
  }
}

/** What the edges answer to every face, into `maps`; yields the share that is looked at. */
export function* seeEdges({ training, layers }: PartLearning, maps: Float32Array): Generator<number, void> {
  const faces = training.faces.length;
  const mapSize = maps.length / faces;
  for (let i = 0; i < faces; i += seenTogether) {
    const some = training.pixels.subarray(i * pictureSize, Math.min(faces, i + seenTogether) * pictureSize);
    maps.set(edgeMaps(some, layers.edgeFilters!), i * mapSize);
    yield i / faces;
  }
}

/** From windows of edges to parts; yields the share that is learned. @param maps of `seeEdges` */
export function* learnParts(
  learning: PartLearning,
  maps: Float32Array,
  parts: number,
  random: Random,
): Generator<number, void> {
  const faces = learning.training.faces.length;
  const edges = learning.layers.edgeFilters!.length / edgePatch;
  const size = windowSide * windowSide * edges;
  const mapSize = edgeMapSide * edgeMapSide * edges;
  const { pixels } = learning.training;
  const patch = partField * partField;
  const draw = () => {
    const rows = new Float32Array(partBatch * size);
    const shown = new Float32Array(partBatch * patch);
    const contrasts = new Float64Array(partBatch);
    for (let i = 0; i < partBatch; i++) {
      const face = random.integer(faces);
      const [x, y] = [random.integer(partMapSide), random.integer(partMapSide)];
      const map = maps.subarray(face * mapSize, (face + 1) * mapSize);
      contrasts[i] = copyWindow(map, edges, x, y, rows, i * size);
      const picture = pixels.subarray(face * pictureSize, (face + 1) * pictureSize);
      copySquare(picture, x * partStride, y * partStride, partField, shown, i * patch);
    }
    return { rows, shown, contrasts };
  };
  const first = draw();
  const contrastFloor = floorShare * (first.contrasts.reduce((sum, value) => sum + value, 0) / partBatch);
  const edgeMean = new Float32Array(edges);
  first.rows.forEach((value, i) => {
    const contrast = first.contrasts[Math.floor(i / size)]! + contrastFloor;
    edgeMean[i % edges]! += value / contrast / (partBatch * windowSide * windowSide);
  });
  const means = createSphericalMeans(parts, size, patch, random);
  for (let step = 1; step <= partSteps; step++) {
    const { rows, shown, contrasts } = step === 1 ? first : draw();
    for (let i = 0; i < partBatch; i++) centreWindow(rows, i * size, contrasts[i]!, { edgeMean, contrastFloor });
    means.step(rows, shown);
    learning.steps++;
    learning.layers = { ...learning.layers, parts, edgeMean, contrastFloor, partCentres: means.centres };
    learning.partPictures = means.pictures();
    yield step / partSteps;
  }
}

/** Patches of 7 x 7 px with some contrast, each with mean 0 and about length 1: [count, 49]. */
function drawPatches(pixels: Float32Array, faces: number, count: number, random: Random): Float32Array {
  const patches = new Float32Array(count * edgePatch);
  for (let i = 0; i < count;) {
    const face = random.integer(faces);
    const picture = pixels.subarray(face * pictureSize, (face + 1) * pictureSize);
    const at = i * edgePatch;
    copySquare(
      picture,
      random.integer(side - edgeSide + 1),
      random.integer(side - edgeSide + 1),
      edgeSide,
      patches,
      at,
    );
    let mean = 0;
    for (let j = at; j < at + edgePatch; j++) mean += patches[j]! / edgePatch;
    let square = 0;
    for (let j = at; j < at + edgePatch; j++) {
      patches[j]! -= mean;
      square += patches[j]! * patches[j]!;
    }
    const contrast = Math.sqrt(square);
    if (contrast < leastContrast) continue;
    for (let j = at; j < at + edgePatch; j++) patches[j]! /= contrast;
    i++;
  }
  return patches;
}

function copySquare(picture: Float32Array, x: number, y: number, size: number, to: Float32Array, at: number): void {
  for (let row = 0; row < size; row++) {
    const from = (y + row) * side + x;
    for (let i = 0; i < size; i++) to[at + row * size + i] = picture[from + i]!;
  }
}

/** [n, 49] times the symmetric whitening. */
function times(rows: Float32Array, whitening: Float64Array): Float32Array {
  // Another module's constant is asked for anew each time where Vite runs the modules as they are: ten times the time.
  const size = edgePatch;
  const found = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at += size) {
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let b = 0; b < size; b++) sum += whitening[a * size + b]! * rows[at + b]!;
      found[at + a] = sum;
    }
  }
  return found;
}

/** The same, with rows of length 1. */
function whitened(rows: Float32Array, whitening: Float64Array): Float32Array {
  const found = times(rows, whitening);
  for (let at = 0; at < found.length; at += edgePatch) {
    let square = 0;
    for (let i = at; i < at + edgePatch; i++) square += found[i]! * found[i]!;
    const length = Math.sqrt(square);
    for (let i = at; i < at + edgePatch; i++) found[i]! /= length;
  }
  return found;
}

/** Patches around 0 as pictures: 0 is middle grey, the strongest pixel of each black or white. */
function stretched(patches: Float32Array): Float32Array {
  const found = new Float32Array(patches.length);
  for (let at = 0; at < patches.length; at += edgePatch) {
    let most = 1e-9;
    for (let i = at; i < at + edgePatch; i++) most = Math.max(most, Math.abs(patches[i]!));
    for (let i = at; i < at + edgePatch; i++) found[i] = 0.5 + patches[i]! / (2 * most);
  }
  return found;
}
