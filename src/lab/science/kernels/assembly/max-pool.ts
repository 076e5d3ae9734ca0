import { loadSome, storeSome } from './activations';
import { zero } from './gemm';

// @ts-ignore: decorator
@inline
function floats(base: usize, count: i32): usize {
  return base + ((<usize>count) << 2);
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
