import type { RiskNet } from '../../lab/science/nn/risk-net.ts';
import { createRandom } from '../../lab/science/random.ts';
import { drawStart, drive } from './driving.ts';
import { clearance, drawYard, yardHeight, type Yard } from './yard.ts';

/** How long a car must last, and how many are tried in each kind of yard. */
export const examSteps = 400;
export const examCars = 40;
const newYards = 8;

export interface Examination {
  readonly crashesPer1000: number;
  /** Share of the cars that lasted `examSteps` steps from their start. */
  readonly survived: number;
  readonly paths: readonly Float32Array[];
}

export interface Place {
  readonly yard: Yard;
  readonly random: string;
  readonly cars: number;
}

/** The yard that the cars learn in, with starts of its own; and new yards, a few cars in each. */
export const homePlace = (yard: Yard): Place[] => [{ yard, random: 'exam', cars: examCars }];
export const newPlaces = (seed: number): Place[] =>
  Array.from({ length: newYards }, (_, i) => ({
    yard: drawYard(createRandom(seed, `new yard ${i}`)),
    random: `new exam ${i}`,
    cars: examCars / newYards,
  }));

/** Yields after every car. A car that crashes begins anew until its steps are up; only its first drive counts as survived or not. */
export function* examine(net: RiskNet, places: readonly Place[], seed: number): Generator<void, Examination> {
  let [crashes, survived, steps] = [0, 0, 0];
  const paths: Float32Array[] = [];
  for (const { yard, random: stream, cars } of places) {
    const random = createRandom(seed, stream);
    for (let i = 0; i < cars; i++) {
      // A stream of its own for what comes after a crash: every net is put at the same places first.
      const again = createRandom(seed, `${stream} ${i}`);
      let left = examSteps;
      for (let start = drawStart(yard, random); start && left > 0; start = drawStart(yard, again)) {
        const { path, crashed } = drive(net, yard, start, left);
        const gone = path.length / 2 - 1;
        if (left === examSteps) paths.push(path);
        if (left === examSteps && !crashed) survived++;
        left -= gone;
        steps += gone;
        if (crashed) crashes++;
      }
      yield;
    }
  }
  return { crashesPer1000: (1000 * crashes) / steps, survived: survived / paths.length, paths };
}

/** Cells that ground is counted in, a twentieth of the yard's width. */
const fine = 20;
/** Until then a car is on its way from where it was put. */
const underWay = 100;

/**
 * The smallest share of the free ground on which the cars spend half of their time: 0.5 if they were everywhere alike, little
 * if they keep to one lane.
 */
export function halfTimeGround(paths: readonly Float32Array[], yard: Yard): number | null {
  const times = new Map<number, number>();
  let total = 0;
  for (const path of paths) {
    for (let step = underWay; 2 * step < path.length; step++) {
      const cell = Math.floor(path[2 * step + 1]! * fine) * fine + Math.floor(path[2 * step]! * fine);
      times.set(cell, (times.get(cell) ?? 0) + 1);
      total++;
    }
  }
  if (total === 0) return null;
  let free = 0;
  for (let row = 0; row < Math.round(fine * yardHeight); row++) {
    for (let column = 0; column < fine; column++) {
      if (clearance(yard, (column + 0.5) / fine, (row + 0.5) / fine) > 0.01) free++;
    }
  }
  let [sum, cells] = [0, 0];
  for (const time of [...times.values()].sort((a, b) => b - a)) {
    if (2 * sum >= total) break;
    sum += time;
    cells++;
  }
  return cells / free;
}
