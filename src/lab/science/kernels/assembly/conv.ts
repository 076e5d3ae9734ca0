import { errorsBefore, floats, intoMiddle, packPhase, padToPanels, positions } from './conv-layout';
import { convolve } from './convolve';
import { correlate } from './correlate';
import { pack, packedLength, zero } from './gemm';

/**
 * 2-D convolution without copied patches: under an output position stand KH pieces of KW C numbers, which the inner loops
 * (convolve.ts, correlate.ts) read where they are. `group` images are worked on together, so that they stay in the cache;
 * with padding they are copied into the middle of zeros first.
 *
 * Images are [B, H, W, C], filters [KH, KW, C, F] as in tfjs, that is a [KH KW C, F] matrix. The caller chooses `group`
 * and the scratch to fit it (conv.ts beside this folder).
 */

// @ts-ignore: decorator
@inline
function outputSide(side: i32, patch: i32, stride: i32, pad: i32): i32 {
  return (side + 2 * pad - patch) / stride + 1;
}

/** As long as the patches of so many positions, those of neighbours counted once, are a part of the first cache. */
const NEAR: i32 = 4096;

/** The output of all positions of a table, panel by panel of eight columns, `panel` bytes each. */
function convolveAll(
  input: usize, output: usize, table: usize, count: i32, lines: i32, line: i32, gap: usize, panelGap: usize,
  packed: usize, panel: usize, bias: usize, N: i32, relu: bool, near: i32,
): void {
  for (let first = 0; first < count; first += near) {
    const part = min(near, count - first);
    for (let n = 0; n < N; n += 8) {
      convolve(
        input, floats(output, n), table + ((<usize>first) << 3), part, lines, line, gap, panelGap,
        packed + (<usize>(n >> 3)) * panel, floats(bias, n), min(8, N - n), relu,
      );
    }
  }
}

/**
 * y = x * filter + bias, and max(0, y) with `relu`. Scratch: packedLength(K, F), F in whole eights, 2 (group OH OW + 3), and
 * with padding group PH PW C, where PH = (OH - 1) stride + KH.
 */
export function convForward(
  x: usize, filter: usize, bias: usize, y: usize,
  B: i32, H: i32, W: i32, C: i32, KH: i32, KW: i32, F: i32,
  stride: i32, pad: i32, relu: bool, group: i32, scratch: usize,
): void {
  const OH = outputSide(H, KH, stride, pad);
  const OW = outputSide(W, KW, stride, pad);
  const K = KH * KW * C;
  const PH = pad ? (OH - 1) * stride + KH : H;
  const PW = pad ? (OW - 1) * stride + KW : W;
  const biases = floats(scratch, packedLength(K, F));
  const table = floats(biases, (F + 7) & ~7);
  const image = floats(table, 2 * (group * OH * OW + 3));
  const near = max(4, (NEAR / (C * stride * stride)) & ~3);
  const gap = (<usize>((PW - KW) * C)) << 2;
  pack(filter, F, 1, K, F, scratch);
  padToPanels(bias, F, biases);
  if (pad) zero(image, group * PH * PW * C);
  let images = 0;
  let count = 0;
  for (let first = 0; first < B; first += group) {
    let input = floats(x, first * H * W * C);
    if (images != min(group, B - first)) {
      images = min(group, B - first);
      count = positions(table, images, OH, OW, PH * PW * C, stride * PW * C, stride * C, OH * OW * F, OW * F, F, 0, 0);
    }
    if (pad) {
      intoMiddle(input, image, images, H, W, C, PH, PW, pad);
      input = image;
    }
    const to = floats(y, first * OH * OW * F);
    convolveAll(input, to, table, count, KH, KW * C, gap, 0, scratch, (<usize>K) << 5, biases, F, relu, near);
  }
}

/**
 * The gradients of convForward. Scratch: group OH OW floats for each of F columns in whole eights; with padding group PH PW C;
 * with dx also group OH OW F, packedLength(KH KW F, C), C in whole eights, and 2 (group H W + 3).
 *
 * @param y the output of convForward: where it is zero, `relu` lets nothing through
 * @param dx written unless 0; dFilter, dBias: written
 */
