import { faceShapes, type Face } from './faces.ts';
import { boundsOf, distanceTo } from './shapes.ts';

/** The parts of a face that have a name, in the order of their numbers. A brow counts as its eye's. */
export const faceParts = ['hair', 'ear', 'eye', 'nose', 'mouth', 'contour'] as const;
export type FacePart = (typeof faceParts)[number];

/** What a pixel shows that belongs to no part. */
const background = 254;
const skin = 255;

/**
 * Which part lies in front at the middle of every pixel, [side, side]: its number in `faceParts`, or 254 (background) or 255
 * (skin). Skin that touches the background is the contour.
 */
export function facePartMap(face: Face, side: number): Uint8Array {
  const map = new Uint8Array(side * side).fill(background);
  for (const { part, shape } of faceShapes(face)) {
    const [left, top, right, bottom] = boundsOf(shape);
    const first = (edge: number) => Math.max(0, Math.floor(edge * side));
    const end = (edge: number) => Math.min(side, Math.ceil(edge * side));
    const distanceAt = distanceTo(shape);
    const value = part === 'skin' ? skin : faceParts.indexOf(part);
    for (let y = first(top); y < end(bottom); y++) {
      for (let x = first(left); x < end(right); x++) {
        // Lines thinner than a pixel count where they are a quarter of a pixel away.
        if (distanceAt((x + 0.5) / side, (y + 0.5) / side) < 0.25 / side) map[y * side + x] = value;
      }
    }
  }
  const plain = map.slice();
  const touchesBackground = (x: number, y: number) => {
    for (let v = Math.max(0, y - 1); v <= Math.min(side - 1, y + 1); v++) {
      for (let u = Math.max(0, x - 1); u <= Math.min(side - 1, x + 1); u++) {
        if (plain[v * side + u] === background) return true;
      }
    }
    return false;
  };
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (plain[y * side + x] === skin && touchesBackground(x, y)) map[y * side + x] = faceParts.indexOf('contour');
    }
  }
  return map;
}

/** A part is seen if it covers so many pixels of the square that is looked at. */
const fewest = 4;

/**
 * The part that covers most of the 7 x 7 pixels around a corner between pixels, -1 if none covers four of them.
 * @param x, y px; the middle pixel of the square
 */
export function partAround(map: Uint8Array, side: number, x: number, y: number): number {
  const counts = new Uint8Array(faceParts.length);
  for (let v = Math.max(0, y - 3); v <= Math.min(side - 1, y + 3); v++) {
    for (let u = Math.max(0, x - 3); u <= Math.min(side - 1, x + 3); u++) {
      const part = map[v * side + u]!;
      if (part < faceParts.length) counts[part]!++;
    }
  }
  const most = Math.max(...counts);
  return most < fewest ? -1 : counts.indexOf(most);
}
