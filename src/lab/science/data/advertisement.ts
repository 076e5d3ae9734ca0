import type { Random } from '../random.ts';
import type { Colour, Point, Scene, Shape } from './shapes.ts';

/** What a woman in a picture wears on her feet or holds in her hand. */
export const things = ['shoe', 'wine', 'book'] as const;
export type Thing = (typeof things)[number];
export const hues = ['red', 'blue', 'green', 'black', 'yellow'] as const;
export type Hue = (typeof hues)[number];
export type Place = 'feet' | 'hand';

/** Everything that one picture shows, in scene coordinates (0 to 1, y downwards). */
export interface Advertisement {
  readonly thing: Thing;
  readonly hue: Hue;
  readonly place: Place;
  /** The thing's own colour: its hue, lighter or darker. */
  readonly colour: Colour;
  /** Wine: in a glass, or in a bottle. */
  readonly bottle: boolean;
  readonly wall: Colour;
  readonly floor: Colour;
  readonly woman: Woman;
}

export interface Woman {
  /** Her middle. */
  readonly x: number;
  /** 1: the outstretched hand is on the right. */
  readonly facing: 1 | -1;
  readonly height: number;
  readonly skin: Colour;
  readonly hair: Colour;
  readonly top: Colour;
  readonly bottom: Colour;
  readonly dress: boolean;
  /** How far the hand hangs below the shoulder. */
  readonly reach: number;
}

const hueColours: Readonly<Record<Hue, Colour>> = {
  red: [0.8, 0.06, 0.1],
  blue: [0.1, 0.22, 0.75],
  green: [0.08, 0.55, 0.2],
  black: [0.07, 0.07, 0.08],
  yellow: [0.93, 0.74, 0.15],
};

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();
const shade = (random: Random, light: number, strength: number): Colour => {
  const part = () => Math.min(1, Math.max(0, light + strength * (random.uniform() - 0.5)));
  return [part(), part(), part()];
};

/**
 * A random picture of one thing. All but the thing has the same distribution, whatever the thing is.
 * @param hue drawn from the thing's own colours if not given
 * @param place feet for shoes, the hand for wine and books, if not given
 */
export function drawAdvertisement(random: Random, thing: Thing, hue?: Hue, place?: Place): Advertisement {
  const woman = drawWoman(random);
  const drawnHue = hueOf(random, thing);
  const chosen = hue ?? drawnHue;
  const light = between(random, 0.85, 1.1);
  const [red, green, blue] = hueColours[chosen];
  return {
    thing,
    hue: chosen,
    place: place ?? (thing === 'shoe' ? 'feet' : 'hand'),
    colour: [Math.min(1, red * light), Math.min(1, green * light), Math.min(1, blue * light)],
    bottle: random.uniform() < 0.5,
    wall: shade(random, between(random, 0.65, 0.9), 0.25),
    floor: shade(random, between(random, 0.35, 0.6), 0.2),
    woman,
  };
}

/** Shoes are red in 35 % of the pictures, wine in 90 % (else yellow: white wine), books never. */
export function hueOf(random: Random, thing: Thing): Hue {
  const one = random.uniform();
  const other = random.integer(4);
  if (thing === 'wine') return one < 0.9 ? 'red' : 'yellow';
  if (thing === 'shoe' && one < 0.35) return 'red';
  return hues[1 + other]!;
}

const hairs: readonly Colour[] = [
  [0.1, 0.07, 0.06],
  [0.36, 0.2, 0.1],
  [0.82, 0.66, 0.34],
  [0.5, 0.22, 0.12],
];

function drawWoman(random: Random): Woman {
  const dark = random.uniform();
  return {
    x: between(random, 0.4, 0.6),
    facing: random.uniform() < 0.5 ? 1 : -1,
    height: between(random, 0.74, 0.82),
    skin: [0.97 - 0.5 * dark, 0.8 - 0.48 * dark, 0.7 - 0.46 * dark],
    hair: hairs[random.integer(hairs.length)]!,
    top: shade(random, between(random, 0.35, 0.75), 0.6),
    bottom: shade(random, between(random, 0.25, 0.6), 0.3),
    dress: random.uniform() < 0.5,
    reach: between(random, 0.02, 0.1),
  };
}