export function convBackward(
  x: usize, filter: usize, y: usize, dy: usize, dx: usize, dFilter: usize, dBias: usize,
  B: i32, H: i32, W: i32, C: i32, KH: i32, KW: i32, F: i32,
  stride: i32, pad: i32, relu: bool, group: i32, scratch: usize,
): void {
  const OH = outputSide(H, KH, stride, pad);
  const OW = outputSide(W, KW, stride, pad);
  const PH = pad ? (OH - 1) * stride + KH : H;
  const PW = pad ? (OW - 1) * stride + KW : W;
  const columns = (F + 7) & ~7;
  const image = floats(scratch, group * OH * OW * columns);
  const plain = floats(image, pad ? group * PH * PW * C : 0);
  const packed = floats(plain, group * OH * OW * F);
  const zeros = floats(packed, packedLength(KH * KW * F, C));
  const table = floats(zeros, (C + 7) & ~7);
  if (columns > F) zero(scratch, group * OH * OW * columns);
  if (pad) zero(image, group * PH * PW * C);
  zero(dBias, F);
  if (dx) {
    padToPanels(0, C, zeros);
    packPhases(filter, KH, KW, C, F, stride, pad, packed);
    // Pixels under no filter.
    if (stride > min(KH, KW) || (OH - 1) * stride + KH < H + pad || (OW - 1) * stride + KW < W + pad) zero(dx, B * H * W * C);
  }
  for (let first = 0; first < B; first += group) {
    const images = min(group, B - first);
    const outputs = first * OH * OW * F;
    let input = floats(x, first * H * W * C);
    if (pad) {
      intoMiddle(input, image, images, H, W, C, PH, PW, pad);
      input = image;
    }
    const at = relu ? floats(y, outputs) : 0;
    errorsBefore(floats(dy, outputs), at, dx ? plain : 0, scratch, dBias, images * OH * OW, F);
    filterErrors(input, scratch, dFilter, images, OH, OW, C, KH, KW, F, stride, PH, PW, first > 0);
    if (dx) {
      const to = floats(dx, first * H * W * C);
      inputErrors(plain, to, images, H, W, C, KH, KW, F, OH, OW, stride, pad, packed, zeros, table);
    }
  }
}

/** dFilter (+)= sum over positions of patch^T error, four rows and eight columns at a time. */
function filterErrors(
  x: usize, panels: usize, dFilter: usize, images: i32, OH: i32, OW: i32,
  C: i32, KH: i32, KW: i32, F: i32, stride: i32, PH: i32, PW: i32, accumulate: bool,
): void {
  const K = KH * KW * C;
  const line = KW * C;
  const row = PW * C;
  const panel = images * OH * OW * 8;
  const xPixel = (<usize>(stride * C)) << 2;
  const xRow = (<usize>(stride * (PW - OW) * C)) << 2;
  const xImage = (<usize>((PH - stride * OH) * PW * C)) << 2;
  for (let k = 0; k < K; k += 4) {
    const x0 = place(x, k, line, row);
    const x1 = place(x, min(k + 1, K - 1), line, row);
    const x2 = place(x, min(k + 2, K - 1), line, row);
    const x3 = place(x, min(k + 3, K - 1), line, row);
    for (let f = 0; f < F; f += 8) {
      correlate(
        x0, x1, x2, x3, floats(panels, (f >> 3) * panel), images, OH, OW, xPixel, xRow, xImage,
        floats(dFilter, k * F + f), (<usize>F) << 2, min(4, K - k), min(8, F - f), accumulate,
      );
    }
  }
}

/** Where the patch's number k stands in an image whose rows are `row` floats long. */
// @ts-ignore: decorator
@inline
function place(x: usize, k: i32, line: i32, row: i32): usize {
  return floats(x, (k / line) * row + (k % line));
}

