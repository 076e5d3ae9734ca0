import { beforeAll, describe, expect, test } from 'vitest';
import { chooseBackend, memoryInUse, startBackend } from '../../worker/backend.ts';
import { unregisterLabKernels } from '../kernels/registration.ts';
import { createRandom } from '../random.ts';
import {
  edgeMapSide,
  edgePatch,
  edgeSide,
  fields,
  partMapSide,
  pictureSize,
  side,
  windowSide,
} from './part-layer-sizes.ts';
import {
  answersTo,
  centreRows,
  centreWindow,
  copyWindow,
  edgeMaps,
  fieldMaxima,
  packLayers,
  partMaps,
  unpackLayers,
  type PartLayers,
} from './part-layers.ts';
import { createSphericalMeans, products } from './spherical-means.ts';
import { whiteningOf } from './whitening.ts';

beforeAll(async () => void (await chooseBackend()));

const sizes = { edges: 4, parts: 5, wholes: 3 };
const random = createRandom(1, 'layers');
const numbers = (length: number) => Float32Array.from({ length }, () => random.normal());
const windowSize = windowSide ** 2 * sizes.edges;
const layers: PartLayers = {
  ...sizes,
  edgeFilters: numbers(sizes.edges * edgePatch),
  edgeMean: numbers(sizes.edges).map((value) => 0.02 * value),
  contrastFloor: 3,
  partCentres: unit(numbers(sizes.parts * windowSize), windowSize),
  partMean: numbers(fields * sizes.parts).map(Math.abs),
  wholeCentres: unit(numbers(sizes.wholes * fields * sizes.parts), fields * sizes.parts),
  edgeBar: numbers(sizes.edges),
  partBar: numbers(sizes.parts),
  names: numbers(sizes.parts),
};
const pixels = Float32Array.from({ length: 2 * pictureSize }, () => random.uniform());

function unit(rows: Float32Array, size: number): Float32Array {
  for (let at = 0; at < rows.length; at += size) {
    const length = Math.hypot(...rows.subarray(at, at + size));
    for (let i = at; i < at + size; i++) rows[i]! /= length;
  }
  return rows;
}
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('the layers', () => {
  test('an edge answers with the largest of four products with the pixels, none below 0', () => {
    const maps = edgeMaps(pixels, layers.edgeFilters);
    for (const [picture, y, x, edge] of [
      [0, 0, 0, 0],
      [1, 16, 3, 2],
      [1, 8, 16, 3],
    ] as const) {
      let most = 0;
      for (const v of [2 * y, 2 * y + 1])
        for (const u of [2 * x, 2 * x + 1]) {
          const patch = Array.from(
            { length: edgePatch },
            (_, i) => pixels[picture * pictureSize + (v + Math.floor(i / edgeSide)) * side + u + (i % edgeSide)]!,
          );
          most = Math.max(most, dot(patch, layers.edgeFilters.subarray(edge * edgePatch, (edge + 1) * edgePatch)));
        }
      expect(maps[((picture * edgeMapSide + y) * edgeMapSide + x) * sizes.edges + edge]).toBeCloseTo(most, 4);
    }
  });

  test('a part answers with the cosine between its centre and the centred window, window by window', () => {
    const maps = edgeMaps(pixels, layers.edgeFilters);
    const found = partMaps(maps, layers);
    const coarse = partMaps(maps, layers, 2);
    const mapSize = edgeMapSide ** 2 * sizes.edges;
    for (const [picture, y, x] of [
      [0, 0, 0],
      [1, 10, 4],
      [0, 11, 11],
    ] as const) {
      const window = new Float32Array(windowSize);
      const map = maps.subarray(picture * mapSize, (picture + 1) * mapSize);
      centreWindow(window, 0, copyWindow(map, sizes.edges, x, y, window), layers);
      expect(dot(window, window)).toBeCloseTo(1, 5);
      for (let k = 0; k < sizes.parts; k++) {
        const cosine = dot(window, layers.partCentres.subarray(k * windowSize, (k + 1) * windowSize));
        expect(found[((picture * partMapSide + y) * partMapSide + x) * sizes.parts + k]).toBeCloseTo(cosine, 4);
        if (y % 2 === 0 && x % 2 === 0) {
          const at = ((picture * 6 + y / 2) * 6 + x / 2) * sizes.parts + k;
          expect(coarse[at]).toBeCloseTo(cosine, 4);
        }
      }
    }
    expect(fieldMaxima(found, sizes.parts)).toEqual(fieldMaxima(coarse, sizes.parts, 2));
  });

  test('what answers to one picture is the strongest of its maps', () => {
    const one = pixels.subarray(0, pictureSize);
    const { edges, parts, places, wholes } = answersTo(one, layers);
    const map = partMaps(edgeMaps(one, layers.edgeFilters), layers);
    for (let k = 0; k < sizes.parts; k++) {
      expect(parts[k]).toBe(Math.max(...map.filter((_, i) => i % sizes.parts === k)));
      expect(map[places[k]! * sizes.parts + k]).toBe(parts[k]);
    }
    expect(edges).toHaveLength(sizes.edges);
    const rows = fieldMaxima(map, sizes.parts);
    centreRows(rows, layers.partMean);
    expect(wholes[2]).toBeCloseTo(dot(rows, layers.wholeCentres.subarray(2 * rows.length)), 5);
    expect(answersTo(one, {}).parts).toHaveLength(0);
    expect(memoryInUse().tensors).toBe(0);
  });

  test('every backend gives the same answers', async () => {
    const wanted = answersTo(pixels.subarray(0, pictureSize), layers);
    try {
      for (const kernels of [true, false]) {
        expect(await startBackend('cpu')).toBe(true);
        if (!kernels) unregisterLabKernels();
        const found = answersTo(pixels.subarray(0, pictureSize), layers);
        for (const layer of ['edges', 'parts', 'wholes'] as const) {
          found[layer].forEach((value, k) => expect(value).toBeCloseTo(wanted[layer][k]!, 4));
        }
        expect(found.places).toEqual(wanted.places);
      }
    } finally {
      await startBackend('wasm');
    }
  });

  test('packed and unpacked they are the same', () => {
    expect(unpackLayers(packLayers(layers), sizes)).toEqual({
      ...layers,
      contrastFloor: Math.fround(layers.contrastFloor),
    });
    expect(() => unpackLayers(packLayers(layers), { ...sizes, wholes: 4 })).toThrow(/weights/);
  });
});

