import type { RiskNet } from '../../lab/science/nn/risk-net.ts';
import { createRandom } from '../../lab/science/random.ts';
import { drawStart, drive } from './driving.ts';
import type { Learning } from './learning.ts';
import type { Yard } from './yard.ts';

/** So many cars are drawn, each by so many points. */
export const shownCars = 12;
export const shownSteps = 400;
const every = 3;
export const shownPoints = Math.ceil(shownSteps / every) + 1;

interface Shown {
  /** How many cars lasted; null if that is not known. */
  readonly survived: number | null;
  readonly paths: Float64Array;
  readonly crashPlaces: Float64Array;
}

/** The net at the wheel of every drawn car. */
export function shownDrives(net: RiskNet, yard: Yard, seed: number): Shown {
  const paths = new Float64Array(2 * shownCars * shownPoints).fill(NaN);
  const crashPlaces: number[] = [];
  let [driven, survived] = [0, 0];
  for (let i = 0; i < shownCars; i++) {
    // Each start has a stream of its own: a block that is put somewhere moves no other car.
    const start = drawStart(yard, createRandom(seed, `shown car ${i}`));
    if (!start) continue;
    driven++;
    const { path, crashed } = drive(net, yard, start, shownSteps);
    write(paths, i, path, every);
    if (crashed) crashPlaces.push(...path.subarray(-2));
    else survived++;
  }
  return { survived: driven > 0 ? survived : null, paths, crashPlaces: Float64Array.from(crashPlaces) };
}

/** The cars that learn, with their last steps, and the newest crashes. */
export function shownLearners({ learners, crashPlaces }: Learning): Shown {
  const paths = new Float64Array(2 * shownCars * shownPoints).fill(NaN);
  learners.slice(0, shownCars).forEach(({ trail }, i) => write(paths, i, trail, 1));
  return { survived: null, paths, crashPlaces: Float64Array.from(crashPlaces) };
}

/** Every so many steps, and the last one. */
function write(paths: Float64Array, car: number, path: ArrayLike<number>, every: number): void {
  const first = 2 * car * shownPoints;
  const last = path.length / 2 - 1;
  let at = first;
  for (let step = 0; step <= last; step = step < last ? Math.min(last, step + every) : last + 1) {
    paths[at++] = path[2 * step]!;
    paths[at++] = path[2 * step + 1]!;
  }
}
