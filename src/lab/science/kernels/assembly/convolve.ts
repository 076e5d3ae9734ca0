import { relu4, storeSome } from './activations';

/**
 * A convolution's inner loop, on blocks of 4 x 8 sums in eight registers as in gemm-blocks.ts. What differs from a product of
 * matrices: the numbers under an output position stand in the image in `lines` pieces, and no patch is copied.
 */

/** A position and its output: byte offsets into the image and into the result, in turn. */
const ENTRY: usize = 8;

/**
 * out[position, 0..columns) = bias + sum over the position's numbers times a panel of eight columns (gemm.ts packs them),
 * for whole blocks of four positions.
 *
 * @param line numbers that stand in one piece; @param gap bytes from the end of one piece to the next, in the image and
 *   (panelGap) in the panel
 */
export function convolve(
  input: usize, output: usize, table: usize, count: i32, lines: i32, line: i32, gap: usize, panelGap: usize,
  panel: usize, bias: usize, columns: i32, relu: bool,
): void {
  const end = table + <usize>count * ENTRY;
  for (; table < end; table += 4 * ENTRY) {
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
    let a0 = input + i32.load(table);
    let a1 = input + i32.load(table, 8);
    let a2 = input + i32.load(table, 16);
    let a3 = input + i32.load(table, 24);
    let b = panel;
    for (let l = lines; l > 0; l--) {
      // Four steps a round, with branches between them: see gemm-blocks.ts.
      const end = b + ((<usize>line) << 5);
      while (b < end) {
        b0 = v128.load(b, 0);
        b1 = v128.load(b, 16);
        s = v128.load32_splat(a0, 0);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = v128.load32_splat(a1, 0);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = v128.load32_splat(a2, 0);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = v128.load32_splat(a3, 0);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        if (b + 32 == end) {
          b += 32;
          a0 += 4;
          a1 += 4;
          a2 += 4;
          a3 += 4;
          break;
        }
        b0 = v128.load(b, 32);
        b1 = v128.load(b, 48);
        s = v128.load32_splat(a0, 4);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = v128.load32_splat(a1, 4);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = v128.load32_splat(a2, 4);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = v128.load32_splat(a3, 4);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        if (b + 64 == end) {
          b += 64;
          a0 += 8;
          a1 += 8;
          a2 += 8;
          a3 += 8;
          break;
        }
        b0 = v128.load(b, 64);
        b1 = v128.load(b, 80);
        s = v128.load32_splat(a0, 8);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = v128.load32_splat(a1, 8);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = v128.load32_splat(a2, 8);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = v128.load32_splat(a3, 8);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        if (b + 96 == end) {
          b += 96;
          a0 += 12;
          a1 += 12;
          a2 += 12;
          a3 += 12;
          break;
        }
        b0 = v128.load(b, 96);
        b1 = v128.load(b, 112);
        s = v128.load32_splat(a0, 12);
        c00 = f32x4.add(c00, f32x4.mul(s, b0));
        c01 = f32x4.add(c01, f32x4.mul(s, b1));
        s = v128.load32_splat(a1, 12);
        c10 = f32x4.add(c10, f32x4.mul(s, b0));
        c11 = f32x4.add(c11, f32x4.mul(s, b1));
        s = v128.load32_splat(a2, 12);
        c20 = f32x4.add(c20, f32x4.mul(s, b0));
        c21 = f32x4.add(c21, f32x4.mul(s, b1));
        s = v128.load32_splat(a3, 12);
        c30 = f32x4.add(c30, f32x4.mul(s, b0));
        c31 = f32x4.add(c31, f32x4.mul(s, b1));
        b += 128;
        a0 += 16;
        a1 += 16;
        a2 += 16;
        a3 += 16;
      }
      a0 += gap;
      a1 += gap;
      a2 += gap;
      a3 += gap;
      b += panelGap;
    }
    b0 = v128.load(bias);
    b1 = v128.load(bias, 16);
    put(output + i32.load(table, 4), c00, c01, b0, b1, columns, relu);
    put(output + i32.load(table, 12), c10, c11, b0, b1, columns, relu);
    put(output + i32.load(table, 20), c20, c21, b0, b1, columns, relu);
    put(output + i32.load(table, 28), c30, c31, b0, b1, columns, relu);
  }
}

// @ts-ignore: decorator
@inline
function put(at: usize, low: v128, high: v128, b0: v128, b1: v128, columns: i32, relu: bool): void {
  low = f32x4.add(low, b0);
  high = f32x4.add(high, b1);
  if (relu) {
    low = relu4(low);
    high = relu4(high);
  }
  if (columns == 8) {
    v128.store(at, low);
    v128.store(at, high, 16);
  } else storePart(at, low, high, columns);
}

/** The first columns of eight. */
export function storePart(at: usize, low: v128, high: v128, columns: i32): void {
  if (columns < 4) {
    storeSome(at, low, columns);
    return;
  }
  v128.store(at, low);
  if (columns > 4) storeSome(at + 16, high, columns - 4);
}