test('whitened rows have no correlations, but for the ridge', () => {
  const size = 6;
  const mix = numbers(size * size);
  const rows = new Float32Array(3000 * size);
  for (let at = 0; at < rows.length; at += size) {
    const source = numbers(size);
    for (let a = 0; a < size; a++) rows[at + a] = dot(source, mix.subarray(a * size, (a + 1) * size));
  }
  const whitening = whiteningOf(rows, size, 1e-6);
  const outer = new Float64Array(size * size);
  for (let at = 0; at < rows.length; at += size) {
    const row = Array.from({ length: size }, (_, a) =>
      dot(rows.subarray(at, at + size), whitening.slice(a * size, (a + 1) * size)),
    );
    for (let i = 0; i < outer.length; i++) outer[i]! += (row[Math.floor(i / size)]! * row[i % size]!) / 3000;
  }
  outer.forEach((value, i) => expect(value).toBeCloseTo(i % (size + 1) === 0 ? 1 : 0, 2));
});

describe('spherical k-means', () => {
  const size = 8;
  const directions = unit(numbers(3 * size), size);
  const batch = (n: number, at: ReturnType<typeof createRandom>) => {
    const rows = new Float32Array(n * size);
    const shown = new Float32Array(n);
    for (let i = 0; i < n; i++) {
      const of = at.integer(3);
      shown[i] = of;
      for (let j = 0; j < size; j++) rows[i * size + j] = directions[of * size + j]! + 0.05 * at.normal();
    }
    return { rows: unit(rows, size), shown };
  };

  test('finds the directions that rows are drawn around, and shows what stood with them', () => {
    const at = createRandom(4, 'rows');
    const means = createSphericalMeans(3, size, 1, createRandom(2, 'means'));
    let fit = 0;
    for (let step = 0; step < 60; step++) {
      const { rows, shown } = batch(60, at);
      fit = means.step(rows, shown);
    }
    expect(fit).toBeGreaterThan(0.98);
    const cosines = products(means.centres, directions, size);
    const nearest = [0, 1, 2].map((k) => cosines.subarray(3 * k, 3 * k + 3).findIndex((value) => value > 0.98));
    expect([...nearest].sort((a, b) => a - b)).toEqual([0, 1, 2]);
    means.pictures().forEach((picture, k) => expect(picture).toBeCloseTo(nearest[k]!, 5));
  });

  test('its centres have length 1, and one seed gives one result', () => {
    const run = () => {
      const at = createRandom(4, 'rows');
      const means = createSphericalMeans(5, size, 1, createRandom(2, 'means'));
      for (let step = 0; step < 5; step++) {
        const { rows, shown } = batch(40, at);
        means.step(rows, shown);
      }
      return means.centres;
    };
    const centres = run();
    expect(run()).toEqual(centres);
    for (let k = 0; k < 5; k++) {
      const row = centres.subarray(k * size, (k + 1) * size);
      expect(dot(row, row)).toBeCloseTo(1, 5);
    }
  });
});
