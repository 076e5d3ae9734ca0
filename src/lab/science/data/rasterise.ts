import { boundsOf, distanceTo, length, type Scene, type Shape, type Streak } from './shapes.ts';

/** A picture of a scene. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  /** [height, width, 3], row by row from the top: red, green, blue from 0 to 1. */
  readonly pixels: Float32Array;
}

/**
 * Draws a scene: the 9-pixel view of a network and the 300-pixel view of a reader come from one scene by this function.
 *
 * A pixel's share of a shape is 1/2 minus the distance of its middle from the edge, in pixels, between 0 and 1: exact for
 * an upright straight edge, close for others; parts thinner than a pixel come out up to half a pixel too strong. Colours
 * are mixed as they are given (no gamma).
 *
 * @param width px; x = 1 of the scene is the right edge
 * @param height px; as wide as high if not given
 */
export function rasterise(scene: Scene, width: number, height = width): Raster {
  const pixels = new Float32Array(3 * width * height);
  const [red, green, blue] = scene.background;
  for (let i = 0; i < pixels.length; i += 3) {
    pixels[i] = red;
    pixels[i + 1] = green;
    pixels[i + 2] = blue;
  }
  for (const shape of scene.shapes) paint(shape, { width, height, pixels });
  return { width, height, pixels };
}

/** The grey of every pixel, 0 (black) to 1 (white): ITU-R BT.601 luma. [height, width] */
export function greyOf({ pixels }: Raster): Float32Array {
  return Float32Array.from(
    { length: pixels.length / 3 },
    (_, i) => 0.299 * pixels[3 * i]! + 0.587 * pixels[3 * i + 1]! + 0.114 * pixels[3 * i + 2]!,
  );
}

/** For a canvas's ImageData: [height, width, 4], 0 to 255, opaque. */
export function rgbaBytes({ width, height, pixels }: Raster): Uint8ClampedArray<ArrayBuffer> {
  const bytes = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) bytes[4 * i + c] = 255 * pixels[3 * i + c]!;
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}

function paint(shape: Shape, { width, height, pixels }: Raster): void {
  const perPixel = 1 / width;
  const [left, top, right, bottom] = boundsOf(shape);
  // Half a pixel beyond the edge a pixel still has a share of zero: nothing is missed.
  const first = (edge: number) => Math.max(0, Math.floor(edge * width - 1));
  const end = (edge: number, limit: number) => Math.min(limit, Math.ceil(edge * width + 1));
  const [red, green, blue] = shape.colour;
  const alpha = shape.alpha ?? 1;
  const distanceAt = distanceTo(shape);
  for (let row = first(top); row < end(bottom, height); row++) {
    const y = (row + 0.5) * perPixel;
    for (let column = first(left); column < end(right, width); column++) {
      const x = (column + 0.5) * perPixel;
      const distance = distanceAt(x, y);
      if (distance >= 0.5 * perPixel) continue;
      const share = shape.kind === 'streak' ? exposure(shape, x, y, perPixel) : inside(distance, perPixel);
      const weight = alpha * share;
      const i = 3 * (row * width + column);
      pixels[i] = pixels[i]! + weight * (red - pixels[i]!);
      pixels[i + 1] = pixels[i + 1]! + weight * (green - pixels[i + 1]!);
      pixels[i + 2] = pixels[i + 2]! + weight * (blue - pixels[i + 2]!);
    }
  }
}

function inside(distance: number, perPixel: number): number {
  return Math.min(1, Math.max(0, 0.5 - distance / perPixel));
}

/** The mean share over the time of exposure, at moments no more than half a pixel of the way apart. */
function exposure({ from, to, radius }: Streak, x: number, y: number, perPixel: number): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const moments = 1 + Math.ceil((2 * length(dx, dy)) / perPixel);
  let sum = 0;
  for (let k = 0; k < moments; k++) {
    const time = (k + 0.5) / moments;
    sum += inside(length(x - from[0] - time * dx, y - from[1] - time * dy) - radius, perPixel);
  }
  return sum / moments;
}
