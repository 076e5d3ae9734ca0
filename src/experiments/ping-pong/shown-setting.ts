import { pictureOf } from '../../lab/science/data/pictures.ts';
import type { Colour, Point } from '../../lab/science/data/shapes.ts';
import { createRandom } from '../../lab/science/random.ts';
import type { PingPongParams } from './params.ts';
import { sceneOf, type Player, type Setting } from './scene.ts';
import { side } from './picture-size.ts';

const ballColours: Readonly<Record<PingPongParams['ballColour'], Colour>> = {
  orange: [1, 0.5, 0.05],
  white: [0.97, 0.97, 0.95],
  green: [0.3, 0.75, 0.25],
  blue: [0.15, 0.4, 0.85],
};

const players: readonly Player[] = [
  {
    x: 0.15,
    facing: 1,
    height: 0.54,
    skin: [0.85, 0.65, 0.52],
    shirt: [0.72, 0.18, 0.2],
    trousers: [0.2, 0.22, 0.3],
    hair: [0.12, 0.09, 0.08],
    racket: [0.12, 0.12, 0.14],
  },
  {
    x: 0.86,
    facing: -1,
    height: 0.52,
    skin: [0.55, 0.38, 0.28],
    shirt: [0.22, 0.42, 0.66],
    trousers: [0.32, 0.3, 0.28],
    hair: [0.1, 0.08, 0.07],
    racket: [0.8, 0.12, 0.12],
  },
];

const lamps: readonly Point[] = [
  [0.34, 0.1],
  [0.74, 0.08],
];

/** The scene that the reader has set up. */
export function shownSetting(params: PingPongParams): Setting {
  const { ballX, ballY, radius, blur, contrast, tableX, leftX, rightX } = params;
  return {
    wall: [0.78, 0.82, 0.8],
    floor: [0.42, 0.4, 0.42],
    horizon: 0.6,
    window: null,
    lamps: lamps.slice(0, params.lamps),
    players: players.slice(0, params.players).map((player, i) => ({ ...player, x: [leftX, rightX][i]! })),
    bricks: params.bricks === 'on' ? { side: 'right', colour: [0.62, 0.36, 0.3] } : null,
    table:
      params.table === 'on'
        ? { x: tableX, y: 0.71, width: 0.56, colour: [0.16, 0.34, 0.6], net: params.net === 'on' }
        : null,
    standIn: null,
    ball:
      params.ball === 'on'
        ? {
            at: [ballX, ballY],
            radius,
            blur,
            direction: directionOf(params.angle),
            contrast,
            colour: ballColours[params.ballColour],
          }
        : null,
  };
}

/** A unit vector; six digits, so that the last digits of an engine's sine do not show. */
function directionOf(degrees: number): Point {
  const angle = (degrees * Math.PI) / 180;
  const digits = (value: number) => Math.round(value * 1e6) / 1e6;
  return [digits(Math.cos(angle)), digits(Math.sin(angle))];
}

/** What the networks see of a setting; always the same noise, so that a verdict changes with the scene alone. */
export function networkView(setting: Setting, { noise }: PingPongParams): Float32Array {
  return pictureOf(sceneOf(setting), side, createRandom(1, 'the reader’s scene'), noise);
}
