import { loadSome, RELU, slope4, storeSome } from './activations';
import { packPanel, zero } from './gemm';

/** How images, errors and filters are laid out for the inner loops. */

// @ts-ignore: decorator
@inline
export function floats(base: usize, count: i32): usize {
  return base + ((<usize>count) << 2);
}

/** Copies images [B, H, W, C] into the middle of wider ones [B, PH, PW, C]; what lies around stays as it is. */
export function intoMiddle(from: usize, to: usize, B: i32, H: i32, W: i32, C: i32, PH: i32, PW: i32, pad: i32): void {
  // The last rows and columns may be under no filter.
  const rows = min(H, PH - pad);
  const line = min(W, PW - pad) * C;
  for (let b = 0; b < B; b++) {
    for (let i = 0; i < rows; i++) {
      move(floats(from, (b * H + i) * W * C), floats(to, ((b * PH + pad + i) * PW + pad) * C), line);
    }
  }
}

/** As memory.copy, which costs a call for a few numbers. */
// @ts-ignore: decorator
@inline
export function move(from: usize, to: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(floats(to, i), v128.load(floats(from, i)));
  for (; i < count; i++) f32.store(floats(to, i), f32.load(floats(from, i)));
}

/**
 * The byte offsets of every position in its image and in the result, by turns, for `B` images of `rows` x `columns`
 * positions; the last one is repeated until there are whole blocks of four. Steps in floats.
 *
 * @returns how many entries
 */
export function positions(
  table: usize, B: i32, rows: i32, columns: i32,
  inImage: i32, inRow: i32, inPixel: i32, outImage: i32, outRow: i32, outPixel: i32, from: i32, to: i32,
): i32 {
  let count = 0;
  let last: u64 = 0;
  for (let b = 0; b < B; b++) {
    for (let i = 0; i < rows; i++) {
      let a = from + b * inImage + i * inRow;
      let o = to + b * outImage + i * outRow;
      for (let j = 0; j < columns; j++) {
        last = ((<u64>(<u32>(o << 2))) << 32) | (<u64>(<u32>(a << 2)));
        store<u64>(table + ((<usize>(count++)) << 3), last);
        a += inPixel;
        o += outPixel;
      }
    }
  }
  while (count & 3) store<u64>(table + ((<usize>(count++)) << 3), last);
  return count;
}

/**
 * The errors before ReLU, dz = dy where y > 0, as panels of eight columns [F / 8, count, 8] and, unless `plain` is 0, once
 * more as rows [count, F]; their sums are added to dBias. Without ReLU (y = 0) they are dy.
 */
export function errorsBefore(dy: usize, y: usize, plain: usize, panels: usize, dBias: usize, count: i32, F: i32): void {
  for (let f = 0; f < F; f += 4) {
    const panel = floats(panels, (f >> 3) * count * 8 + (f & 4));
    const rest = plain ? floats(plain, f) : 0;
    const at = y ? floats(y, f) : 0;
    if (F - f >= 4) fourColumns(floats(dy, f), at, rest, panel, floats(dBias, f), count, F);
    else someColumns(floats(dy, f), at, rest, panel, floats(dBias, f), count, F, F - f);
  }
}

function fourColumns(dy: usize, y: usize, plain: usize, panel: usize, dBias: usize, count: i32, F: i32): void {
  const row = (<usize>F) << 2;
  let sum = v128.load(dBias);
  for (let i = 0; i < count; i++) {
    let error = v128.load(dy);
    dy += row;
    if (y) {
      error = f32x4.mul(error, slope4(RELU, v128.load(y)));
      y += row;
    }
    v128.store(panel, error);
    panel += 32;
    if (plain) {
      v128.store(plain, error);
      plain += row;
    }
    sum = f32x4.add(sum, error);
  }
  v128.store(dBias, sum);
}

function someColumns(
  dy: usize, y: usize, plain: usize, panel: usize, dBias: usize, count: i32, F: i32, columns: i32,
): void {
  const row = (<usize>F) << 2;
  let sum = loadSome(dBias, columns);
  for (let i = 0; i < count; i++) {
    let error = loadSome(dy, columns);
    dy += row;
    if (y) {
      error = f32x4.mul(error, slope4(RELU, loadSome(y, columns)));
      y += row;
    }
    v128.store(panel, error);
    panel += 32;
    if (plain) {
      storeSome(plain, error, columns);
      plain += row;
    }
    sum = f32x4.add(sum, error);
  }
  storeSome(dBias, sum, columns);
}

/**
 * The filter as the errors meet it: of the taps of a phase (conv.ts), the last first, [taps down, taps across, F] rows of
 * C columns, in panels of eight.
 */
export function packPhase(
  filter: usize, KW: i32, C: i32, F: i32, firstY: i32, firstX: i32, downs: i32, acrosses: i32, stride: i32, out: usize,
): void {
  for (let c = 0; c < C; c += 8) {
    for (let t = downs - 1; t >= 0; t--) {
      for (let u = acrosses - 1; u >= 0; u--) {
        const tap = (firstY + t * stride) * KW + firstX + u * stride;
        packPanel(floats(filter, (tap * C + c) * F), 1, F, F, min(8, C - c), out);
        out += (<usize>F) << 5;
      }
    }
  }
}

/** The numbers, and zeros up to whole panels of eight; zeros alone from 0. */
export function padToPanels(from: usize, count: i32, to: usize): void {
  zero(to, (count + 7) & ~7);
  if (from) memory.copy(to, from, (<usize>count) << 2);
}
