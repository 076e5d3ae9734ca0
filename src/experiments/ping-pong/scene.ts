import type { Box, Colour, Disc, Point, Scene, Shape } from '../../lab/science/data/shapes.ts';

/** Everything that one picture shows, in scene coordinates (0 to 1, y downwards). */
export interface Setting {
  readonly wall: Colour;
  readonly floor: Colour;
  /** Where the wall, or the sky, ends. */
  readonly horizon: number;
  readonly window: { readonly at: Point; readonly glass: Colour } | null;
  /** Where each lamp hangs from, and how far down. */
  readonly lamps: readonly Point[];
  readonly players: readonly Player[];
  /** A brick wall along one side. */
  readonly bricks: { readonly side: 'left' | 'right'; readonly colour: Colour } | null;
  readonly table: Table | null;
  /** What stands where the table would. */
  readonly standIn: { readonly kind: 'bench' | 'box'; readonly x: number; readonly colour: Colour } | null;
  readonly ball: Ball | null;
}

export interface Player {
  readonly x: number;
  /** 1: looks to the right. */
  readonly facing: 1 | -1;
  readonly height: number;
  readonly skin: Colour;
  readonly shirt: Colour;
  readonly trousers: Colour;
  readonly hair: Colour;
  readonly racket: Colour | null;
}

export interface Table {
  /** Its middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly colour: Colour;
  /** Left out: it has one. */
  readonly net?: boolean;
}

export interface Ball {
  readonly at: Point;
  /** Of the picture's side. */
  readonly radius: number;
  /** Length of its way during the exposure; 0: it stands still. */
  readonly blur: number;
  /** Unit vector of its way. */
  readonly direction: Point;
  /** 1: its own colour; 0: no different from the wall. */
  readonly contrast: number;
  /** Left out: bright orange. */
  readonly colour?: Colour;
}

const orange: Colour = [1, 0.5, 0.05];
const metal: Colour = [0.16, 0.16, 0.18];
const white: Colour = [0.97, 0.97, 0.95];

const mix = (a: Colour, b: Colour, share: number): Colour => [
  a[0] + share * (b[0] - a[0]),
  a[1] + share * (b[1] - a[1]),
  a[2] + share * (b[2] - a[2]),
];

/** An upright rectangle. */
function rectangle(left: number, top: number, right: number, bottom: number, colour: Colour, alpha?: number): Box {
  const half = (bottom - top) / 2;
  const y = (top + bottom) / 2;
  return { kind: 'box', from: [left, y], to: [right, y], half, colour, ...(alpha === undefined ? {} : { alpha }) };
}

/** The picture of a setting; parts stand in front of one another as listed. */
export function sceneOf(setting: Setting): Scene {
  const { wall, floor, horizon, window, lamps, players, bricks, table, standIn, ball } = setting;
  return {
    background: wall,
    shapes: [
      rectangle(-0.1, horizon, 1.1, 1.1, floor),
      ...(window ? windowShapes(window.at, window.glass) : []),
      ...(bricks ? brickShapes(bricks.side, bricks.colour, horizon) : []),
      ...lamps.flatMap(lampShapes),
      ...(standIn ? standInShapes(standIn.kind, standIn.x, standIn.colour) : []),
      ...(table ? tableShapes(table) : []),
      ...players.flatMap(playerShapes),
      ...(ball ? ballShapes(ball, wall) : []),
    ],
  };
}

/** The box around the table with its net and legs: left, top, right, bottom. */
export function tableBounds({ x, y, width }: Table): readonly [number, number, number, number] {
  return [x - width / 2 - 0.02, y - 0.11, x + width / 2 + 0.02, y + 0.2];
}

/** The box around the ball and its way. */
export function ballBounds({ at, radius, blur, direction }: Ball): readonly [number, number, number, number] {
  const reach = (d: number) => radius + (Math.abs(d) * blur) / 2;
  const [w, h] = [reach(direction[0]), reach(direction[1])];
  return [at[0] - w, at[1] - h, at[0] + w, at[1] + h];
}

function windowShapes([x, y]: Point, glass: Colour): Shape[] {
  return [
    rectangle(x - 0.1, y - 0.12, x + 0.1, y + 0.12, white),
    rectangle(x - 0.085, y - 0.105, x - 0.008, y + 0.105, glass),
    rectangle(x + 0.008, y - 0.105, x + 0.085, y + 0.105, glass),
  ];
}

function brickShapes(side: 'left' | 'right', colour: Colour, horizon: number): Shape[] {
  const [left, right] = side === 'left' ? [-0.02, 0.19] : [0.81, 1.02];
  const bottom = horizon + 0.12;
  const mortar = mix(colour, [0.85, 0.82, 0.78], 0.45);
  const rows: Shape[] = [];
  const course = 0.075;
  for (let row = 1, y = course; y < bottom; row++, y += course) {
    rows.push(rectangle(left, y - 0.005, right, y + 0.005, mortar));
    const x = left + (row % 2 === 0 ? 0.05 : 0.13);
    rows.push(rectangle(x, y - course, x + 0.01, y, mortar));
  }
  return [rectangle(left, -0.05, right, bottom, colour), ...rows];
}

