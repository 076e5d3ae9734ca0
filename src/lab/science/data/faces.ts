import type { Random } from '../random.ts';
import type { FacePart } from './face-parts.ts';
import type { Colour, Point, Scene, Shape } from './shapes.ts';

export const mouths = ['smile', 'straight', 'frown', 'open'] as const;
/** `none` is never drawn by chance: only a reader takes a mouth away. */
export type Mouth = (typeof mouths)[number] | 'none';
export const hairs = ['short', 'fringe', 'long', 'none'] as const;
export type Hair = (typeof hairs)[number];

/** Everything that one cartoon face shows, in scene coordinates (0 to 1, y downwards). Tones: 0 is black, 1 is white. */
export interface Face {
  /** The middle between the eyes. */
  readonly at: Point;
  /** 1: the head is .56 wide. */
  readonly size: number;
  readonly skin: number;
  readonly hairTone: number;
  readonly background: number;
  readonly hair: Hair;
  readonly mouth: Mouth;
  /** Half the distance between the eyes, and half the height of their opening: 0, and there are neither eyes nor brows. */
  readonly eyeGap: number;
  readonly eyeOpening: number;
  /** Where the pupils look: -1 left, 1 right. */
  readonly gaze: number;
  /** How far the brows' outer ends lie above their inner ends; negative: they frown. */
  readonly browTilt: number;
  readonly noseLength: number;
  readonly mouthWidth: number;
}

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();
const oneOf = <T>(random: Random, items: readonly T[]): T => items[random.integer(items.length)]!;

/** A random face. Skin, hair and background differ by enough to be told apart. */
export function drawFace(random: Random): Face {
  const skin = between(random, 0.5, 0.95);
  const light = random.uniform() < 0.25 && skin < 0.72;
  const hairTone = light ? skin + 0.28 : between(random, 0.05, skin - 0.3);
  const bright = random.uniform() < 0.4 && skin < 0.72;
  const background = bright ? skin + 0.26 : between(random, 0, skin - 0.28);
  return {
    at: [between(random, 0.44, 0.56), between(random, 0.42, 0.5)],
    size: between(random, 0.92, 1.08),
    skin,
    hairTone,
    background,
    hair: oneOf(random, hairs),
    mouth: oneOf(random, mouths),
    eyeGap: between(random, 0.105, 0.125),
    eyeOpening: between(random, 0.024, 0.036),
    gaze: between(random, -1, 1),
    browTilt: between(random, -0.02, 0.02),
    noseLength: between(random, 0.1, 0.13),
    mouthWidth: between(random, 0.07, 0.1),
  };
}

/** Shapes of a face with the part that each belongs to, from the back to the front; skin belongs to none. */
export interface PartShape {
  readonly part: FacePart | 'skin';
  readonly shape: Shape;
}

const grey = (tone: number): Colour => [tone, tone, tone];

