import type { OutfitPhoto, Word } from './outfit.ts';
import { streetShapes } from './outfit-streets.ts';
import type { Colour, Point, Scene, Shape } from './shapes.ts';

const cloth: Readonly<Record<Word<'colour'>, Colour>> = {
  red: [0.8, 0.1, 0.12],
  blue: [0.13, 0.3, 0.78],
  green: [0.1, 0.5, 0.24],
  black: [0.1, 0.1, 0.12],
  yellow: [0.95, 0.76, 0.16],
};
const white: Colour = [0.97, 0.97, 0.95];
const jeans: Colour = [0.36, 0.44, 0.56];
const slacks: Colour = [0.3, 0.29, 0.3];

/** By day as it is, in the evening darker and a little bluer. */
function lit({ light, look }: OutfitPhoto): (colour: Colour) => Colour {
  const [r, g, b] = light ? [1, 1, 1] : [0.74, 0.74, 0.84];
  const times = 1 + look.exposure;
  return ([red, green, blue]) => [
    Math.min(1, red * r * times),
    Math.min(1, green * g * times),
    Math.min(1, blue * b * times),
  ];
}

/** The picture of a photograph: the street, then the person before it, from the back to the front. */
export function outfitScene(photo: OutfitPhoto): Scene {
  const street = streetShapes(photo.street, photo.look.shift);
  const light = lit(photo);
  return {
    background: light(street.background),
    shapes: [...street.shapes, ...personShapes(photo)].map((shape) => ({ ...shape, colour: light(shape.colour) })),
  };
}

/** Places on the person: x from its middle, up from its soles, both in units of its height. */
type Place = (x: number, up: number) => Point;

const foot = 0.965;

function personShapes(photo: OutfitPhoto): Shape[] {
  const { look, garment, bag } = photo;
  const at: Place = (x, up) => [look.x + x * look.height, foot - up * look.height];
  const h = look.height;
  const colour = cloth[photo.colour];
  const parts = garments[garment](at, h, colour, look.skin);
  return [
    ...hairBehind(photo, at, h),
    ...(bag === 'backpack' ? backpack(at, h) : []),
    ...parts.legs,
    ...shoesOf(photo, at, h),
    ...parts.body,
    ...head(photo, at, h),
    ...parts.front,
    ...(bag === 'backpack' ? straps(at, h) : []),
    ...(bag === 'tote' ? tote(photo, at, h) : []),
  ];
}

function hairBehind({ look }: OutfitPhoto, at: Place, h: number): Shape[] {
  if (!look.longHair) return [];
  return [{ kind: 'box', from: at(0, 0.985), to: at(0, 0.76), half: 0.082 * h, corner: 0.06 * h, colour: look.hair }];
}

function head({ look, garment }: OutfitPhoto, at: Place, h: number): Shape[] {
  const neck: Shape = { kind: 'capsule', from: at(0, 0.86), to: at(0, 0.8), half: 0.026 * h, colour: look.skin };
  return [
    ...(garment === 'hoodie' ? [] : [neck]),
    { kind: 'disc', centre: at(0, 0.92), radius: 0.074 * h, colour: look.hair },
    { kind: 'disc', centre: at(0, 0.895), radius: 0.062 * h, colour: look.skin },
  ];
}

interface Parts {
  readonly legs: Shape[];
  readonly body: Shape[];
  /** Before the head. */
  readonly front: Shape[];
}

type Garment = (at: Place, h: number, colour: Colour, skin: Colour) => Parts;

const legs = (at: Place, h: number, colour: Colour, half: number): Shape[] =>
  [-1, 1].map((side) => ({
    kind: 'capsule',
    from: at(side * 0.045, 0.46),
    to: at(side * 0.052, 0.05),
    half: half * h,
    colour,
  }));

const arms = (at: Place, h: number, colour: Colour, skin: Colour, half: number): Shape[] =>
  [-1, 1].flatMap((side): Shape[] => [
    { kind: 'disc', centre: at(side * 0.158, 0.45), radius: 0.026 * h, colour: skin },
    { kind: 'capsule', from: at(side * 0.105, 0.775), to: at(side * 0.155, 0.5), half: half * h, colour },
  ]);

/** A part of one colour has edges only where it is shaded: folds and seams are darker. */
const darker = ([r, g, b]: Colour): Colour => [0.62 * r, 0.62 * g, 0.62 * b];

/** A skirt: a panel down the middle, and one on each side that leans outwards. Widths are halves, at the top and at the hem. */
function skirt(at: Place, h: number, colour: Colour, [top, topWidth]: Point, [hem, hemWidth]: Point): Shape[] {
  const panel = 0.06;
  return [
    { kind: 'box', from: at(0, top), to: at(0, hem), half: (hemWidth - 1.6 * panel) * h, colour },
    ...[-1, 1].map((side): Shape => ({
      kind: 'box',
      from: at(side * (topWidth - panel), top),
      to: at(side * (hemWidth - panel), hem),
      half: panel * h,
      colour,
    })),
  ];
}

