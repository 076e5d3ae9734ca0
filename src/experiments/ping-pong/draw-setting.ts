import type { Colour, Point } from '../../lab/science/data/shapes.ts';
import type { Random } from '../../lab/science/random.ts';
import type { Ball, Player, Setting, Table } from './scene.ts';

/** How a ball may look. */
export interface BallRange {
  /** Of the picture's side; each ball's radius lies within 12 % of it. */
  readonly radius: number;
  readonly contrast: number;
}

/** Which of the two things a picture shows. */
export interface Group {
  readonly ball: boolean;
  readonly table: boolean;
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();

/** A colour of a given lightness and strength: grey plus a random tint. */
function tint(random: Random, light: number, strength: number): Colour {
  const part = () => Math.min(1, Math.max(0, light + strength * (random.uniform() - 0.5)));
  return [part(), part(), part()];
}

/**
 * A unit vector within 45 degrees of the horizontal, either way: by the rational formula of the half angle, since the last
 * digits of a sine are not the same everywhere.
 */
function flightDirection(random: Random): Point {
  const u = between(random, -0.41, 0.41);
  return [(1 - u * u) / (1 + u * u), (2 * u) / (1 + u * u)];
}

/**
 * A random setting of one group. All that is neither ball nor table has the same distribution in every group: it cannot
 * tell a net anything.
 * @param blur length of the ball's way, 0 for a ball at rest
 */
export function drawSetting(random: Random, { ball, table }: Group, look: BallRange, blur = 0): Setting {
  const indoors = random.uniform() < 0.6;
  const horizon = between(random, 0.56, 0.66);
  const wall: Colour = indoors ? tint(random, between(random, 0.5, 0.85), 0.3) : skyColour(random);
  const floor: Colour = indoors ? tint(random, between(random, 0.3, 0.5), 0.2) : grassColour(random);
  const windowAt: Point = [between(random, 0.25, 0.75), between(random, 0.2, 0.32)];
  const glass: Colour = [between(random, 0.5, 0.8), between(random, 0.75, 0.9), between(random, 0.85, 1)];
  const hasWindow = indoors && random.uniform() < 0.5;
  const lamps = Array.from({ length: indoors ? random.integer(3) : 0 }, (): Point => [
    between(random, 0.08, 0.92),
    between(random, 0.05, 0.15),
  ]);
  const firstOnLeft = random.uniform() < 0.5;
  const players = Array.from({ length: random.integer(3) }, (_, i) => drawPlayer(random, firstOnLeft === (i === 0)));
  const bricks =
    random.uniform() < 0.4 ? { side: random.uniform() < 0.5 ? ('left' as const) : ('right' as const) } : null;
  const brickColour: Colour = [between(random, 0.45, 0.75), between(random, 0.3, 0.5), between(random, 0.25, 0.45)];
  // Drawn whether they are shown or not, so that two groups of one random stream differ in nothing else.
  const tableDrawn = drawTable(random);
  const standIn = random.integer(3);
  const standInColour: Colour = [between(random, 0.35, 0.6), between(random, 0.25, 0.42), between(random, 0.15, 0.3)];
  const ballDrawn = drawBall(random, look, blur);
  return {
    wall,
    floor,
    horizon,
    window: hasWindow ? { at: windowAt, glass } : null,
    lamps,
    players,
    bricks: bricks && { ...bricks, colour: brickColour },
    table: table ? tableDrawn : null,
    standIn:
      !table && standIn > 0 ? { kind: standIn === 1 ? 'bench' : 'box', x: tableDrawn.x, colour: standInColour } : null,
    ball: ball ? ballDrawn : null,
  };
}

function skyColour(random: Random): Colour {
  return [between(random, 0.35, 0.8), between(random, 0.6, 0.9), between(random, 0.78, 1)];
}

function grassColour(random: Random): Colour {
  return [between(random, 0.12, 0.5), between(random, 0.35, 0.6), between(random, 0.1, 0.35)];
}

export function drawTable(random: Random): Table {
  const blue = random.uniform() < 0.5;
  const strong = between(random, 0.4, 0.65);
  const weak = between(random, 0.1, 0.3);
  return {
    x: between(random, 0.4, 0.6),
    y: between(random, 0.69, 0.74),
    width: between(random, 0.5, 0.6),
    colour: blue ? [weak, weak + 0.12, strong] : [weak, strong, weak + 0.15],
  };
}

function drawBall(random: Random, { radius, contrast }: BallRange, blur: number): Ball {
  return {
    at: [between(random, 0.22, 0.78), between(random, 0.16, 0.5)],
    radius: radius * between(random, 0.88, 1.12),
    blur,
    direction: flightDirection(random),
    contrast,
  };
}

const hairs: readonly Colour[] = [
  [0.1, 0.08, 0.07],
  [0.35, 0.22, 0.12],
  [0.8, 0.65, 0.35],
];

/** A player at one side of the picture, who faces its middle. */
export function drawPlayer(random: Random, onLeft: boolean): Player {
  const dark = random.uniform();
  return {
    x: onLeft ? between(random, 0.1, 0.22) : between(random, 0.78, 0.9),
    facing: onLeft ? 1 : -1,
    height: between(random, 0.46, 0.58),
    skin: [0.95 - 0.5 * dark, 0.78 - 0.5 * dark, 0.66 - 0.45 * dark],
    shirt: [random.uniform(), random.uniform(), random.uniform()],
    trousers: tint(random, 0.3, 0.35),
    hair: hairs[random.integer(hairs.length)]!,
    racket: random.uniform() < 0.6 ? (random.uniform() < 0.6 ? [0.8, 0.1, 0.1] : [0.1, 0.1, 0.12]) : null,
  };
}