/** A face's shapes, each with its part. */
export function faceShapes(face: Face): PartShape[] {
  const { at, size, skin, hair } = face;
  const to = (x: number, y: number): Point => [at[0] + size * x, at[1] + size * y];
  const tone = grey(skin);
  const hairColour = grey(face.hairTone);
  const of = (part: PartShape['part'], ...shapes: Shape[]) => shapes.map((shape): PartShape => ({ part, shape }));
  const behind: Shape[] =
    hair === 'none'
      ? []
      : [
          { kind: 'disc', centre: to(0, -0.07), radius: 0.285 * size, colour: hairColour },
          ...(hair === 'long'
            ? [
                {
                  kind: 'box',
                  from: to(0, -0.07),
                  to: to(0, 0.3),
                  half: 0.285 * size,
                  corner: 0.05,
                  colour: hairColour,
                } as const,
              ]
            : []),
        ];
  const ears: Shape[] = [-1, 1].map((side) => ({
    kind: 'capsule',
    from: to(side * 0.265, 0),
    to: to(side * 0.255, 0.07),
    half: 0.04 * size,
    colour: grey(0.85 * skin),
  }));
  const top = hair === 'none' ? -0.2 : hair === 'fringe' ? -0.1 : -0.15;
  const head: Shape[] = [
    // The forehead ends straight under the hair; a head without hair is round.
    ...(hair === 'none'
      ? [{ kind: 'disc', centre: to(0, -0.05), radius: 0.26 * size, colour: tone } as const]
      : [{ kind: 'box', from: to(0, top), to: to(0, 0.09), half: 0.25 * size, corner: 0.05, colour: tone } as const]),
    // Discs that grow smaller towards the chin.
    ...[0, 1, 2, 3, 4].map((i) => ({
      kind: 'disc' as const,
      centre: to(0, 0.03 + 0.055 * i),
      radius: (0.25 - 0.018 * i) * size,
      colour: tone,
    })),
  ];
  return [
    ...of('hair', ...behind),
    ...of('ear', ...(hair === 'long' ? [] : ears)),
    ...of('skin', ...head),
    ...eyeShapes(face, to).map((shape): PartShape => ({ part: 'eye', shape })),
    ...of('nose', ...noseShapes(face, to)),
    ...of('mouth', ...mouthShapes(face, to)),
  ];
}

type Place = (x: number, y: number) => Point;

function eyeShapes({ size, skin, eyeGap, eyeOpening, gaze, browTilt }: Face, to: Place): Shape[] {
  if (eyeOpening === 0) return [];
  const dark = grey(0.06);
  return [-1, 1].flatMap((side): Shape[] => {
    const x = side * eyeGap;
    return [
      { kind: 'capsule', from: to(x - 0.035, 0), to: to(x + 0.035, 0), half: eyeOpening * size, colour: grey(1) },
      { kind: 'disc', centre: to(x + 0.018 * gaze, 0), radius: Math.max(0.018, eyeOpening) * size, colour: dark },
      {
        kind: 'capsule',
        from: to(x - side * 0.05, -0.068),
        to: to(x + side * 0.055, -0.068 - browTilt),
        half: 0.013 * size,
        colour: grey(0.35 * skin),
      },
    ];
  });
}

function noseShapes({ size, skin, noseLength }: Face, to: Place): Shape[] {
  const colour = grey(0.5 * skin);
  const half = 0.012 * size;
  return [
    { kind: 'capsule', from: to(0.012, 0.03), to: to(-0.025, noseLength), half, colour },
    { kind: 'capsule', from: to(-0.025, noseLength), to: to(0.03, noseLength + 0.006), half, colour },
  ];
}

function mouthShapes({ size, skin, mouth, mouthWidth }: Face, to: Place): Shape[] {
  const colour = grey(0.25 * skin);
  const half = 0.017 * size;
  const y = 0.2;
  if (mouth === 'none') return [];
  if (mouth === 'open') {
    return [
      { kind: 'capsule', from: to(-0.6 * mouthWidth, y), to: to(0.6 * mouthWidth, y), half: 0.042 * size, colour },
      {
        kind: 'capsule',
        from: to(-0.4 * mouthWidth, y + 0.018),
        to: to(0.4 * mouthWidth, y + 0.018),
        half: 0.012 * size,
        colour: grey(0.6 * skin),
      },
    ];
  }
  const bend = mouth === 'smile' ? -0.035 : mouth === 'frown' ? 0.035 : 0;
  const inner = 0.45 * mouthWidth;
  const middle = y - bend / 2;
  const outer = y + bend / 2;
  return [
    { kind: 'capsule', from: to(-inner, middle), to: to(inner, middle), half, colour },
    ...[-1, 1].map((side) => ({
      kind: 'capsule' as const,
      from: to(side * inner, middle),
      to: to(side * mouthWidth, outer),
      half,
      colour,
    })),
  ];
}

/** The picture of a face. */
export function faceScene(face: Face): Scene {
  return { background: grey(face.background), shapes: faceShapes(face).map(({ shape }) => shape) };
}
