/**
 * The inner loops of a product with a packed matrix (gemm.ts): a 4 x 8 block of C in eight vectors (Goto & van de Geijn,
 * Anatomy of high-performance matrix multiplication, 2008). With B's two and A's four that is what a processor with sixteen
 * has room for.
 */

// @ts-ignore: decorator
@inline
function put(at: usize, low: v128, high: v128, columns: i32, accumulate: bool): void {
  if (columns == 8) {
    if (accumulate) {
      low = f32x4.add(low, v128.load(at));
      high = f32x4.add(high, v128.load(at, 16));
    }
    v128.store(at, low);
    v128.store(at, high, 16);
    return;
  }
  putSome(at, low, high, columns, accumulate);
}

function putSome(at: usize, low: v128, high: v128, columns: i32, accumulate: bool): void {
  for (let j = 0; j < columns; j++) {
    const lane = j & 3;
    const v = j < 4 ? low : high;
    let value = lane == 0 ? f32x4.extract_lane(v, 0) : lane == 1 ? f32x4.extract_lane(v, 1) : lane == 2 ? f32x4.extract_lane(v, 2) : f32x4.extract_lane(v, 3);
    const place = at + ((<usize>j) << 2);
    if (accumulate) value += f32.load(place);
    f32.store(place, value);
  }
}

/**
 * `count` blocks of four rows of A that each lie in one piece, `row` bytes apart.
 *
 * Four steps a round, with branches between them: in one block V8 moves all loads to the front and spills the sums. The end
 * is known by the panel's address: a counter would be one register too many, and go through memory.
 */
export function blocks(
  a: usize, row: usize, panel: usize, c: usize, cRow: usize, count: i32, columns: i32, K: i32, accumulate: bool,
): void {
  const end = panel + ((<usize>K) << 5);
  for (; count > 0; count--) {
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
    let b = panel;
    let a0 = a;
    let a1 = a0 + row;
    let a2 = a1 + row;
    let a3 = a2 + row;
    a = a3 + row;
    while (b < end) {
      b0 = v128.load(b, 0);
      b1 = v128.load(b, 16);
      s = v128.load32_splat(a0);
      c00 = f32x4.add(c00, f32x4.mul(s, b0));
      c01 = f32x4.add(c01, f32x4.mul(s, b1));
      s = v128.load32_splat(a1);
      c10 = f32x4.add(c10, f32x4.mul(s, b0));
      c11 = f32x4.add(c11, f32x4.mul(s, b1));
      s = v128.load32_splat(a2);
      c20 = f32x4.add(c20, f32x4.mul(s, b0));
      c21 = f32x4.add(c21, f32x4.mul(s, b1));
      s = v128.load32_splat(a3);
      c30 = f32x4.add(c30, f32x4.mul(s, b0));
      c31 = f32x4.add(c31, f32x4.mul(s, b1));
      if (b + 32 == end) break;
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
      if (b + 64 == end) break;
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
      if (b + 96 == end) break;
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
      a0 += 16;
      a1 += 16;
      a2 += 16;
      a3 += 16;
      b += 128;
    }
    put(c, c00, c01, columns, accumulate);
    put(c + cRow, c10, c11, columns, accumulate);
    put(c + (cRow << 1), c20, c21, columns, accumulate);
    put(c + (cRow << 1) + cRow, c30, c31, columns, accumulate);
    c += cRow << 2;
  }
}

/** Four rows of a transposed A at a time: their numbers stand side by side, `step` bytes on for the next k. */
export function blocksTransposed(
  a: usize, step: usize, panel: usize, c: usize, cRow: usize, count: i32, columns: i32, K: i32, accumulate: bool,
): void {
  const end = panel + ((<usize>K) << 5);
  for (; count > 0; count--) {
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
    let b = panel;
    let from = a;
    a += 16;
    while (b < end) {
      b0 = v128.load(b, 0);
      b1 = v128.load(b, 16);
      s = v128.load32_splat(from);
      c00 = f32x4.add(c00, f32x4.mul(s, b0));
      c01 = f32x4.add(c01, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 4);
      c10 = f32x4.add(c10, f32x4.mul(s, b0));
      c11 = f32x4.add(c11, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 8);
      c20 = f32x4.add(c20, f32x4.mul(s, b0));
      c21 = f32x4.add(c21, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 12);
      c30 = f32x4.add(c30, f32x4.mul(s, b0));
      c31 = f32x4.add(c31, f32x4.mul(s, b1));
      from += step;
      if (b + 32 == end) break;
      b0 = v128.load(b, 32);
      b1 = v128.load(b, 48);
      s = v128.load32_splat(from);
      c00 = f32x4.add(c00, f32x4.mul(s, b0));
      c01 = f32x4.add(c01, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 4);
      c10 = f32x4.add(c10, f32x4.mul(s, b0));
      c11 = f32x4.add(c11, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 8);
      c20 = f32x4.add(c20, f32x4.mul(s, b0));
      c21 = f32x4.add(c21, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 12);
      c30 = f32x4.add(c30, f32x4.mul(s, b0));
      c31 = f32x4.add(c31, f32x4.mul(s, b1));
      from += step;
      if (b + 64 == end) break;
      b0 = v128.load(b, 64);
      b1 = v128.load(b, 80);
      s = v128.load32_splat(from);
      c00 = f32x4.add(c00, f32x4.mul(s, b0));
      c01 = f32x4.add(c01, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 4);
      c10 = f32x4.add(c10, f32x4.mul(s, b0));
      c11 = f32x4.add(c11, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 8);
      c20 = f32x4.add(c20, f32x4.mul(s, b0));
      c21 = f32x4.add(c21, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 12);
      c30 = f32x4.add(c30, f32x4.mul(s, b0));
      c31 = f32x4.add(c31, f32x4.mul(s, b1));
      from += step;
      if (b + 96 == end) break;
      b0 = v128.load(b, 96);
      b1 = v128.load(b, 112);
      s = v128.load32_splat(from);
      c00 = f32x4.add(c00, f32x4.mul(s, b0));
      c01 = f32x4.add(c01, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 4);
      c10 = f32x4.add(c10, f32x4.mul(s, b0));
      c11 = f32x4.add(c11, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 8);
      c20 = f32x4.add(c20, f32x4.mul(s, b0));
      c21 = f32x4.add(c21, f32x4.mul(s, b1));
      s = v128.load32_splat(from, 12);
      c30 = f32x4.add(c30, f32x4.mul(s, b0));
      c31 = f32x4.add(c31, f32x4.mul(s, b1));
      from += step;
      b += 128;
    }
    put(c, c00, c01, columns, accumulate);
    put(c + cRow, c10, c11, columns, accumulate);
    put(c + (cRow << 1), c20, c21, columns, accumulate);
    put(c + (cRow << 1) + cRow, c30, c31, columns, accumulate);
    c += cRow << 2;
  }
}

export function block1(a: usize, aColumn: usize, panel: usize, c: usize, columns: i32, K: i32, accumulate: bool): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  for (let k = 0; k < K; k++) {
    const s = v128.load32_splat(a);
    c0 = f32x4.add(c0, f32x4.mul(s, v128.load(panel)));
    c1 = f32x4.add(c1, f32x4.mul(s, v128.load(panel, 16)));
    a += aColumn;
    panel += 32;
  }
  put(c, c0, c1, columns, accumulate);
}
