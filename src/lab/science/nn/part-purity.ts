import { faceParts, facePartMap, partAround } from '../data/face-parts.ts';
import type { Face } from '../data/faces.ts';
import { strongest } from './part-layers.ts';

/** Which window of every picture a unit answers most, and how much. */
export interface StrongestPerPicture {
  /** [pictures, units] */
  readonly values: Float32Array;
  /** [pictures, units]: the window's number, row by row. */
  readonly places: Uint16Array;
  readonly units: number;
  /** Windows in a row. */
  readonly across: number;
  /** Px of a window's middle: this many a window, from the first's on. */
  readonly stride: number;
  readonly first: number;
}

/** Room for what so many pictures find. */
export function strongestOf(
  pictures: number,
  grid: Pick<StrongestPerPicture, 'units' | 'across' | 'stride' | 'first'>,
): StrongestPerPicture {
  const values = new Float32Array(pictures * grid.units);
  return { ...grid, values, places: new Uint16Array(values.length) };
}

/** Keeps the strongest window of every unit for some pictures. @param maps [count, windows, units]; of the `from`-th picture on */
export function keepStrongest(into: StrongestPerPicture, maps: Float32Array, from: number): void {
  const { units, across } = into;
  const size = across * across * units;
  for (let i = 0; i < maps.length / size; i++) {
    const best = strongest(maps.subarray(i * size, (i + 1) * size), units);
    into.values.set(best.values, (from + i) * units);
    into.places.set(best.places, (from + i) * units);
  }
}

/** The pictures that a unit answers most, strongest first. */
export function strongestPictures({ values, units }: StrongestPerPicture, unit: number, count: number): number[] {
  const pictures = Array.from({ length: values.length / units }, (_, i) => i);
  return pictures.sort((a, b) => values[b * units + unit]! - values[a * units + unit]! || a - b).slice(0, count);
}

export interface Purity {
  /** The part that most of its strongest answers have in the middle, and in which share of them. */
  readonly part: number;
  readonly purity: number;
}

/**
 * Whether a unit has a name: of its strongest answers, each in another picture, the share that has the same part in the middle
 * 7 x 7 px of what it sees.
 */
export function purities(
  strongest: StrongestPerPicture,
  faces: readonly Face[],
  side: number,
  count: number,
): Purity[] {
  const maps = faces.map((face) => facePartMap(face, side));
  return puritiesOn(strongest, maps, side, count);
}

/** The same, from the faces' part maps: they are the slow part of it, and serve for several layers. */
export function puritiesOn(
  strongest: StrongestPerPicture,
  maps: readonly Uint8Array[],
  side: number,
  count: number,
): Purity[] {
  return Array.from({ length: strongest.units }, (_, unit) => {
    const votes = new Float64Array(faceParts.length);
    for (const picture of strongestPictures(strongest, unit, count)) {
      const [x, y] = middleOf(strongest, unit, picture);
      const part = partAround(maps[picture]!, side, x, y);
      if (part >= 0) votes[part]!++;
    }
    const most = Math.max(...votes);
    return { part: votes.indexOf(most), purity: most / Math.min(count, maps.length) };
  });
}

/** Px: the middle of the window of a picture that a unit answers most. */
export function middleOf(
  { places, units, across, stride, first }: StrongestPerPicture,
  unit: number,
  picture: number,
): [x: number, y: number] {
  const place = places[picture * units + unit]!;
  return [first + stride * (place % across), first + stride * Math.floor(place / across)];
}
