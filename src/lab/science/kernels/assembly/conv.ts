import { activate, activateGradient, loadSome, RELU, storeSome } from './activations';
import { columnSums, multiplyPacked, pack, packedLength, zero } from './gemm';

/**
 * 2-D convolution as a matrix product (Chellapilla, Puri & Simard 2006): the patch of the image under every output
 * position becomes a row of KH KW C numbers, `tile` positions at a time, so that the rows stay in the cache.
 *
 * Images are [B, H, W, C], filters [KH, KW, C, F] as in tfjs, that is a [KH KW C, F] matrix. `pad` zeros stand on all four
 * sides. The caller chooses `tile` and the scratch to fit it (conv.ts).
 */

// @ts-ignore: decorator
@inline
function outputSide(side: i32, patch: i32, stride: i32, pad: i32): i32 {
  return (side + 2 * pad - patch) / stride + 1;
}

/** A 1 x 1 filter on every pixel: the image is the matrix already. */
// @ts-ignore: decorator
@inline
function isDirect(KH: i32, KW: i32, stride: i32, pad: i32): bool {
  return KH == 1 && KW == 1 && stride == 1 && pad == 0;
}

// @ts-ignore: decorator
@inline
function floats(base: usize, count: i32): usize {
  return base + ((<usize>count) << 2);
}

/** y = x * filter + bias, and max(0, y) with `relu`. Scratch: packedLength(K, F) + tile K. */
export function convForward(
  x: usize, filter: usize, bias: usize, y: usize,
  B: i32, H: i32, W: i32, C: i32, KH: i32, KW: i32, F: i32,
  stride: i32, pad: i32, relu: bool, tile: i32, scratch: usize,
): void {
  const OH = outputSide(H, KH, stride, pad);
  const OW = outputSide(W, KW, stride, pad);
  const K = KH * KW * C;
  const positions = B * OH * OW;
  const direct = isDirect(KH, KW, stride, pad);
  const rows = floats(scratch, packedLength(K, F));
  pack(filter, F, 1, K, F, scratch);
  for (let first = 0; first < positions; first += tile) {
    const count = min(tile, positions - first);
    const to = floats(y, first * F);
    if (!direct) patches(true, x, rows, H, W, C, KH, KW, stride, pad, OH, OW, first, count);
    for (let i = 0; i < count; i++) move(bias, floats(to, i * F), F);
    multiplyPacked(direct ? floats(x, first * C) : rows, K, 1, scratch, to, F, count, F, K, true);
    if (relu) activate(RELU, to, to, count * F);
  }
}

/**
 * The gradients of convForward. Scratch: tile (K + F) + packedLength(tile, F) + packedLength(F, K).
 *
 * @param y the output of convForward: where it is zero, `relu` lets nothing through
 * @param dx written unless 0; dFilter, dBias: written
 */
export function convBackward(
  x: usize, filter: usize, y: usize, dy: usize, dx: usize, dFilter: usize, dBias: usize,
  B: i32, H: i32, W: i32, C: i32, KH: i32, KW: i32, F: i32,
  stride: i32, pad: i32, relu: bool, tile: i32, scratch: usize,
): void {
  const OH = outputSide(H, KH, stride, pad);
  const OW = outputSide(W, KW, stride, pad);
  const K = KH * KW * C;
  const positions = B * OH * OW;
  const direct = isDirect(KH, KW, stride, pad);
  const room = floats(scratch, tile * K);
  const packedErrors = floats(room, tile * F);
  const packedFilter = floats(packedErrors, packedLength(tile, F));
  if (dx) {
    pack(filter, 1, F, F, K, packedFilter);
    if (!direct) zero(dx, B * H * W * C);
  }
  for (let first = 0; first < positions; first += tile) {
    const count = min(tile, positions - first);
    let dz = floats(dy, first * F);
    if (relu) {
      activateGradient(RELU, dz, floats(y, first * F), room, count * F);
      dz = room;
    }
    // dFilter = sum over positions of patch^T dz.
    if (!direct) patches(true, x, scratch, H, W, C, KH, KW, stride, pad, OH, OW, first, count);
    pack(dz, F, 1, count, F, packedErrors);
    multiplyPacked(direct ? floats(x, first * C) : scratch, 1, K, packedErrors, dFilter, F, K, F, count, first > 0);
    columnSums(dz, count, F, dBias, first > 0);
    // The error of a patch is dz filter^T; a pixel sums those of all patches it stands in.
    if (dx) {
      multiplyPacked(dz, F, 1, packedFilter, direct ? floats(dx, first * C) : scratch, K, count, K, F, false);
      if (!direct) patches(false, dx, scratch, H, W, C, KH, KW, stride, pad, OH, OW, first, count);
    }
  }
}

/**
 * The patches of `count` output positions from `first` on, one a row.
 *
 * @param gather true: rows are filled from the image, zeros where it has no pixels; false: rows are added to the image
 */
