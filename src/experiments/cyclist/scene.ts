import { greyOf, rasterise } from '../../lab/science/data/rasterise.ts';
import type { Colour, Scene, Shape } from '../../lab/science/data/shapes.ts';

/**
 * What a frame can show. `junction` is the frame of the turn: the cyclist at the crossing, both hands on the bar, the
 * same picture whichever way the turn will go.
 */
export type Pose = 'riding' | 'left' | 'right' | 'junction';
export const poses: readonly Pose[] = ['riding', 'left', 'right', 'junction'];

/** Side of the network's view in pixels. */
export const viewSide = 9;

const sky: Colour = [0.95, 0.94, 0.9];
const road: Colour = [0.8, 0.79, 0.75];
const skin: Colour = [0.55, 0.36, 0.25];
const shirt: Colour = [0.16, 0.34, 0.62];
const sleeve: Colour = [0.06, 0.12, 0.26];
const glove: Colour = [0.14, 0.1, 0.1];
const trousers: Colour = [0.2, 0.2, 0.24];
const rubber: Colour = [0.1, 0.1, 0.12];
const paint: Colour = [0.98, 0.98, 0.96];

/** A cyclist from behind: what the reader sees large and the network 9 pixels wide. */
export function cyclistScene(pose: Pose): Scene {
  const ground: readonly Shape[] = [
    { kind: 'box', from: [0.5, 0.86], to: [0.5, 1.02], half: 0.3, colour: road },
    ...(pose === 'junction'
      ? [
          { kind: 'box', from: [0, 0.84], to: [1, 0.84], half: 0.1, colour: rubber, alpha: 0.55 } as const,
          { kind: 'box', from: [0.06, 0.84], to: [0.24, 0.84], half: 0.015, colour: paint } as const,
          { kind: 'box', from: [0.76, 0.84], to: [0.94, 0.84], half: 0.015, colour: paint } as const,
        ]
      : []),
  ];
  const bicycle: readonly Shape[] = [
    { kind: 'capsule', from: [0.5, 0.66], to: [0.5, 0.94], half: 0.035, colour: rubber },
    { kind: 'capsule', from: [0.36, 0.5], to: [0.64, 0.5], half: 0.018, colour: rubber },
  ];
  const legs: readonly Shape[] = [
    { kind: 'capsule', from: [0.45, 0.6], to: [0.42, 0.8], half: 0.045, colour: trousers },
    { kind: 'capsule', from: [0.55, 0.6], to: [0.58, 0.74], half: 0.045, colour: trousers },
  ];
  const body: readonly Shape[] = [
    { kind: 'box', from: [0.5, 0.32], to: [0.5, 0.64], half: 0.1, corner: 0.06, colour: shirt },
    { kind: 'disc', centre: [0.5, 0.2], radius: 0.085, colour: skin },
    { kind: 'capsule', from: [0.45, 0.155], to: [0.55, 0.155], half: 0.05, colour: shirt },
  ];
  return { background: sky, shapes: [...ground, ...bicycle, ...legs, ...arm(-1, pose), ...arm(1, pose), ...body] };
}

/** @param side -1: the left arm */
function arm(side: -1 | 1, pose: Pose): Shape[] {
  const at = (away: number) => 0.5 + side * away;
  const raised = pose === (side < 0 ? 'left' : 'right');
  if (raised) {
    return [
      { kind: 'capsule', from: [at(0.08), 0.39], to: [at(0.39), 0.39], half: 0.052, colour: sleeve },
      { kind: 'disc', centre: [at(0.43), 0.39], radius: 0.055, colour: glove },
    ];
  }
  return [
    { kind: 'capsule', from: [at(0.08), 0.39], to: [at(0.14), 0.49], half: 0.04, colour: sleeve },
    { kind: 'disc', centre: [at(0.14), 0.505], radius: 0.034, colour: glove },
  ];
}

/**
 * What the network sees before noise: how dark each pixel is, 0 to 1, [viewSide, viewSide]. Darkness, so that an empty
 * pixel says nothing.
 */
export function darkness(pose: Pose): Float32Array {
  return greyOf(rasterise(cyclistScene(pose), viewSide)).map((grey) => 1 - grey);
}
