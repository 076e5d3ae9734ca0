import { describe, expect, test } from 'vitest';
import { runToEnd, visibleFrames } from '../../lab/contract/run-to-end.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { createRandom } from '../../lab/science/random.ts';
import { cellBeside } from './board-keys.ts';
import { checkpoints } from './checkpoints.ts';
import { drawStart, look, move, rayCount } from './driving.ts';
import { halfTimeGround } from './examination.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { beginLearning, homeYard } from './learning.ts';
import { params as definition, type KindergartenParams } from './params.ts';
import {
  cellName,
  cellsOf,
  cellsText,
  clearance,
  columns,
  drawYard,
  rows,
  sight,
  yardHeight,
  yardOfCells,
} from './yard.ts';

const defaults: KindergartenParams = defaultsOf(definition.schema);
const short = { ...defaults, steps: 300, seed: 1 };

test('the cars learn not to crash; asked, the weights drive as at the end of the run, and in the reader’s yard', async () => {
  const { result, weights } = await runToEnd(experiment, short);
  const { readouts, series } = result;
  expect(readouts.samples).toBe(300 * 12);
  expect(series.crashesBySamples[0]).toBeGreaterThan(3 * series.crashesBySamples.at(-1)!);
  expect(readouts.crashesPer1000).toBe(series.crashesBySamples.at(-1));
  const again = experiment.ask!(short, weights!);
  expect(again.readouts.shownSurvived).toBe(readouts.shownSurvived);
  expect(again.series).toEqual({ paths: series.paths, crashPlaces: series.crashPlaces });

  const own = experiment.ask!({ ...short, place: 'own' }, weights!);
  expect(own.series.paths).not.toEqual(series.paths);
  // What stands in no car's way changes nothing; a yard without a free place has no cars.
  const full = cellsText(Array.from({ length: rows * columns }, (_, cell) => cell));
  const none = experiment.ask!({ ...short, place: 'own', yard: full }, weights!);
  expect(none.readouts.shownSurvived).toBeNull();
  expect(none.series.paths!.every(Number.isNaN)).toBe(true);

  const { exhibit, charts, table } = figure(result, short);
  expect(exhibit.cars).toHaveLength(12);
  expect(exhibit.crosses).toHaveLength(12 - readouts.shownSurvived!);
  expect(exhibit.yard).toEqual(homeYard(short.seed));
  expect(table.rows.map(([samples]) => samples)).toEqual(checkpoints(300).map((step) => 12 * step));
  expect(charts).toHaveLength(1);
});

test('while they learn, the learners and their crashes are seen; a reader’s yard is answered by the net as it is', () => {
  const run = visibleFrames(experiment, short);
  for (let i = 0; i < 20; i++) run.next();
  const value = run.next().value!;
  const home = value.snapshot(short);
  expect(home.readouts.shownSurvived).toBeNull();
  expect(home.series.crashPlaces.length).toBe(2 * home.readouts.ownCrashes);
  expect(home.readouts.ownCrashes).toBeGreaterThan(0);
  expect(value.snapshot({ ...short, place: 'own' }).readouts.shownSurvived).not.toBeNull();
  run.return();
});

test('samples before a crash are the riskier the nearer to it they are, those of a car that lives on are not', () => {
  const learning = beginLearning({ cars: 1, steps: 200, exploration: 1, seed: 4 });
  while (learning.crashes === 0) learning.step(0);
  const { risks } = learning.batch;
  const crash = learning.samples - 1;
  expect(risks[crash]).toBe(1);
  expect(risks[crash - 1]).toBeCloseTo(0.9, 6);
  expect(risks[crash - 3]).toBeCloseTo(0.729, 6);
});