function patches(
  gather: bool, image: usize, rows: usize,
  H: i32, W: i32, C: i32, KH: i32, KW: i32, stride: i32, pad: i32, OH: i32, OW: i32, first: i32, count: i32,
): void {
  const line = KW * C;
  let ox = first % OW;
  let oy = (first / OW) % OH;
  let top = (first / (OW * OH)) * H;
  for (let i = 0; i < count; i++) {
    const left = ox * stride - pad;
    // Columns `from` to `to` of the patch lie in the image: its numbers there stand in one piece.
    const from = min(max(-left, 0), KW);
    const to = max(min(W - left, KW), from);
    for (let ky = 0; ky < KH; ky++) {
      const iy = oy * stride - pad + ky;
      if (iy < 0 || iy >= H) {
        if (gather) clear(rows, line);
      } else {
        const pixels = floats(image, ((top + iy) * W + left + from) * C);
        const inside = floats(rows, from * C);
        if (gather) {
          clear(rows, from * C);
          move(pixels, inside, (to - from) * C);
          clear(floats(rows, to * C), (KW - to) * C);
        } else add(inside, pixels, (to - from) * C);
      }
      rows = floats(rows, line);
    }
    if (++ox == OW) {
      ox = 0;
      if (++oy == OH) {
        oy = 0;
        top += H;
      }
    }
  }
}

/** As memory.copy, which costs a call for a few numbers. */
// @ts-ignore: decorator
@inline
function move(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(floats(to, i), v128.load(floats(from, i)));
  for (; i < count; i++) f32.store(floats(to, i), f32.load(floats(from, i)));
}

// @ts-ignore: decorator
@inline
function clear(at: usize, count: i32): void {
  for (let i = 0; i < count; i++) f32.store(floats(at, i), 0);
}

// @ts-ignore: decorator
@inline
function add(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(floats(to, i), f32x4.add(v128.load(floats(to, i)), v128.load(floats(from, i))));
  for (; i < count; i++) f32.store(floats(to, i), f32.load(floats(to, i)) + f32.load(floats(from, i)));
}

/** The largest of every 2 x 2 block: x [B, H, W, C] to y [B, H / 2, W / 2, C]; an odd last row or column is left out. */
export function maxPoolForward(x: usize, y: usize, B: i32, H: i32, W: i32, C: i32): void {
  const right = (<usize>C) << 2;
  const below = (<usize>(W * C)) << 2;
  for (let b = 0; b < B; b++) {
    for (let i = 0; i < H >> 1; i++) {
      for (let j = 0; j < W >> 1; j++) {
        const block = floats(x, ((b * H + 2 * i) * W + 2 * j) * C);
        for (let c = 0; c < C; c += 4) {
          const n = min(4, C - c);
          const at = floats(block, c);
          // A NaN among them is the largest: f32x4.max keeps it.
          const upper = f32x4.max(some(at, n), some(at + right, n));
          const lower = f32x4.max(some(at + below, n), some(at + below + right, n));
          put(floats(y, c), f32x4.max(upper, lower), n);
        }
        y = floats(y, C);
      }
    }
  }
}

/** The error of a block goes to its largest entry, to the first of equals; to a NaN if there is one. dx: written. */
export function maxPoolBackward(x: usize, y: usize, dy: usize, dx: usize, B: i32, H: i32, W: i32, C: i32): void {
  const right = (<usize>C) << 2;
  const below = (<usize>(W * C)) << 2;
  zero(dx, B * H * W * C);
  for (let b = 0; b < B; b++) {
    for (let i = 0; i < H >> 1; i++) {
      for (let j = 0; j < W >> 1; j++) {
        const block = ((b * H + 2 * i) * W + 2 * j) * C;
        for (let c = 0; c < C; c += 4) {
          const n = min(4, C - c);
          const from = floats(x, block + c);
          const to = floats(dx, block + c);
          const largest = some(floats(y, c), n);
          const error = some(floats(dy, c), n);
          let open = v128.not(f32x4.splat(0));
          open = give(from, to, largest, error, open, n);
          open = give(from + right, to + right, largest, error, open, n);
          open = give(from + below, to + below, largest, error, open, n);
          give(from + below + right, to + below + right, largest, error, open, n);
        }
        y = floats(y, C);
        dy = floats(dy, C);
      }
    }
  }
}

/** @returns the lanes whose error still has to be given to an entry */
// @ts-ignore: decorator
@inline
function give(from: usize, to: usize, largest: v128, error: v128, open: v128, n: i32): v128 {
  const x = some(from, n);
  const nan = v128.and(f32x4.ne(x, x), f32x4.ne(largest, largest));
  const hit = v128.and(open, v128.or(f32x4.eq(x, largest), nan));
  put(to, v128.and(error, hit), n);
  return v128.andnot(open, hit);
}

// @ts-ignore: decorator
@inline
function some(at: usize, n: i32): v128 {
  return n == 4 ? v128.load(at) : loadSome(at, n);
}

// @ts-ignore: decorator
@inline
function put(at: usize, v: v128, n: i32): void {
  if (n == 4) v128.store(at, v);
  else storeSome(at, v, n);
}