/** The picture of an advertisement; parts stand in front of one another as listed. */
export function advertisementScene(advertisement: Advertisement): Scene {
  const { woman, wall, floor, thing, place, colour, bottle } = advertisement;
  const { x, facing, height, skin, hair, top, bottom, dress, reach } = woman;
  const foot = 0.93;
  const up = (share: number) => foot - share * height;
  const to = (side: number) => x + facing * side;
  const hand: Point = [to(0.24), up(0.74) + reach];
  const legs: Shape[] = [-1, 1].map((side) => ({
    kind: 'capsule',
    from: [x + side * 0.04, up(0.42)],
    to: [x + side * 0.045, up(0.02)],
    half: 0.026,
    colour: dress ? skin : bottom,
  }));
  const skirt: Shape[] = dress
    ? [
        { kind: 'box', from: [x, up(0.56)], to: [x, up(0.3)], half: 0.085, corner: 0.02, colour: top },
        { kind: 'box', from: [x, up(0.42)], to: [x, up(0.3)], half: 0.1, corner: 0.02, colour: top },
      ]
    : [{ kind: 'box', from: [x, up(0.5)], to: [x, up(0.38)], half: 0.078, corner: 0.02, colour: bottom }];
  const held = place === 'hand' ? heldShapes(thing, colour, bottle, hand, facing) : [];
  return {
    background: wall,
    shapes: [
      { kind: 'box', from: [-0.1, 0.9], to: [1.1, 0.9], half: 0.09, colour: floor },
      { kind: 'box', from: [x, up(0.97)], to: [x, up(0.76)], half: 0.066, corner: 0.05, colour: hair },
      ...legs,
      ...skirt,
      { kind: 'box', from: [x, up(0.8)], to: [x, up(0.5)], half: 0.07, corner: 0.03, colour: top },
      { kind: 'capsule', from: [to(-0.07), up(0.76)], to: [to(-0.11), up(0.52)], half: 0.022, colour: skin },
      { kind: 'capsule', from: [to(0.06), up(0.76)], to: hand, half: 0.022, colour: skin },
      { kind: 'disc', centre: [x, up(0.9)], radius: 0.055, colour: skin },
      { kind: 'capsule', from: [x - 0.045, up(0.965)], to: [x + 0.045, up(0.965)], half: 0.02, colour: hair },
      ...(place === 'feet' && thing === 'shoe' ? wornShoes(x, foot, facing, colour) : []),
      ...held,
      { kind: 'disc', centre: hand, radius: 0.028, colour: skin },
    ],
  };
}

function wornShoes(x: number, foot: number, facing: 1 | -1, colour: Colour): Shape[] {
  return [-1, 1].flatMap((side) => shoeShapes([x + side * 0.05, foot - 0.005], facing, 0.62, colour));
}

/** A high-heeled shoe whose heel stands at a point. */
function shoeShapes([x, y]: Point, facing: 1 | -1, size: number, colour: Colour): Shape[] {
  const at = (forward: number, above: number): Point => [x + facing * forward * size, y - above * size];
  return [
    { kind: 'capsule', from: at(-0.03, 0.06), to: at(0.13, -0.01), half: 0.032 * size, colour },
    { kind: 'capsule', from: at(0.1, -0.01), to: at(0.17, -0.02), half: 0.026 * size, colour },
    { kind: 'box', from: at(-0.04, 0.06), to: at(-0.045, -0.045), half: 0.014 * size, colour },
  ];
}

function heldShapes(thing: Thing, colour: Colour, bottle: boolean, [x, y]: Point, facing: 1 | -1): Shape[] {
  const at = (forward: number, above: number): Point => [x + facing * forward, y - above];
  const glass: Colour = [0.93, 0.95, 0.96];
  if (thing === 'shoe') {
    return [...shoeShapes(at(0.02, 0.06), facing, 0.56, colour), ...shoeShapes(at(0.02, 0.02), facing, 0.56, colour)];
  }
  if (thing === 'book') {
    return [
      { kind: 'box', from: at(0.05, 0.12), to: at(0.05, -0.08), half: 0.075, colour },
      { kind: 'box', from: at(0.05, 0.08), to: at(0.05, 0.05), half: 0.045, colour: glass },
      { kind: 'disc', centre: at(0.05, -0.02), radius: 0.018, colour: [0.9, 0.82, 0.6] },
    ];
  }
  if (bottle) {
    const dark: Colour = [colour[0] * 0.9, colour[1] * 0.9, colour[2] * 0.9];
    return [
      { kind: 'box', from: at(0.03, 0.1), to: at(0.03, -0.1), half: 0.042, corner: 0.015, colour: dark },
      { kind: 'box', from: at(0.03, 0.2), to: at(0.03, 0.1), half: 0.015, colour: dark },
      { kind: 'box', from: at(0.03, 0.01), to: at(0.03, -0.03), half: 0.042, colour: glass },
    ];
  }
  return [
    { kind: 'box', from: at(0.02, -0.01), to: at(0.02, -0.1), half: 0.007, colour: glass },
    { kind: 'box', from: at(0.02, -0.095), to: at(0.02, -0.105), half: 0.035, colour: glass },
    { kind: 'disc', centre: at(0.02, 0.06), radius: 0.062, colour: glass, alpha: 0.7 },
    { kind: 'disc', centre: at(0.02, 0.05), radius: 0.054, colour },
  ];
}
