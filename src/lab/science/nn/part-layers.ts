import * as tf from '@tensorflow/tfjs-core';
import { convLayer, maxPool2 } from '../kernels/conv.ts';
import {
  side,
  edgeSide,
  edgeMapSide,
  windowSide,
  partMapSide,
  fieldsAcross,
  fields,
  pictureSize,
  edgePatch,
} from './part-layer-sizes.ts';
import { products, transposed } from './spherical-means.ts';
import { valuesOf } from './values-of.ts';

export interface PartLayers {
  readonly edges: number;
  readonly parts: number;
  readonly wholes: number;
  /** [edges, 49]; each sums to zero. */
  readonly edgeFilters: Float32Array;
  /** [edges]: how much of each edge a window of contrast 1 has on average, per place; and what is added to every contrast. */
  readonly edgeMean: Float32Array;
  readonly contrastFloor: number;
  /** [parts, 36 edges], each of length 1. */
  readonly partCentres: Float32Array;
  /** [9 parts]: the mean of what wholes are made from. */
  readonly partMean: Float32Array;
  /** [wholes, 9 parts], each of length 1. */
  readonly wholeCentres: Float32Array;
  /** [edges], [parts]: what half of new faces do not get from a unit. */
  readonly edgeBar: Float32Array;
  readonly partBar: Float32Array;
  /** [parts]: the number of the part of a face that each has the name of, -1 without a name. */
  readonly names: Float32Array;
}

/** [count, 17, 17, edges] for pictures [count, 40, 40]. */
export function edgeMaps(pixels: Float32Array, filters: Float32Array): Float32Array {
  const [count, edges] = [pixels.length / pictureSize, filters.length / edgePatch];
  return valuesOf(() =>
    maxPool2(
      convLayer(tf.tensor4d(pixels, [count, side, side, 1]), {
        filter: tf.tensor4d(transposed(filters, edgePatch), [edgeSide, edgeSide, 1, edges]),
        bias: tf.zeros<tf.Rank.R1>([edges]),
        stride: 1,
        pad: 0,
        relu: true,
      }),
    ),
  );
}

/** One window's edges behind one another, [36 edges], from one picture's map; x and y count places. @returns their length */
export function copyWindow(map: Float32Array, edges: number, x: number, y: number, to: Float32Array, at = 0): number {
  const row = windowSide * edges;
  let square = 0;
  for (let j = 0; j < windowSide; j++) {
    const from = ((y + j) * edgeMapSide + x) * edges;
    for (let i = 0; i < row; i++) {
      const value = map[from + i]!;
      to[at + j * row + i] = value;
      square += value * value;
    }
  }
  return Math.sqrt(square);
}

/** What windows have in common is taken off, and what is left is made of length 1, in place. [36 edges] from `at` on. */
export function centreWindow(
  row: Float32Array,
  at: number,
  contrast: number,
  { edgeMean, contrastFloor }: Pick<PartLayers, 'edgeMean' | 'contrastFloor'>,
): void {
  const edges = edgeMean.length;
  const size = windowSide * windowSide * edges;
  let square = 0;
  for (let i = 0; i < size; i++) {
    const value = row[at + i]! / (contrast + contrastFloor) - edgeMean[i % edges]!;
    row[at + i] = value;
    square += value * value;
  }
  const length = Math.sqrt(square);
  for (let i = 0; i < size; i++) row[at + i]! /= length;
}

/**
 * What every part answers in every window: [count, 12, 12, parts], from maps [count, 17, 17, edges].
 * @param stride 2: only in every second window both ways, [count, 6, 6, parts]
 */
export function partMaps(
  maps: Float32Array,
  layers: Pick<PartLayers, 'edgeMean' | 'contrastFloor' | 'partCentres'>,
  stride: 1 | 2 = 1,
): Float32Array {
  const { edgeMean, contrastFloor, partCentres } = layers;
  const edges = edgeMean.length;
  const size = windowSide * windowSide * edges;
  const parts = partCentres.length / size;
  const count = maps.length / (edgeMapSide * edgeMapSide * edges);
  // The cosine of every centred window without making one: one more filter measures what windows have in common.
  const common = Float32Array.from({ length: size }, (_, i) => edgeMean[i % edges]!);
  const filters = new Float32Array((parts + 1) * size);
  filters.set(partCentres);
  filters.set(common, parts * size);
  const layer = { stride, pad: 0, relu: false } as const;
  const shape: [number, number, number, number] = [count, edgeMapSide, edgeMapSide, edges];
  const raw = valuesOf(() => {
    const filter = tf.tensor4d(transposed(filters, size), [windowSide, windowSide, edges, parts + 1]);
    return convLayer(tf.tensor4d(maps, shape), { ...layer, filter, bias: tf.zeros<tf.Rank.R1>([parts + 1]) });
  });
  const squares = valuesOf(() => {
    const energy = tf.sum<tf.Tensor4D>(tf.square(tf.tensor4d(maps, shape)), 3, true);
    const ones = tf.ones<tf.Rank.R4>([windowSide, windowSide, 1, 1]);
    return convLayer(energy, { ...layer, filter: ones, bias: tf.zeros<tf.Rank.R1>([1]) });
  });
  const along = products(partCentres, common, size);
  const commonSquare = common.reduce((sum, value) => sum + value * value, 0);
  const found = new Float32Array(squares.length * parts);
  for (let i = 0; i < squares.length; i++) {
    const square = Math.max(0, squares[i]!);
    const scale = 1 / (Math.sqrt(square) + contrastFloor);
    const shared = raw[i * (parts + 1) + parts]!;
    const length = Math.sqrt(Math.max(1e-9, square * scale * scale - 2 * shared * scale + commonSquare));
    for (let k = 0; k < parts; k++) {
      found[i * parts + k] = (raw[i * (parts + 1) + k]! * scale - along[k]!) / length;
    }
  }
  return found;
}

