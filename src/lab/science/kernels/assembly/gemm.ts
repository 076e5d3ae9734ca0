/**
 * C[M, N] (+)= A[M, K] B[K, N] in float32 SIMD.
 *
 * B is packed into panels of eight columns (zero-padded), so that the inner loop reads it in one stream whatever its
 * strides were; A is read through two strides, so that a transposed A costs nothing. The inner kernel keeps a 4 x 8 block
 * of C in eight vectors (Goto & van de Geijn, Anatomy of high-performance matrix multiplication, 2008): with B's two and
 * A's four that is what a processor with sixteen has room for.
 */

/** Floats that `pack` writes for a K x N matrix. */
export function packedLength(K: i32, N: i32): i32 {
  return ((N + 7) >> 3) * K * 8;
}

/** Packs B(k, j) = b[k rowStride + j columnStride] into panels of eight columns; one of the strides is 1. */
export function pack(b: usize, rowStride: i32, columnStride: i32, K: i32, N: i32, out: usize): void {
  const column = (<usize>columnStride) << 2;
  for (let first = 0; first < N; first += 8) {
    packPanel(b + (<usize>first) * column, rowStride, columnStride, K, min(8, N - first), out);
    out += (<usize>K) << 5;
  }
}

/** One panel, of K rows, from at most eight columns. */
export function packPanel(b: usize, rowStride: i32, columnStride: i32, K: i32, columns: i32, out: usize): void {
  const row = (<usize>rowStride) << 2;
  const column = (<usize>columnStride) << 2;
  if (columns < 8) packSome(b, row, column, K, columns, out);
  else if (columnStride == 1) packRows(b, row, K, out);
  else packColumns(b, column, K, out);
}

function packRows(b: usize, row: usize, K: i32, out: usize): void {
  for (let k = 0; k < K; k++) {
    v128.store(out, v128.load(b));
    v128.store(out, v128.load(b, 16), 16);
    b += row;
    out += 32;
  }
}

/** Eight columns that each lie in one piece: four rows of the panel at a time, as two transposed 4 x 4 blocks. */
function packColumns(b: usize, column: usize, K: i32, out: usize): void {
  let k = 0;
  for (; k + 4 <= K; k += 4) {
    transpose4(b, column, out);
    transpose4(b + 4 * column, column, out + 16);
    b += 16;
    out += 128;
  }
  if (k < K) packSome(b, 4, column, K - k, 8, out);
}

/** Four columns of four numbers each to four rows, 32 bytes apart. */
// @ts-ignore: decorator
@inline
function transpose4(from: usize, column: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + column);
  const c = v128.load(from + 2 * column);
  const d = v128.load(from + 3 * column);
  const ab = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const cd = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const ab2 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd2 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f64>(ab, cd, 0, 2));
  v128.store(to, v128.shuffle<f64>(ab, cd, 1, 3), 32);
  v128.store(to, v128.shuffle<f64>(ab2, cd2, 0, 2), 64);
  v128.store(to, v128.shuffle<f64>(ab2, cd2, 1, 3), 96);
}

/** A panel with fewer than eight columns or an odd number of rows: one number at a time, zeros behind. */
function packSome(b: usize, row: usize, column: usize, K: i32, columns: i32, out: usize): void {
  for (let k = 0; k < K; k++) {
    let from = b;
    for (let j = 0; j < 8; j++) {
      f32.store(out + ((<usize>j) << 2), j < columns ? f32.load(from) : 0);
      if (j < columns) from += column;
    }
    b += row;
    out += 32;
  }
}

/** The product with a packed B. A(i, k) = a[i aRow + k aColumn]; C is row-major with `cRow` floats a row. */
export function multiplyPacked(
  a: usize,
  aRow: i32,
  aColumn: i32,
  packed: usize,
  c: usize,
  cRow: i32,
  M: i32,
  N: i32,
  K: i32,
  accumulate: bool,
): void {
  const panels = (N + 7) >> 3;
  const rowBytes = (<usize>aRow) << 2;
  for (let p = 0; p < panels; p++) {
    const panel = packed + ((<usize>(p * K)) << 5);
    const first = p << 3;
    const columns = min(8, N - first);
    const target = c + ((<usize>first) << 2);
    let i = 0;
    for (; i + 4 <= M; i += 4) {
      const from = a + (<usize>i) * rowBytes;
      const to = target + ((<usize>(i * cRow)) << 2);
      block4(from, rowBytes, (<usize>aColumn) << 2, panel, to, (<usize>cRow) << 2, columns, K, accumulate);
    }
    for (; i < M; i++) {
      block1(a + (<usize>i) * rowBytes, (<usize>aColumn) << 2, panel, target + (((<usize>(i * cRow))) << 2), columns, K, accumulate);
    }
  }
}

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

