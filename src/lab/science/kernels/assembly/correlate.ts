import { loadSome } from './activations';
import { storePart } from './convolve';

/**
 * out[4, 0..columns) (+)= sum over all output positions of x's number at four places of the patch, times the position's error.
 *
 * @param x0 the four numbers under the first position; the other three stand behind it if they are the same
 * @param errors eight a position, in one piece
 * @param xPixel bytes from one position to the next; xRow, xImage: more at the end of a row, of an image
 * @param rows how many of the four are wanted
 */
export function correlate(
  x0: usize, x1: usize, x2: usize, x3: usize, errors: usize, images: i32, OH: i32, OW: i32,
  xPixel: usize, xRow: usize, xImage: usize, out: usize, outRow: usize, rows: i32, columns: i32, accumulate: bool,
): void {
  const side = (<usize>OW) << 5;
  if (x1 == x0 + 4 && x2 == x0 + 8 && x3 == x0 + 12) {
    sums(true, x0, x1, x2, x3, errors, images, OH, side, xPixel, xRow, xImage, out, outRow, rows, columns, accumulate);
  } else {
    sums(false, x0, x1, x2, x3, errors, images, OH, side, xPixel, xRow, xImage, out, outRow, rows, columns, accumulate);
  }
}

// @ts-ignore: decorator
@inline
function sums(
  together: bool, x0: usize, x1: usize, x2: usize, x3: usize, e: usize, images: i32, OH: i32, side: usize,
  xPixel: usize, xRow: usize, xImage: usize, out: usize, outRow: usize, rows: i32, columns: i32, accumulate: bool,
): void {
  let c00 = f32x4.splat(0);
  let c01 = c00;
  let c10 = c00;
  let c11 = c00;
  let c20 = c00;
  let c21 = c00;
  let c30 = c00;
  let c31 = c00;
  let b0: v128;
  let b1: v128;
  let s: v128;
  for (let image = images; image > 0; image--) {
    for (let row = OH; row > 0; row--) {
      const end = e + side;
      while (e < end) {
        b0 = v128.load(e, 0);
        b1 = v128.load(e, 16);
        s = v128.load32_splat(x0);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 4) : v128.load32_splat(x1);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 8) : v128.load32_splat(x2);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 12) : v128.load32_splat(x3);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        x0 += xPixel;
        if (!together) {
          x1 += xPixel;
          x2 += xPixel;
          x3 += xPixel;
        }
        if (e + 32 == end) break;
        b0 = v128.load(e, 32);
        b1 = v128.load(e, 48);
        s = v128.load32_splat(x0);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 4) : v128.load32_splat(x1);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 8) : v128.load32_splat(x2);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 12) : v128.load32_splat(x3);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        x0 += xPixel;
        if (!together) {
          x1 += xPixel;
          x2 += xPixel;
          x3 += xPixel;
        }
        if (e + 64 == end) break;
        b0 = v128.load(e, 64);
        b1 = v128.load(e, 80);
        s = v128.load32_splat(x0);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 4) : v128.load32_splat(x1);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 8) : v128.load32_splat(x2);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 12) : v128.load32_splat(x3);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        x0 += xPixel;
        if (!together) {
          x1 += xPixel;
          x2 += xPixel;
          x3 += xPixel;
        }
        if (e + 96 == end) break;
        b0 = v128.load(e, 96);
        b1 = v128.load(e, 112);
        s = v128.load32_splat(x0);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 4) : v128.load32_splat(x1);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 8) : v128.load32_splat(x2);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = together ? v128.load32_splat(x0, 12) : v128.load32_splat(x3);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        x0 += xPixel;
        if (!together) {
          x1 += xPixel;
          x2 += xPixel;
          x3 += xPixel;
        }
        e += 128;
      }
      e = end;
      x0 += xRow;
      if (!together) {
        x1 += xRow;
        x2 += xRow;
        x3 += xRow;
      }
    }
    x0 += xImage;
    if (!together) {
      x1 += xImage;
      x2 += xImage;
      x3 += xImage;
    }
  }
  gather(out, c00, c01, columns, accumulate);
  if (rows > 1) gather(out + outRow, c10, c11, columns, accumulate);
  if (rows > 2) gather(out + 2 * outRow, c20, c21, columns, accumulate);
  if (rows > 3) gather(out + 3 * outRow, c30, c31, columns, accumulate);
}

function gather(at: usize, low: v128, high: v128, columns: i32, accumulate: bool): void {
  if (columns == 8) {
    if (accumulate) {
      low = f32x4.add(v128.load(at), low);
      high = f32x4.add(v128.load(at, 16), high);
    }
    v128.store(at, low);
    v128.store(at, high, 16);
    return;
  }
  if (accumulate) {
    low = f32x4.add(columns < 4 ? loadSome(at, columns) : v128.load(at), low);
    if (columns > 4) high = f32x4.add(loadSome(at + 16, columns - 4), high);
  }
  storePart(at, low, high, columns);
}