/**
 * The pixels fall into stride x stride phases. Pixel i + stride j of a row meets only the taps first + stride t,
 * first = (i + pad) mod stride, from the output j + base - t, base = (i + pad) / stride: dx of a phase is an ordinary
 * convolution of the errors with those taps, the last first. Near the borders some of them meet no output; pixels that meet
 * the same ones are worked on together.
 */
// @ts-ignore: decorator
@inline
function taps(patch: i32, phase: i32, stride: i32, pad: i32): i32 {
  const first = (phase + pad) % stride;
  return first < patch ? (patch - first + stride - 1) / stride : 0;
}

function packPhases(filter: usize, KH: i32, KW: i32, C: i32, F: i32, stride: i32, pad: i32, out: usize): void {
  for (let i = 0; i < stride; i++) {
    const downs = taps(KH, i, stride, pad);
    for (let j = 0; j < stride; j++) {
      const acrosses = taps(KW, j, stride, pad);
      packPhase(filter, KW, C, F, (i + pad) % stride, (j + pad) % stride, downs, acrosses, stride, out);
      out = floats(out, packedLength(downs * acrosses * F, C));
    }
  }
}

/** The first and the last tap that meet an output from place `at` = j + base. */
// @ts-ignore: decorator
@inline
function firstTap(at: i32, outputs: i32): i32 {
  return max(0, at - outputs + 1);
}

// @ts-ignore: decorator
@inline
function lastTap(at: i32, count: i32): i32 {
  return min(count - 1, at);
}

/** Where the places from `at` on end that meet the same taps, `end` at the latest. */
function sameTaps(at: i32, end: i32, outputs: i32, count: i32): i32 {
  let to = at + 1;
  while (to < end && firstTap(to, outputs) == firstTap(at, outputs) && lastTap(to, count) == lastTap(at, count)) to++;
  return to;
}

function inputErrors(
  errors: usize, dx: usize, images: i32, H: i32, W: i32, C: i32, KH: i32, KW: i32, F: i32, OH: i32, OW: i32,
  stride: i32, pad: i32, packed: usize, zeros: usize, table: usize,
): void {
  const near = max(4, (NEAR / F) & ~3);
  for (let i = 0; i < min(stride, H); i++) {
    const downs = taps(KH, i, stride, pad);
    const baseY = (i + pad) / stride;
    const endY = baseY + (H - i + stride - 1) / stride;
    for (let j = 0; j < stride; j++) {
      const acrosses = taps(KW, j, stride, pad);
      const baseX = (j + pad) / stride;
      const endX = baseX + (W - j + stride - 1) / stride;
      const panel = (<usize>(downs * acrosses * F)) << 5;
      for (let y = baseY; y < endY; ) {
        const nextY = sameTaps(y, endY, OH, downs);
        const lastY = lastTap(y, downs);
        const lines = lastY - firstTap(y, OH) + 1;
        for (let x = baseX; x < endX; ) {
          const nextX = sameTaps(x, endX, OW, acrosses);
          const lastX = lastTap(x, acrosses);
          const wide = lastX - firstTap(x, OW) + 1;
          if (lines > 0 && wide > 0) {
            const count = positions(
              table, images, nextY - y, nextX - x, OH * OW * F, OW * F, F, H * W * C, stride * W * C, stride * C,
              ((y - lastY) * OW + x - lastX) * F, ((i + (y - baseY) * stride) * W + j + (x - baseX) * stride) * C,
            );
            const from = packed + ((<usize>(((downs - 1 - lastY) * acrosses + acrosses - 1 - lastX) * F)) << 5);
            convolveAll(
              errors, dx, table, count, lines, wide * F, (<usize>((OW - wide) * F)) << 2,
              (<usize>((acrosses - wide) * F)) << 5, from, panel, zeros, C, false, near,
            );
          }
          x = nextX;
        }
        y = nextY;
      }
      packed = floats(packed, packedLength(downs * acrosses * F, C));
    }
  }
}
