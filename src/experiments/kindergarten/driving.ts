import { createRiskNet, type RiskNet, type RiskNetSizes } from '../../lab/science/nn/risk-net.ts';
import type { Random } from '../../lab/science/random.ts';
import { clearance, sight, yardHeight, type Yard } from './yard.ts';

/** Yard widths. */
export const speed = 0.01;
const carRadius = 0.01;
const range = 0.35;
export const rayCount = 9;
const steerings = 5;

export const sizes: RiskNetSizes = { inputs: rayCount, hidden: 24, actions: steerings };

/** The rotation by twice the angle whose tangent is t: no sine is asked for, so every engine has the same digits. */
const rotation = (t: number) => [(1 - t * t) / (1 + t * t), (2 * t) / (1 + t * t)] as const;
/** Turns of -0.16, -0.08, 0, 0.08 and 0.16 rad a step. */
const turns = [-0.08017, -0.04002, 0, 0.04002, 0.08017].map(rotation);
/** Nine rays over 189 degrees, from the left to the right: multiples of 23.625 degrees. */
const rays = [-1.0842, -0.7123, -0.4371, -0.2091, 0, 0.2091, 0.4371, 0.7123, 1.0842].map(rotation);

/** A car's place and heading. */
export interface Car {
  x: number;
  y: number;
  c: number;
  s: number;
}

/** A free place with some room around it, facing anywhere; null where there is none. */
export function drawStart(yard: Yard, random: Random): Car | null {
  for (let tries = 0; tries < 500; tries++) {
    const [x, y] = [random.uniform(), yardHeight * random.uniform()];
    if (clearance(yard, x, y) < 0.045) continue;
    for (;;) {
      const [dx, dy] = [2 * random.uniform() - 1, 2 * random.uniform() - 1];
      const square = dx * dx + dy * dy;
      if (square < 0.01 || square > 1) continue;
      const long = Math.sqrt(square);
      return { x, y, c: dx / long, s: dy / long };
    }
  }
  return null;
}

/** What a car sees: how near the nearest thing is along each ray, 0 (out of sight) to 1. */
export function look(yard: Yard, { x, y, c, s }: Car, seen: Float32Array, at: number): void {
  for (let i = 0; i < rayCount; i++) {
    const [rc, rs] = rays[i]!;
    seen[at + i] = 1 - sight(yard, x, y, c * rc - s * rs, s * rc + c * rs, range) / range;
  }
}

/** Turns and goes one step. @returns whether it crashed */
export function move(yard: Yard, car: Car, steering: number): boolean {
  const [rc, rs] = turns[steering]!;
  const [c, s] = [car.c * rc - car.s * rs, car.s * rc + car.c * rs];
  // Thousands of turns would let the length of the heading drift.
  const long = Math.sqrt(c * c + s * s);
  car.c = c / long;
  car.s = s / long;
  car.x += speed * car.c;
  car.y += speed * car.s;
  return clearance(yard, car.x, car.y) < carRadius;
}

/** The steering that the net holds for the least risky. */
export function choose(net: RiskNet, seen: Float32Array, at: number): number {
  const logits = net.logits(seen, at);
  let best = 0;
  for (let k = 1; k < logits.length; k++) if (logits[k]! < logits[best]!) best = k;
  return best;
}

export interface Drive {
  /** x and y of each step, the start first. */
  readonly path: Float32Array;
  readonly crashed: boolean;
}

/** One drive with the net at the wheel, until it crashes or the steps are up. */
export function drive(net: RiskNet, yard: Yard, start: Car, steps: number): Drive {
  const car = { ...start };
  const seen = new Float32Array(rayCount);
  const path = new Float32Array(2 * (steps + 1));
  path.set([car.x, car.y]);
  for (let step = 1; step <= steps; step++) {
    look(yard, car, seen, 0);
    const crashed = move(yard, car, choose(net, seen, 0));
    path.set([car.x, car.y], 2 * step);
    if (crashed) return { path: path.slice(0, 2 * (step + 1)), crashed };
  }
  return { path, crashed: false };
}

export const driver = (weights: Float32Array): RiskNet => createRiskNet(sizes, weights);
