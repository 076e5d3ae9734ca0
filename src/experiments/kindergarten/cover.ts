import type { Colour, Scene, Shape } from '../../lab/science/data/shapes.ts';

const grey: Colour = [0.45, 0.47, 0.52];
const red: Colour = [0.78, 0.12, 0.1];
const blue: Colour = [0.12, 0.37, 0.75];
const green: Colour = [0.16, 0.5, 0.3];

const block = (left: number, right: number, y: number, half: number): Shape => ({
  kind: 'box',
  from: [left, y],
  to: [right, y],
  half,
  colour: grey,
});

const cross = (x: number, y: number): Shape[] => [
  { kind: 'capsule', from: [x - 0.04, y - 0.04], to: [x + 0.04, y + 0.04], half: 0.012, colour: red },
  { kind: 'capsule', from: [x - 0.04, y + 0.04], to: [x + 0.04, y - 0.04], half: 0.012, colour: red },
];

/** A way through the points, and a car at its end. */
const way = (points: readonly (readonly [number, number])[], colour: Colour): Shape[] => [
  ...points.slice(1).map((to, i): Shape => ({ kind: 'capsule', from: points[i]!, to, half: 0.008, colour })),
  ...points.slice(-1).map((centre): Shape => ({ kind: 'disc', centre, radius: 0.03, colour })),
];

/** A yard with blocks, a loop around them, and crosses: it says more of the experiment than a curve. */
export const cover: Scene = {
  background: [0.95, 0.95, 0.92],
  shapes: [
    block(0.3, 0.48, 0.36, 0.07),
    block(0.62, 0.68, 0.42, 0.14),
    block(0.32, 0.6, 0.68, 0.035),
    ...way(
      [
        [0.2, 0.55],
        [0.18, 0.35],
        [0.26, 0.2],
        [0.5, 0.16],
        [0.74, 0.2],
        [0.84, 0.36],
        [0.82, 0.66],
        [0.7, 0.82],
        [0.4, 0.84],
        [0.24, 0.76],
      ],
      blue,
    ),
    ...way(
      [
        [0.78, 0.84],
        [0.93, 0.93],
      ],
      green,
    ),
    ...cross(0.93, 0.93),
    ...cross(0.08, 0.1),
    ...cross(0.48, 0.5),
  ],
};
