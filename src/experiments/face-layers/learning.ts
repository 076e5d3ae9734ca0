import { edgeMapSide, fields, pictureSize, side } from '../../lab/science/nn/part-layer-sizes.ts';
import { centreRows, fieldMaxima, partMaps, type PartLayers } from '../../lab/science/nn/part-layers.ts';
import {
  drawTrainingFaces,
  learnEdges,
  learnParts,
  seeEdges,
  seenTogether,
  type PartLearning,
} from '../../lab/science/nn/part-learning.ts';
import { createSphericalMeans } from '../../lab/science/nn/spherical-means.ts';
import { createRandom, type Random } from '../../lab/science/random.ts';
import type { FaceLayersParams } from './params.ts';
import { halved } from './pictures.ts';
import { wholePictureSize } from './words-and-sizes.ts';

/** Steps of the last layer's k-means. */
const wholeSteps = 12;

/** Where the learning is: the layers that there are, and what their units look like. */
export interface Learning extends PartLearning {
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
  for (const share of drawTrainingFaces(learning, createRandom(seed, 'faces'))) yield 0.25 * share;
  const sampling = createRandom(seed, 'patches');
  for (const share of learnEdges(learning, edges, sampling)) yield 0.25 + 0.15 * share;
  const mapSize = edgeMapSide * edgeMapSide * edges;
  const maps = new Float32Array(faces * mapSize);
  for (const share of seeEdges(learning, maps)) yield 0.4 + 0.1 * share;
  for (const share of learnParts(learning, maps, parts, sampling)) yield 0.5 + 0.25 * share;
  const rows = new Float32Array(faces * fields * parts);
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
