import { drawMoreFaces, type FacePictures } from '../../lab/science/data/face-pictures.ts';
import {
  edgeMapSide,
  partField,
  partMapSide,
  partStride,
  pictureSize,
  side,
} from '../../lab/science/nn/part-layer-sizes.ts';
import { edgeMaps, fieldMaxima, partMaps, centreRows, type PartLayers } from '../../lab/science/nn/part-layers.ts';
import {
  keepStrongest,
  purities,
  strongestOf,
  strongestPictures,
  type Purity,
  type StrongestPerPicture,
} from '../../lab/science/nn/part-purity.ts';
import { products } from '../../lab/science/nn/spherical-means.ts';
import { createRandom } from '../../lab/science/random.ts';
import type { Learning } from './learning.ts';
import { halved } from './pictures.ts';

/** New faces, which nothing was learned from; of each unit the strongest answers that are looked at. */
const examined = 300;
export const strongestCount = 60;
const together = 25;

/** From this share of its strongest answers on a part has a name. */
export const namedFrom = 0.8;

/** Px of the first window's middle. */
const firstMiddle = partField / 2;

/** Shows new faces to layers that are learned: what each unit answers most, whether that has a name, and what it looks like. */
export function* examine(learning: Learning, seed: number): Generator<number, readonly Purity[]> {
  const layers = learning.layers as PartLayers;
  const { edges, parts, wholes, partMean } = layers;
  const test: FacePictures = { faces: [], pixels: new Float32Array(examined * pictureSize) };
  const random = createRandom(seed, 'new faces');
  const grid = { across: partMapSide, stride: partStride, first: firstMiddle };
  const edgeBest = strongestOf(examined, { ...grid, units: edges, across: edgeMapSide });
  const [partBest, wholeBest] = [parts, wholes].map((units) => strongestOf(examined, { ...grid, units })) as [
    StrongestPerPicture,
    StrongestPerPicture,
  ];
  for (let i = 0; i < examined; i += together) {
    drawMoreFaces(test, together, side, random);
    const maps = edgeMaps(test.pixels.subarray(i * pictureSize, (i + together) * pictureSize), layers.edgeFilters);
    const partMap = partMaps(maps, layers);
    const rows = fieldMaxima(partMap, parts);
    centreRows(rows, partMean);
    wholeBest.values.set(products(rows, layers.wholeCentres, partMean.length), i * wholes);
    keepStrongest(edgeBest, maps, i);
    keepStrongest(partBest, partMap, i);
    yield (i + together) / examined;
  }
  const found = purities(partBest, test.faces, side, strongestCount);
  const names = Float32Array.from(found, ({ part, purity }) => (purity >= namedFrom ? part : -1));
  learning.layers = { ...layers, names, edgeBar: medianOf(edgeBest), partBar: medianOf(partBest) };
  learning.partPictures = meanWindows(test, partBest);
  learning.wholePictures = meanPictures(test, wholeBest);
  return found;
}

/** The median over pictures of each unit's strongest answer. */
function medianOf({ values, units }: StrongestPerPicture): Float32Array {
  return Float32Array.from({ length: units }, (_, unit) => {
    const own = values.filter((_, i) => i % units === unit).sort();
    return own[Math.floor(own.length / 2)]!;
  });
}

/** [parts, 18, 18]: the mean of what a part answers most. */
function meanWindows({ pixels }: FacePictures, best: StrongestPerPicture): Float32Array {
  const patch = partField * partField;
  const found = new Float32Array(best.units * patch);
  for (let unit = 0; unit < best.units; unit++) {
    for (const i of strongestPictures(best, unit, strongestCount)) {
      const place = best.places[i * best.units + unit]!;
      const [x, y] = [best.stride * (place % best.across), best.stride * Math.floor(place / best.across)];
      for (let p = 0; p < patch; p++) {
        const at = i * pictureSize + (y + Math.floor(p / partField)) * side + x + (p % partField);
        found[unit * patch + p]! += pixels[at]! / strongestCount;
      }
    }
  }
  return found;
}

/** [wholes, 20, 20]: the mean of the pictures that a whole answers most. */
function meanPictures({ pixels }: FacePictures, best: StrongestPerPicture): Float32Array {
  const few = strongestCount / 2;
  const sums = new Float32Array(best.units * pictureSize);
  for (let unit = 0; unit < best.units; unit++) {
    for (const i of strongestPictures(best, unit, few)) {
      for (let p = 0; p < pictureSize; p++) sums[unit * pictureSize + p]! += pixels[i * pictureSize + p]! / few;
    }
  }
  return halved(sums, side);
}