function block4(a: usize, aRow: usize, aColumn: usize, panel: usize, c: usize, cRow: usize, columns: i32, K: i32, accumulate: bool): void {
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
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  // Two steps a round, with a branch between them: in one block V8 moves all loads to the front and spills the sums.
  for (let k = K; k > 0; ) {
    b0 = v128.load(panel, 0);
    b1 = v128.load(panel, 16);
    s = v128.load32_splat(a);
    a += aColumn;
    c00 = f32x4.add(c00, f32x4.mul(s, b0));
    c01 = f32x4.add(c01, f32x4.mul(s, b1));
    s = v128.load32_splat(a1);
    a1 += aColumn;
    c10 = f32x4.add(c10, f32x4.mul(s, b0));
    c11 = f32x4.add(c11, f32x4.mul(s, b1));
    s = v128.load32_splat(a2);
    a2 += aColumn;
    c20 = f32x4.add(c20, f32x4.mul(s, b0));
    c21 = f32x4.add(c21, f32x4.mul(s, b1));
    s = v128.load32_splat(a3);
    a3 += aColumn;
    c30 = f32x4.add(c30, f32x4.mul(s, b0));
    c31 = f32x4.add(c31, f32x4.mul(s, b1));
    if (--k == 0) break;
    b0 = v128.load(panel, 32);
    b1 = v128.load(panel, 48);
    s = v128.load32_splat(a);
    a += aColumn;
    c00 = f32x4.add(c00, f32x4.mul(s, b0));
    c01 = f32x4.add(c01, f32x4.mul(s, b1));
    s = v128.load32_splat(a1);
    a1 += aColumn;
    c10 = f32x4.add(c10, f32x4.mul(s, b0));
    c11 = f32x4.add(c11, f32x4.mul(s, b1));
    s = v128.load32_splat(a2);
    a2 += aColumn;
    c20 = f32x4.add(c20, f32x4.mul(s, b0));
    c21 = f32x4.add(c21, f32x4.mul(s, b1));
    s = v128.load32_splat(a3);
    a3 += aColumn;
    c30 = f32x4.add(c30, f32x4.mul(s, b0));
    c31 = f32x4.add(c31, f32x4.mul(s, b1));
    panel += 64;
    k--;
  }
  put(c, c00, c01, columns, accumulate);
  put(c + cRow, c10, c11, columns, accumulate);
  put(c + (cRow << 1), c20, c21, columns, accumulate);
  put(c + (cRow << 1) + cRow, c30, c31, columns, accumulate);
}

function block1(a: usize, aColumn: usize, panel: usize, c: usize, columns: i32, K: i32, accumulate: bool): void {
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

/**
 * C[M, N] (+)= op(A) op(B), all row-major and dense; `scratch` holds packedLength(K, N) floats.
 * transposeA: A is stored [K, M]; transposeB: B is stored [N, K].
 */
export function multiply(
  a: usize,
  transposeA: bool,
  b: usize,
  transposeB: bool,
  c: usize,
  M: i32,
  N: i32,
  K: i32,
  accumulate: bool,
  scratch: usize,
): void {
  pack(b, transposeB ? 1 : N, transposeB ? K : 1, K, N, scratch);
  multiplyPacked(a, transposeA ? 1 : K, transposeA ? M : 1, scratch, c, N, M, N, K, accumulate);
}

/** out[j] (+)= sum over rows of a[rows, columns]. */
export function columnSums(a: usize, rows: i32, columns: i32, out: usize, accumulate: bool): void {
  let j = 0;
  for (; j + 4 <= columns; j += 4) {
    const at = (<usize>j) << 2;
    let sum = accumulate ? v128.load(out + at) : f32x4.splat(0);
    for (let i = 0; i < rows; i++) sum = f32x4.add(sum, v128.load(a + ((<usize>(i * columns)) << 2) + at));
    v128.store(out + at, sum);
  }
  for (; j < columns; j++) {
    const at = (<usize>j) << 2;
    let sum: f32 = accumulate ? f32.load(out + at) : 0;
    for (let i = 0; i < rows; i++) sum += f32.load(a + ((<usize>(i * columns)) << 2) + at);
    f32.store(out + at, sum);
  }
}

export function copy(from: usize, to: usize, count: i32): void {
  memory.copy(to, from, (<usize>count) << 2);
}

export function zero(at: usize, count: i32): void {
  memory.fill(at, 0, (<usize>count) << 2);
}