/**
 * The strongest answer of every part in each of 3 x 3 fields, none below 0: [count, 9 parts].
 * @param partMap of every window, of which every second one counts, or of these alone
 */
export function fieldMaxima(partMap: Float32Array, parts: number, stride: 1 | 2 = 1): Float32Array {
  const mapSide = partMapSide / stride;
  const count = partMap.length / (mapSide * mapSide * parts);
  const across = mapSide / fieldsAcross;
  const found = new Float32Array(count * fields * parts);
  for (let i = 0; i < count; i++) {
    for (let y = 0; y < mapSide; y += 2 / stride) {
      for (let x = 0; x < mapSide; x += 2 / stride) {
        const from = ((i * mapSide + y) * mapSide + x) * parts;
        const to = (i * fields + Math.floor(y / across) * fieldsAcross + Math.floor(x / across)) * parts;
        for (let k = 0; k < parts; k++) found[to + k] = Math.max(found[to + k]!, partMap[from + k]!);
      }
    }
  }
  return found;
}

/** What wholes have in common is taken off, and each row is made of length 1, in place. */
export function centreRows(rows: Float32Array, mean: Float32Array): void {
  const size = mean.length;
  for (let at = 0; at < rows.length; at += size) {
    let square = 0;
    for (let i = 0; i < size; i++) {
      const value = rows[at + i]! - mean[i]!;
      rows[at + i] = value;
      square += value * value;
    }
    const length = Math.sqrt(square) || 1;
    for (let i = 0; i < size; i++) rows[at + i]! /= length;
  }
}

/** What every unit of the three layers answers to one picture, strongest over the places. */
export interface Answers {
  readonly edges: Float32Array;
  readonly parts: Float32Array;
  /** [parts]: in which window a part answers most, row by row. */
  readonly places: Uint16Array;
  readonly wholes: Float32Array;
}

/** Layers that are not trained yet answer nothing: their lists are empty. */
export function answersTo(pixels: Float32Array, layers: Partial<PartLayers>): Answers {
  const [none, nowhere] = [new Float32Array(0), new Uint16Array(0)];
  const { edgeFilters, edgeMean, contrastFloor, partCentres, partMean, wholeCentres } = layers;
  if (!edgeFilters) return { edges: none, parts: none, places: nowhere, wholes: none };
  const map = edgeMaps(pixels, edgeFilters);
  const edges = strongest(map, edgeFilters.length / edgePatch);
  if (!edgeMean || contrastFloor === undefined || !partCentres) {
    return { edges: edges.values, parts: none, places: nowhere, wholes: none };
  }
  const parts = partCentres.length / (windowSide * windowSide * edgeMean.length);
  const partMap = partMaps(map, { edgeMean, contrastFloor, partCentres });
  const best = strongest(partMap, parts);
  const answers = { edges: edges.values, parts: best.values, places: best.places };
  if (!partMean || !wholeCentres) return { ...answers, wholes: none };
  const rows = fieldMaxima(partMap, parts);
  centreRows(rows, partMean);
  return { ...answers, wholes: products(rows, wholeCentres, partMean.length) };
}

/** The largest value of every channel of one map and where it is. [places, channels] */
export function strongest(map: Float32Array, channels: number) {
  const values = new Float32Array(channels).fill(-Infinity);
  const places = new Uint16Array(channels);
  for (let i = 0; i < map.length; i++) {
    const k = i % channels;
    if (map[i]! > values[k]!) [values[k], places[k]] = [map[i]!, Math.floor(i / channels)];
  }
  return { values, places };
}

/** All numbers behind one another, for `unpackLayers`. */
export function packLayers(layers: PartLayers): Float32Array {
  const { edgeFilters, edgeMean, contrastFloor, partCentres, partMean, wholeCentres, edgeBar, partBar, names } = layers;
  const pieces = [edgeFilters, edgeMean, [contrastFloor], partCentres, partMean, wholeCentres, edgeBar, partBar, names];
  return Float32Array.from(pieces.flatMap((piece) => [...piece]));
}

/** @throws if there are not as many numbers as layers of these sizes have */
export function unpackLayers(packed: Float32Array, sizes: Pick<PartLayers, 'edges' | 'parts' | 'wholes'>): PartLayers {
  const { edges, parts, wholes } = sizes;
  let at = 0;
  const take = (length: number) => packed.slice(at, (at += length));
  const layers: PartLayers = {
    edges,
    parts,
    wholes,
    edgeFilters: take(edges * edgePatch),
    edgeMean: take(edges),
    contrastFloor: take(1)[0]!,
    partCentres: take(parts * windowSide * windowSide * edges),
    partMean: take(fields * parts),
    wholeCentres: take(wholes * fields * parts),
    edgeBar: take(edges),
    partBar: take(parts),
    names: take(parts),
  };
  if (at !== packed.length) throw new Error(`${packed.length} weights for part layers of ${at}.`);
  return layers;
}
