import { block1, blocks, blocksTransposed } from './gemm-blocks';

/**
 * C[M, N] (+)= A[M, K] B[K, N] in float32 SIMD.
 *
 * B is packed into panels of eight columns (zero-padded), so that the inner loop (gemm-blocks.ts) reads it in one stream
 * whatever its strides were; A is read through two strides, so that a transposed A costs nothing.
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

/** The product with a packed B. A(i, k) = a[i aRow + k aColumn], one of the two 1; C is row-major with `cRow` floats a row. */
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
  const row = (<usize>aRow) << 2;
  const step = (<usize>aColumn) << 2;
  const down = (<usize>cRow) << 2;
  for (let p = 0; p < panels; p++) {
    const panel = packed + ((<usize>(p * K)) << 5);
    const first = p << 3;
    const columns = min(8, N - first);
    const target = c + ((<usize>first) << 2);
    if (aColumn == 1) blocks(a, row, panel, target, down, M >> 2, columns, K, accumulate);
    else blocksTransposed(a, step, panel, target, down, M >> 2, columns, K, accumulate);
    for (let i = M & ~3; i < M; i++) {
      block1(a + (<usize>i) * row, step, panel, target + (<usize>i) * down, columns, K, accumulate);
    }
  }
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
