import { drawMoreFaces, type FacePictures } from '../../lab/science/data/face-pictures.ts';
import {
  edgeMapSide,
  edgePatch,
  edgeSide,
  fields,
  partField,
  partMapSide,
  partStride,
  pictureSize,
  side,
  windowSide,
} from '../../lab/science/nn/part-layer-sizes.ts';
import {
  centreRows,
  centreWindow,
  copyWindow,
  edgeMaps,
  fieldMaxima,
  partMaps,
  type PartLayers,
} from '../../lab/science/nn/part-layers.ts';
import { createSphericalMeans } from '../../lab/science/nn/spherical-means.ts';
import { whiteningOf } from '../../lab/science/nn/whitening.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import type { FaceLayersParams } from './params.ts';
import { halved } from './pictures.ts';
import { wholePictureSize } from './words-and-sizes.ts';

/** Steps of each layer's k-means, and how many rows a step sees. */
const edgeSteps = 24;
const partSteps = 40;
const wholeSteps = 12;
const edgeBatch = 800;
const partBatch = 500;
/** Patches that whitening is measured on, and that batches are drawn from. */
const poolSize = 5000;
/** Pictures that are drawn, or looked at, between two frames. */
const drawnTogether = 30;
const seenTogether = 25;
/** Patches with less contrast than this show nothing but noise. */
const leastContrast = 0.35;
/** Ridge of the whitening, as a share of the mean eigenvalue. */
const ridge = 0.1;
/** What is added to a window's contrast, as a share of the mean contrast. */
const floorShare = 0.3;

/** Where the learning is: the layers that there are, and what their units look like. */
export interface Learning {
  layers: Partial<PartLayers>;
  steps: number;
  readonly training: FacePictures;
  edgePictures: Float32Array;
  partPictures: Float32Array;
  wholePictures: Float32Array;
}

export function beginLearning({ faces }: FaceLayersParams): Learning {
  const none = new Float32Array(0);
  return {
    layers: {},
    steps: 0,
    training: { faces: [], pixels: new Float32Array(faces * pictureSize) },
    edgePictures: none,
    partPictures: none,
    wholePictures: none,
  };
}

/** Draws the pictures, then learns layer after layer; yields the share that is done wherever there is something new. */
export function* learn(learning: Learning, params: FaceLayersParams): Generator<number, void> {
  const { faces, edges, parts, whole, seed } = params;
  const { training } = learning;
  const random = createRandom(seed, 'faces');
  while (training.faces.length < faces) {
    drawMoreFaces(training, drawnTogether, side, random);
    yield (0.25 * training.faces.length) / faces;
  }
  const sampling = createRandom(seed, 'patches');
  for (const step of learnEdges(learning, edges, faces, sampling)) {
    yield 0.25 + (0.15 * step) / edgeSteps;
  }
  const maps = new Float32Array(faces * edgeMapSide * edgeMapSide * edges);
  for (let i = 0; i < faces; i += seenTogether) {
    const some = training.pixels.subarray(i * pictureSize, Math.min(faces, i + seenTogether) * pictureSize);
    maps.set(edgeMaps(some, learning.layers.edgeFilters!), i * edgeMapSide * edgeMapSide * edges);
    yield 0.4 + (0.1 * i) / faces;
  }
  for (const step of learnParts(learning, { maps, edges, parts, faces }, sampling)) {
    yield 0.5 + (0.25 * step) / partSteps;
  }
  const rows = new Float32Array(faces * fields * parts);
  const mapSize = edgeMapSide * edgeMapSide * edges;
  for (let i = 0; i < faces; i += seenTogether) {
    const some = maps.subarray(i * mapSize, Math.min(faces, i + seenTogether) * mapSize);
    const { edgeMean, contrastFloor, partCentres } = learning.layers as PartLayers;
    rows.set(fieldMaxima(partMaps(some, { edgeMean, contrastFloor, partCentres }, 2), parts, 2), i * fields * parts);
    yield 0.75 + (0.2 * i) / faces;
  }
  for (const step of learnWholes(learning, rows, whole, sampling)) {
    yield 0.95 + (0.05 * step) / wholeSteps;
  }
}

function* learnEdges(learning: Learning, edges: number, faces: number, random: Random): Generator<number, void> {
  const { pixels } = learning.training;
  const pool = drawPatches(pixels, faces, poolSize, random);
  const whitening = whiteningOf(pool, edgePatch, ridge);
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
    yield step;
  }
}

interface EdgeMaps {
  readonly maps: Float32Array;
  readonly edges: number;
  readonly parts: number;
  readonly faces: number;
}

function* learnParts(
  learning: Learning,
  { maps, edges, parts, faces }: EdgeMaps,
  random: Random,
): Generator<number, void> {
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
    yield step;
  }
}

function* learnWholes(learning: Learning, rows: Float32Array, whole: number, random: Random): Generator<number, void> {
  const count = learning.training.faces.length;
  const size = rows.length / count;
  const partMean = new Float32Array(size);
  rows.forEach((value, i) => (partMean[i % size]! += value / count));
  centreRows(rows, partMean);
  const shown = halved(learning.training.pixels, side);
  const means = createSphericalMeans(whole, size, wholePictureSize, random);
  for (let step = 1; step <= wholeSteps; step++) {
    means.step(rows, shown);
    learning.steps++;
    learning.layers = { ...learning.layers, wholes: whole, partMean, wholeCentres: means.centres };
    learning.wholePictures = means.pictures();
    yield step;
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
  const found = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at += edgePatch) {
    for (let a = 0; a < edgePatch; a++) {
      let sum = 0;
      for (let b = 0; b < edgePatch; b++) sum += whitening[a * edgePatch + b]! * rows[at + b]!;
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
