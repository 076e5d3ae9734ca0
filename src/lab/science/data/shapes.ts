/**
 * What a scene is made of: shapes with exact signed distances, in scale-free coordinates. x runs from 0 (left) to 1
 * (right) over the picture's width, y downwards in the same unit, so that a square picture is the unit square.
 *
 * No shape is given by an angle: directions come from two points, and only + - * / and the square root are used. Those are
 * correctly rounded everywhere, so a scene has the same pixels in Node and in every browser (sines need not agree).
 */
export type Shape = Disc | Ring | Capsule | Box | Streak;

export type Point = readonly [x: number, y: number];
/** Red, green, blue, each from 0 to 1. */
export type Colour = readonly [red: number, green: number, blue: number];

interface Painted {
  readonly colour: Colour;
  /** 0: invisible; 1, if not given: covers what is behind it. */
  readonly alpha?: number;
}

/** A filled circle. */
export interface Disc extends Painted {
  readonly kind: 'disc';
  readonly centre: Point;
  readonly radius: number;
}

/** A circle's line. */
export interface Ring extends Painted {
  readonly kind: 'ring';
  readonly centre: Point;
  /** To the middle of the line. */
  readonly radius: number;
  /** Half the line's width. */
  readonly half: number;
}

/** All points within `half` of the segment: a thick line with round ends, in any direction. */
export interface Capsule extends Painted {
  readonly kind: 'capsule';
  readonly from: Point;
  readonly to: Point;
  readonly half: number;
}

/** A rectangle in any direction: a segment, `half` wide on both sides, with square ends; corners rounded if asked. */
export interface Box extends Painted {
  readonly kind: 'box';
  readonly from: Point;
  readonly to: Point;
  readonly half: number;
  /** Radius of the corners; at most `half` and half the length. */
  readonly corner?: number;
}

/** A disc photographed while it moves evenly from one point to the other: each point is covered for the time that it is inside. */
export interface Streak extends Painted {
  readonly kind: 'streak';
  readonly from: Point;
  readonly to: Point;
  readonly radius: number;
}

/** Shapes on a background, painted one over the other, the first at the back. */
export interface Scene {
  readonly background: Colour;
  readonly shapes: readonly Shape[];
}

/** How far a point lies from a shape's edge, in scene units: negative inside. A streak has no one edge: its swept area's. */
export function signedDistance(shape: Shape, x: number, y: number): number {
  return distanceTo(shape)(x, y);
}

/** The same for many points: what only the shape decides is computed once. */
export function distanceTo(shape: Shape): (x: number, y: number) => number {
  switch (shape.kind) {
    case 'disc': {
      const [left, top] = shape.centre;
      const { radius } = shape;
      return (x, y) => length(x - left, y - top) - radius;
    }
    case 'ring': {
      const [left, top] = shape.centre;
      const { radius, half } = shape;
      return (x, y) => Math.abs(length(x - left, y - top) - radius) - half;
    }
    case 'capsule':
      return distanceToSegment(shape.from, shape.to, shape.half);
    case 'streak':
      return distanceToSegment(shape.from, shape.to, shape.radius);
    case 'box':
      return distanceToBox(shape);
  }
}

/** The smallest upright rectangle around a shape: [left, top, right, bottom]. */
export function boundsOf(shape: Shape): readonly [number, number, number, number] {
  if (shape.kind === 'disc' || shape.kind === 'ring') {
    const reach = shape.radius + (shape.kind === 'ring' ? shape.half : 0);
    const [x, y] = shape.centre;
    return [x - reach, y - reach, x + reach, y + reach];
  }
  const reach = shape.kind === 'streak' ? shape.radius : shape.half;
  const [[x0, y0], [x1, y1]] = [shape.from, shape.to];
  return [Math.min(x0, x1) - reach, Math.min(y0, y1) - reach, Math.max(x0, x1) + reach, Math.max(y0, y1) + reach];
}

/** Not Math.hypot, whose last digit engines are free to choose. */
export function length(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

function distanceToSegment([x0, y0]: Point, [x1, y1]: Point, reach: number): (x: number, y: number) => number {
  const [dx, dy] = [x1 - x0, y1 - y0];
  const square = dx * dx + dy * dy;
  return (x, y) => {
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / square));
    return length(x - x0 - share * dx, y - y0 - share * dy) - reach;
  };
}

function distanceToBox({ from, to, half, corner = 0 }: Box): (x: number, y: number) => number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const long = length(dx, dy);
  // A box without length has no direction: an upright one will do.
  const [ux, uy] = long === 0 ? [1, 0] : [dx / long, dy / long];
  const [middleX, middleY] = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return (x, y) => {
    const px = x - middleX;
    const py = y - middleY;
    const along = Math.abs(px * ux + py * uy) - long / 2 + corner;
    const across = Math.abs(py * ux - px * uy) - half + corner;
    if (along <= 0 && across <= 0) return Math.max(along, across) - corner;
    return length(Math.max(along, 0), Math.max(across, 0)) - corner;
  };
}
