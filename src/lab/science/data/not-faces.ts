import type { Random } from '../random.ts';
import { drawFace, faceShapes, type Face } from './faces.ts';
import type { Colour, Point, Scene, Shape } from './shapes.ts';

/** Pictures that are no faces: faces whose parts lie about in the head, and shapes that mean nothing. */

/** What is moved about: two eyes, each with its brow, a nose and a mouth. */
type Feature = readonly Shape[];

const between = (random: Random, low: number, high: number) => low + (high - low) * random.uniform();

/** Where features lie in a head, from the middle between the eyes. */
const slots: readonly Point[] = [
  [-0.115, 0],
  [0.115, 0],
  [0, 0.085],
  [0, 0.2],
];
/** Where each goes: the eyes to the places of nose and mouth, these to the places of the eyes. */
const orders = [
  [2, 3, 0, 1],
  [3, 2, 0, 1],
  [2, 3, 1, 0],
  [3, 2, 1, 0],
] as const;

/** A face whose eyes, nose and mouth have changed places, each turned by some quarters. */
export function drawScrambledFace(random: Random): Scene {
  const face = drawFace(random);
  const { head, features } = partsOf(face);
  const order = orders[random.integer(orders.length)]!;
  const shapes = features.flatMap((feature, i) => {
    const from = placeOf(face, slots[i]!);
    const [x, y] = placeOf(face, slots[order[i]!]!);
    const to: Point = [x + between(random, -0.02, 0.02), y + between(random, -0.02, 0.02)];
    const quarters = random.integer(4);
    return feature.map((shape) => moved(shape, from, to, quarters));
  });
  return { background: grey(face.background), shapes: [...head, ...shapes] };
}

function partsOf(face: Face): { head: Shape[]; features: Feature[] } {
  const shapes = faceShapes(face);
  const of = (...parts: string[]) => shapes.filter(({ part }) => parts.includes(part)).map(({ shape }) => shape);
  const eyes = of('eye');
  const each = eyes.length / 2;
  return {
    head: of('hair', 'ear', 'skin'),
    features: [eyes.slice(0, each), eyes.slice(each), of('nose'), of('mouth')],
  };
}

const placeOf = ({ at, size }: Face, [x, y]: Point): Point => [at[0] + size * x, at[1] + size * y];

/** A shape that lay around `from` and lies around `to`, turned by quarters: sines are not the same everywhere. */
function moved(shape: Shape, from: Point, to: Point, quarters: number): Shape {
  const at = ([x, y]: Point): Point => {
    let [dx, dy] = [x - from[0], y - from[1]];
    for (let i = 0; i < quarters; i++) [dx, dy] = [-dy, dx];
    return [to[0] + dx, to[1] + dy];
  };
  return 'centre' in shape
    ? { ...shape, centre: at(shape.centre) }
    : { ...shape, from: at(shape.from), to: at(shape.to) };
}

const grey = (tone: number): Colour => [tone, tone, tone];

/** Three to six discs, boxes and bars, somewhere. */
export function drawShapes(random: Random): Scene {
  const point = (): Point => [between(random, 0.1, 0.9), between(random, 0.1, 0.9)];
  const shapes = Array.from({ length: 3 + random.integer(4) }, (): Shape => {
    const colour = grey(random.uniform());
    const kind = random.integer(3);
    if (kind === 0) return { kind: 'disc', centre: point(), radius: between(random, 0.04, 0.26), colour };
    const from = point();
    const to: Point = [from[0] + between(random, -0.35, 0.35), from[1] + between(random, -0.35, 0.35)];
    return kind === 1
      ? { kind: 'box', from, to, half: between(random, 0.04, 0.2), colour }
      : { kind: 'capsule', from, to, half: between(random, 0.012, 0.04), colour };
  });
  return { background: grey(random.uniform()), shapes };
}