describe('a yard', () => {
  const random = createRandom(5, 'test');
  const yard = drawYard(createRandom(2, 'yard'));

  test('has its things apart from each other and within the walls', () => {
    expect(yard.blocks.length).toBeGreaterThan(2);
    for (const [left, top, right, bottom] of yard.blocks) {
      expect(Math.min(left, top, 1 - right, yardHeight - bottom)).toBeGreaterThan(0.07);
      const others = { blocks: yard.blocks.filter((block) => block[0] !== left), posts: yard.posts };
      for (const x of [left, right])
        for (const y of [top, bottom]) expect(clearance(others, x, y)).toBeGreaterThan(0.05);
    }
  });

  test('is seen as far as a walk along the ray goes', () => {
    for (let i = 0; i < 200; i++) {
      const { x, y, c, s } = drawStart(yard, random)!;
      let far = 0;
      // A step as long as the way to the nearest thing never goes through one.
      for (let step = 0; step < 300 && far < 0.35; step++)
        far += Math.max(0, clearance(yard, x + far * c, y + far * s));
      expect(sight(yard, x, y, c, s, 0.35)).toBeCloseTo(Math.min(far, 0.35), 4);
    }
    expect(sight({ blocks: [], posts: [] }, 0.5, 0.5, 1, 0, 2)).toBe(0.5);
    expect(sight({ blocks: [[0.7, 0.4, 0.8, 0.6]], posts: [] }, 0.5, 0.5, 1, 0, 2)).toBeCloseTo(0.2, 12);
  });

  test('cells are said in a short text, whatever a link brings', () => {
    expect(cellsText(cellsOf('j7 A1,b2;zz9 b2 k3 a8'))).toBe('a1b2j7');
    expect([0, 9, 60, 69].map(cellName)).toEqual(['a1', 'j1', 'a7', 'j7']);
    expect(cellsText(cellsOf(defaults.yard))).toBe(defaults.yard);
    const all = Array.from({ length: rows * columns }, (_, cell) => cell);
    expect([...cellsOf(cellsText(all))]).toEqual(all);
    expect(cellsText(all).length).toBeLessThanOrEqual(definition.schema.yard.maxLength);
    expect(yardOfCells(cellsOf('b2c2b3')).blocks).toHaveLength(2);
    expect(clearance(yardOfCells(cellsOf('b2')), 0.15, 0.15)).toBeCloseTo(-0.05, 12);
  });

  test('arrow keys stay within it', () => {
    expect(
      ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'a'].map((key) => cellBeside(key, 12)),
    ).toEqual([11, 13, 2, 22, 10, 19, 12]);
    expect(['ArrowLeft', 'ArrowUp'].map((key) => cellBeside(key, 0))).toEqual([0, 0]);
    expect(['ArrowRight', 'ArrowDown'].map((key) => cellBeside(key, 69))).toEqual([69, 69]);
  });
});

test('a car turns by 0.08 rad a notch, keeps its pace, and sees 189 degrees around its nose', () => {
  const empty = { blocks: [], posts: [] };
  const car = { x: 0.5, y: 0.35, c: 1, s: 0 };
  for (let i = 0; i < 10; i++) move(empty, car, 4);
  expect(Math.atan2(car.s, car.c)).toBeCloseTo(1.6, 2);
  for (let i = 0; i < 10; i++) move(empty, car, 1);
  expect(Math.atan2(car.s, car.c)).toBeCloseTo(0.8, 2);
  expect(car.c ** 2 + car.s ** 2).toBeCloseTo(1, 12);
  const seen = new Float32Array(rayCount);
  look(empty, { x: 0.1, y: 0.35, c: -1, s: 0 }, seen, 0);
  // The wall ahead, at a tenth; along the outermost rays nothing is near: they look a little backwards.
  expect(seen[4]).toBeCloseTo(1 - 0.1 / 0.35, 6);
  expect([seen[0], seen[8]]).toEqual([0, 0]);
  expect(seen[3]).toBeCloseTo(1 - 0.1 / Math.cos((23.625 * Math.PI) / 180) / 0.35, 3);
});

test('half of the time on one cell is little ground, on all cells alike half of the ground', () => {
  const empty = { blocks: [], posts: [] };
  const still = Float32Array.from({ length: 800 }, () => 0.31);
  expect(halfTimeGround([still], empty)).toBeCloseTo(1 / 280, 9);
  const everywhere: number[] = Array.from({ length: 200 }, () => 0.5);
  for (let row = 0; row < 14; row++)
    for (let column = 0; column < 20; column++) everywhere.push((column + 0.5) / 20, (row + 0.5) / 20);
  expect(halfTimeGround([Float32Array.from(everywhere)], empty)).toBeCloseTo(0.5, 9);
  expect(halfTimeGround([Float32Array.from({ length: 100 }, () => 0.5)], empty)).toBeNull();
});
