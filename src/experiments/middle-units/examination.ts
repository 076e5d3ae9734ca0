import { facePartMap, partAround } from '../../lab/science/data/face-parts.ts';
import { drawMoreFaces, type FacePictures } from '../../lab/science/data/face-pictures.ts';
import { partField, partMapSide, partStride, pictureSize, side } from '../../lab/science/nn/part-layer-sizes.ts';
import { edgeMaps, partMaps, type PartLayers } from '../../lab/science/nn/part-layers.ts';
import {
  keepStrongest,
  middleOf,
  puritiesOn,
  strongestOf,
  strongestPictures,
  type StrongestPerPicture,
} from '../../lab/science/nn/part-purity.ts';
import { unitField, type PictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { drawBallot } from './ballot.ts';
import {
  examined,
  patchSide,
  shownPatches,
  strongestCount,
  tones,
  type Found,
  type ShownCandidate,
  type UnitFound,
} from './found.ts';
import { unitCounts } from './networks.ts';
import { accuracyOf, drawNotFaces, net } from './teaching.ts';

const together = 25;
/** The layer in the middle of three. */
const middle = 2;

interface Examined {
  readonly supervised: PictureClassifier;
  readonly untrained: PictureClassifier;
  readonly parts: PartLayers;
}

/** Shows new pictures to all three: what each unit answers most, and whether that has a name. Yields the share that is done. */
export function* examine({ supervised, untrained, parts }: Examined, seed: number): Generator<number, Found> {
  const faces: FacePictures = { faces: [], pixels: new Float32Array(examined * pictureSize) };
  const random = createRandom(seed, 'new faces');
  const { units, across, px, stride, from } = unitField(net, middle);
  const ofNet = { units, across, stride, first: from + (px - 1) / 2 };
  const ofParts = { units: unitCounts['k-means'], across: partMapSide, stride: partStride, first: partField / 2 };
  const best = [ofNet, ofParts, ofNet].map((grid) => strongestOf(examined, grid));
  const maps: Uint8Array[] = [];
  const [taught, clustered, raw] = best as [StrongestPerPicture, StrongestPerPicture, StrongestPerPicture];
  for (let i = 0; i < examined; i += together) {
    drawMoreFaces(faces, together, side, random);
    const pixels = faces.pixels.subarray(i * pictureSize, (i + together) * pictureSize);
    keepStrongest(taught, supervised.maps({ count: together, pixels }, middle), i);
    keepStrongest(clustered, partMaps(edgeMaps(pixels, parts.edgeFilters), parts), i);
    keepStrongest(raw, untrained.maps({ count: together, pixels }, middle), i);
    for (const face of faces.faces.slice(i)) maps.push(facePartMap(face, side));
    yield (0.6 * (i + together)) / examined;
  }
  const notFaces = new Float32Array(examined * pictureSize);
  for (const share of drawNotFaces(notFaces, createRandom(seed, 'new pictures without a face')))
    yield 0.6 + 0.3 * share;
  const found = best.map((one) => unitsFound(one, maps));
  const answering = found.map((all) => [...all.keys()].filter((unit) => !all[unit]!.silent));
  return {
    accuracy: [accuracyOf(supervised, faces.pixels, notFaces), accuracyOf(untrained, faces.pixels, notFaces)],
    units: found,
    ballot: drawBallot(answering, createRandom(seed, 'ballot')).map(({ network, unit }): ShownCandidate => ({
      network,
      unit,
      ...patchesOf(best[network]!, unit, faces.pixels, maps),
    })),
  };
}

function unitsFound(best: StrongestPerPicture, maps: readonly Uint8Array[]): UnitFound[] {
  return puritiesOn(best, maps, side, strongestCount).map(({ part, purity }, unit) => {
    const silent = !best.values.some((value, i) => i % best.units === unit && value > 0);
    // Who never answers has no strongest answers.
    return silent ? { part: 0, purity: 0, silent } : { part, purity, silent };
  });
}

/** The patches that a unit answers most, each from another face; beyond the picture's edge its last pixel goes on. */
function patchesOf(best: StrongestPerPicture, unit: number, pixels: Float32Array, maps: readonly Uint8Array[]) {
  const greys = new Uint8Array(shownPatches * patchSide * patchSide);
  const within = (at: number) => Math.min(side - 1, Math.max(0, at));
  const middles = strongestPictures(best, unit, shownPatches).map((picture, patch) => {
    const [x, y] = middleOf(best, unit, picture);
    for (let i = 0; i < patchSide * patchSide; i++) {
      const column = within(x - patchSide / 2 + (i % patchSide));
      const row = within(y - patchSide / 2 + Math.floor(i / patchSide));
      const value = pixels[picture * pictureSize + row * side + column]!;
      greys[patch * patchSide * patchSide + i] = Math.round((tones - 1) * value);
    }
    return partAround(maps[picture]!, side, x, y);
  });
  return { middles, greys };
}