function lampShapes([x, y]: Point): Shape[] {
  return [
    { kind: 'capsule', from: [x, -0.05], to: [x, y], half: 0.006, colour: metal },
    { kind: 'capsule', from: [x - 0.03, y + 0.012], to: [x + 0.03, y + 0.012], half: 0.016, colour: metal },
    { kind: 'disc', centre: [x, y + 0.036], radius: 0.024, colour: [1, 0.95, 0.72] },
  ];
}

function standInShapes(kind: 'bench' | 'box', x: number, colour: Colour): Shape[] {
  const dark = mix(colour, [0, 0, 0], 0.35);
  if (kind === 'box') {
    return [
      rectangle(x - 0.11, 0.69, x + 0.11, 0.87, colour),
      rectangle(x - 0.11, 0.77, x + 0.11, 0.785, dark),
      rectangle(x - 0.015, 0.75, x + 0.015, 0.81, dark),
    ];
  }
  return [
    rectangle(x - 0.16, 0.72, x + 0.16, 0.755, colour),
    rectangle(x - 0.13, 0.755, x - 0.1, 0.85, dark),
    rectangle(x + 0.1, 0.755, x + 0.13, 0.85, dark),
  ];
}

function tableShapes({ x, y, width, colour, net = true }: Table): Shape[] {
  const half = width / 2;
  const dark = mix(colour, [0, 0, 0], 0.4);
  const leg = (at: number): Shape => rectangle(at - 0.009, y + 0.02, at + 0.009, y + 0.2, metal);
  return [
    leg(x - half * 0.8),
    leg(x + half * 0.8),
    leg(x - half * 0.5),
    leg(x + half * 0.5),
    // The top in perspective: two strips, the far one narrower.
    rectangle(x - half * 0.86, y - 0.045, x + half * 0.86, y - 0.012, colour),
    rectangle(x - half, y - 0.012, x + half, y + 0.028, colour),
    rectangle(x - half, y + 0.028, x + half, y + 0.045, dark),
    rectangle(x - half * 0.86, y - 0.05, x + half * 0.86, y - 0.042, white),
    rectangle(x - half, y + 0.02, x + half, y + 0.03, white),
    // The net, seen from its end.
    ...(net ? ([{ kind: 'box', from: [x, y - 0.11], to: [x, y + 0.01], half: 0.011, colour: white }] as const) : []),
  ];
}

function playerShapes({ x, facing, height, skin, shirt, trousers, hair, racket }: Player): Shape[] {
  const foot = 0.92;
  const up = (share: number) => foot - share * height;
  const to = (forward: number) => x + facing * forward * height;
  const thick = 0.06 * height;
  const head: Disc = { kind: 'disc', centre: [to(0.02), up(0.92)], radius: 0.085 * height, colour: skin };
  const hand: Point = [to(0.32), up(0.6)];
  return [
    { kind: 'capsule', from: [to(0), up(0.45)], to: [to(-0.12), up(0.03)], half: thick * 1.1, colour: trousers },
    { kind: 'capsule', from: [to(0), up(0.45)], to: [to(0.14), up(0.03)], half: thick * 1.1, colour: trousers },
    {
      kind: 'box',
      from: [to(0), up(0.8)],
      to: [to(0), up(0.42)],
      half: 0.1 * height,
      corner: 0.04 * height,
      colour: shirt,
    },
    { kind: 'capsule', from: [to(0.03), up(0.74)], to: hand, half: thick * 0.8, colour: skin },
    { kind: 'capsule', from: [to(-0.03), up(0.74)], to: [to(-0.16), up(0.52)], half: thick * 0.8, colour: shirt },
    { kind: 'disc', centre: [to(0), up(0.955)], radius: 0.085 * height, colour: hair },
    head,
    ...(racket
      ? ([
          { kind: 'capsule', from: hand, to: [to(0.36), up(0.66)], half: 0.02 * height, colour: [0.6, 0.42, 0.24] },
          { kind: 'disc', centre: [to(0.38), up(0.71)], radius: 0.06 * height, colour: racket },
        ] as const)
      : []),
  ];
}

function ballShapes({ at, radius, blur, direction, contrast, colour: own = orange }: Ball, wall: Colour): Shape[] {
  const colour = mix(wall, own, contrast);
  if (blur === 0) {
    const light = mix(colour, white, 0.55);
    return [
      { kind: 'disc', centre: at, radius, colour },
      { kind: 'disc', centre: [at[0] - 0.35 * radius, at[1] - 0.35 * radius], radius: 0.3 * radius, colour: light },
    ];
  }
  const [dx, dy] = [(direction[0] * blur) / 2, (direction[1] * blur) / 2];
  // A streak is covered for part of the exposure only; a camera's contrast makes up for some of it.
  return [
    { kind: 'capsule', from: [at[0] - dx, at[1] - dy], to: [at[0] + dx, at[1] + dy], half: radius, colour, alpha: 0.7 },
  ];
}