const garments: Readonly<Record<Word<'garment'>, Garment>> = {
  /** To below the knees, wide, with a belt and a row of buttons. */
  coat: (at, h, colour, skin) => ({
    legs: legs(at, h, slacks, 0.04),
    body: [
      ...arms(at, h, darker(colour), skin, 0.042),
      ...skirt(at, h, colour, [0.6, 0.11], [0.24, 0.165]),
      { kind: 'box', from: at(0, 0.81), to: at(0, 0.5), half: 0.118 * h, corner: 0.05 * h, colour },
      { kind: 'capsule', from: at(0, 0.74), to: at(0, 0.25), half: 0.007 * h, colour: darker(colour) },
      { kind: 'box', from: at(-0.115, 0.555), to: at(0.115, 0.555), half: 0.018 * h, colour: darker(colour) },
    ],
    front: [-1, 1].map((side) => ({
      kind: 'capsule',
      from: at(side * 0.075, 0.82),
      to: at(side * 0.012, 0.73),
      half: 0.02 * h,
      colour: darker(colour),
    })),
  }),
  /** To the hips, with its hood up around the head, a pocket and two strings. */
  hoodie: (at, h, colour, skin) => ({
    legs: legs(at, h, jeans, 0.046),
    body: [
      { kind: 'disc', centre: at(0, 0.9), radius: 0.108 * h, colour },
      ...arms(at, h, darker(colour), skin, 0.046),
      { kind: 'box', from: at(0, 0.82), to: at(0, 0.44), half: 0.125 * h, corner: 0.055 * h, colour },
      { kind: 'box', from: at(0, 0.57), to: at(0, 0.49), half: 0.07 * h, corner: 0.02 * h, colour: darker(colour) },
    ],
    front: [-1, 1].map((side) => ({
      kind: 'capsule',
      from: at(side * 0.025, 0.81),
      to: at(side * 0.03, 0.7),
      half: 0.009 * h,
      colour: white,
    })),
  }),
  /** Bare arms and legs, a narrow waist and a wide skirt. */
  dress: (at, h, colour, skin) => ({
    legs: legs(at, h, skin, 0.03),
    body: [
      ...arms(at, h, skin, skin, 0.026),
      ...skirt(at, h, colour, [0.62, 0.07], [0.29, 0.18]),
      { kind: 'box', from: at(0, 0.795), to: at(0, 0.57), half: 0.075 * h, corner: 0.03 * h, colour },
      { kind: 'box', from: at(-0.072, 0.6), to: at(0.072, 0.6), half: 0.014 * h, colour: darker(colour) },
    ],
    front: [],
  }),
  /** To the hips, open over a white shirt. */
  blazer: (at, h, colour, skin) => ({
    legs: legs(at, h, slacks, 0.042),
    body: [
      ...arms(at, h, darker(colour), skin, 0.038),
      { kind: 'box', from: at(0, 0.81), to: at(0, 0.42), half: 0.115 * h, corner: 0.03 * h, colour },
      { kind: 'box', from: at(0, 0.81), to: at(0, 0.62), half: 0.044 * h, colour: white },
      { kind: 'box', from: at(0, 0.64), to: at(0, 0.55), half: 0.022 * h, colour: white },
    ],
    front: [-1, 1].map((side) => ({
      kind: 'capsule',
      from: at(side * 0.058, 0.81),
      to: at(side * 0.006, 0.56),
      half: 0.016 * h,
      colour: darker(colour),
    })),
  }),
};

const leather: Colour = [0.4, 0.22, 0.1];
const crimson: Colour = [0.78, 0.08, 0.3];

function shoesOf({ shoes }: OutfitPhoto, at: Place, h: number): Shape[] {
  return [-1, 1].flatMap((side): Shape[] => {
    const x = side * 0.054;
    const toe = x + side * 0.045;
    switch (shoes) {
      case 'boots':
        return [
          { kind: 'box', from: at(x, 0.21), to: at(x, 0.01), half: 0.047 * h, corner: 0.012 * h, colour: leather },
          { kind: 'capsule', from: at(x, 0.026), to: at(toe, 0.026), half: 0.028 * h, colour: leather },
        ];
      case 'sneakers':
        return [
          { kind: 'capsule', from: at(x - side * 0.02, 0.04), to: at(toe, 0.032), half: 0.034 * h, colour: white },
          {
            kind: 'box',
            from: at(x - side * 0.05, 0.004),
            to: at(toe + side * 0.03, 0.004),
            half: 0.012 * h,
            colour: crimson,
          },
        ];
      case 'heels':
        return [
          { kind: 'capsule', from: at(x - side * 0.015, 0.05), to: at(toe, 0.012), half: 0.018 * h, colour: crimson },
          {
            kind: 'capsule',
            from: at(x - side * 0.024, 0.05),
            to: at(x - side * 0.026, 0),
            half: 0.008 * h,
            colour: crimson,
          },
        ];
    }
  });
}

const teal: Colour = [0.1, 0.52, 0.52];
const canvas: Colour = [0.86, 0.72, 0.48];

function backpack(at: Place, h: number): Shape[] {
  return [
    { kind: 'box', from: at(0, 0.84), to: at(0, 0.52), half: 0.2 * h, corner: 0.06 * h, colour: teal },
    { kind: 'box', from: at(0, 0.63), to: at(0, 0.55), half: 0.2 * h, corner: 0.02 * h, colour: darker(teal) },
  ];
}

const straps = (at: Place, h: number): Shape[] =>
  [-1, 1].map((side) => ({
    kind: 'capsule',
    from: at(side * 0.082, 0.81),
    to: at(side * 0.088, 0.63),
    half: 0.017 * h,
    colour: teal,
  }));

/** Hangs from the hand. */
function tote({ look: { side, skin } }: OutfitPhoto, at: Place, h: number): Shape[] {
  const x = side * 0.2;
  return [
    { kind: 'ring', centre: at(x, 0.4), radius: 0.045 * h, half: 0.01 * h, colour: darker(canvas) },
    { kind: 'box', from: at(x, 0.39), to: at(x, 0.2), half: 0.085 * h, corner: 0.012 * h, colour: canvas },
    { kind: 'box', from: at(x - 0.085, 0.36), to: at(x + 0.085, 0.36), half: 0.008 * h, colour: darker(canvas) },
    { kind: 'disc', centre: at(side * 0.162, 0.45), radius: 0.026 * h, colour: skin },
  ];
}
