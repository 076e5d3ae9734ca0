import { beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { partNames } from '../../lab/science/data/face-part-names.ts';
import { facePartMap, faceParts } from '../../lab/science/data/face-parts.ts';
import { drawFace } from '../../lab/science/data/faces.ts';
import { purities } from '../../lab/science/nn/part-purity.ts';
import { createRandom } from '../../lab/science/random.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { placeLayers, unitBeside } from './layer-map.ts';
import { params as definition, type FaceLayersParams } from './params.ts';

const defaults: FaceLayersParams = defaultsOf(definition.schema);
const quick = { ...defaults, faces: 100, parts: 16, edges: 8, whole: 6 };
/** As many parts as a reader sees first: with fewer, none of them need be an eye's. */
const whole = { ...defaults, faces: 100, whole: 6 };

beforeAll(async () => void (await chooseBackend()));

test('asked, the weights of a run answer as the run did; without eyes fewer parts for eyes are lit; nothing is left behind', async () => {
  const { result, weights } = await runToEnd(experiment, whole);
  const again = experiment.ask!(whole, weights!);
  expect(result.readouts).toMatchObject(again.readouts);
  expect(again.series.partPlace).toEqual(result.series.partPlace);
  // Weights travel in single precision.
  again.series.partLevel!.forEach((level, k) => expect(level).toBeCloseTo(result.series.partLevel[k]!, 5));
  // Not every single part for eyes answers less: one that is not lit may answer more. Of those that are lit, fewer remain.
  expect(experiment.ask!({ ...whole, eyes: 'none' }, weights!).readouts.litEyes).toBeLessThan(result.readouts.litEyes!);
  expect(memoryInUse().tensors).toBe(0);

  const { exhibit, table, charts } = figure(result, whole);
  expect([exhibit.edges.length, exhibit.parts.length, exhibit.wholes.length]).toEqual([16, 40, 6]);
  expect(exhibit.parts.filter(({ named }) => named)).toHaveLength(result.readouts.namedParts!);
  expect(new Set(exhibit.parts.filter(({ named }) => named).map(({ name }) => name)).size).toBe(
    result.readouts.namedKinds,
  );
  // Parts with one name stand together, the purest first.
  const places = exhibit.parts.map(({ name }) => partNames.findIndex((one) => one === name));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(table.rows).toHaveLength(40);
  // Lines lead from a face to the parts that it has more of, whatever the order in which parts are shown.
  const { madeOf } = result.series;
  exhibit.wholes.forEach(({ madeOf: shown }, j) => {
    const own = madeOf.subarray(j * 40, (j + 1) * 40);
    const strongest = own.indexOf(Math.max(...own));
    const order = [...own.keys()].sort(
      (a, b) =>
        result.series.partName[a]! - result.series.partName[b]! ||
        result.series.purity[b]! - result.series.purity[a]! ||
        a - b,
    );
    expect(order[shown[0]!]).toBe(strongest);
  });
  expect(charts).toHaveLength(1);
});

test('stopped in the middle, it leaves nothing behind, and says nothing of names', () => {
  const run = experiment.run(quick);
  for (let i = 0; i < 20; i++) run.next();
  const { value } = run.next();
  expect(value!.progress).toBeGreaterThan(0.2);
  const { readouts, series } = value!.snapshot(quick);
  expect([readouts.namedParts, readouts.litParts]).toEqual([null, null]);
  expect(series.edgePictures).toHaveLength(8 * 49);
  expect(series.partPictures).toHaveLength(0);
  run.return();
  expect(memoryInUse().tensors).toBe(0);
});

describe('the measure of a name', () => {
  const random = createRandom(7, 'faces');
  const faces = Array.from({ length: 30 }, () => drawFace(random));
  const side = 40;
  const eye = faceParts.indexOf('eye');
  const map = facePartMap(faces[0]!, side);
  const placeOf = (picture: number) => {
    const { at, eyeGap, size } = faces[picture]!;
    return Math.round(at[1] * side) * side + Math.round((at[0] + size * eyeGap) * side);
  };
  const strongest = (places: readonly number[]) => ({
    values: Float32Array.from(faces, (_, i) => 30 - i),
    places: Uint16Array.from(places),
    units: 1,
    across: side,
    stride: 1,
    first: 0,
  });

  test('a unit that always looks at an eye is an eye; one that does so in a third of its strongest is a third of one', () => {
    expect(map.includes(eye)).toBe(true);
    const always = faces.map((_, i) => placeOf(i));
    expect(purities(strongest(always), faces, side, 20)).toEqual([{ part: eye, purity: 1 }]);
    // A corner of the picture shows no part at all.
    const sometimes = always.map((place, i) => (i % 3 === 0 ? place : 3 * side + 3));
    const [found] = purities(strongest(sometimes), faces, side, 30);
    expect(found).toEqual({ part: eye, purity: 1 / 3 });
  });

  test('only the strongest count', () => {
    const places = faces.map((_, i) => (i < 10 ? placeOf(i) : 3 * side + 3));
    expect(purities(strongest(places), faces, side, 10)[0]!.purity).toBe(1);
    expect(purities(strongest(places), faces, side, 20)[0]!.purity).toBe(0.5);
  });
});

test('every unit has a cell of its own, large enough for a finger on a phone; arrow keys stay within their layer', () => {
  const { height, layers } = placeLayers({ edges: 16, parts: 40, wholes: 12 });
  const cells = Object.values(layers).flatMap((layer) => layer.cells);
  cells.forEach((a, i) => {
    expect(a.size).toBeGreaterThanOrEqual(28);
    expect(a.y + a.size).toBeLessThanOrEqual(height + 1e-9);
    for (const b of cells.slice(i + 1)) {
      const apart = Math.abs(a.x - b.x) > a.size - 1e-9 || Math.abs(a.y - b.y) > Math.min(a.size, b.size) - 1e-9;
      expect(apart).toBe(true);
    }
  });
  const { parts } = layers;
  expect(
    ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].map((key) => unitBeside(key, 9, parts)),
  ).toEqual([8, 10, 1, 17, 0, 39]);
  expect(unitBeside('ArrowUp', 3, parts)).toBe(3);
  expect(unitBeside('ArrowDown', 39, parts)).toBe(39);
  expect(unitBeside('a', 3, parts)).toBe(3);
});
