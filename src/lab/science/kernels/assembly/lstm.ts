import { activate, activateGradient, loadSome, sigmoid4, storeSome, TANH, tanh4 } from './activations';
import { columnSums, copy, multiplyPacked, pack, packedLength, zero } from './gemm';

/** Gates stand in the order input, candidate, output and, where there is one, forget: [input | candidate | output | forget]. */

/** Floats of scratch for one LSTM or RNN over a sequence, whichever way. columns: H times the number of gates (1 for an RNN). */
export function recurrentScratch(B: i32, I: i32, H: i32, columns: i32): i32 {
  const forward = packedLength(I, columns) + packedLength(H, columns);
  const backward = packedLength(columns, H) + packedLength(columns, I) + packedLength(B, columns) + B * columns;
  return max(forward, backward);
}

// @ts-ignore: decorator
@inline
function floats(base: usize, count: i32): usize {
  return base + ((<usize>count) << 2);
}

/**
 * 2^-110. An error that has faded further is taken for zero on its way back: below 2^-126 float32's numbers lose digits one
 * by one, and many processors (Intel's most) take a hundred times longer with each of them and with every product that ends
 * there. The distance between the two is what a weight or a gate may still take off. NaN is no less than it, and stays.
 */
const FADED: f32 = 7.703719777548943e-34;

// @ts-ignore: decorator
@inline
function unlessFaded(x: v128): v128 {
  return v128.andnot(x, f32x4.lt(f32x4.abs(x), f32x4.splat(FADED)));
}

/** z = bias + x_t W + h_(t-1) U of one step, with both matrices packed. */
// @ts-ignore: decorator
@inline
function preActivations(
  x: usize, packedW: usize, h: usize, packedU: usize, bias: usize, z: usize, B: i32, I: i32, H: i32, columns: i32,
): void {
  for (let b = 0; b < B; b++) memory.copy(floats(z, b * columns), bias, (<usize>columns) << 2);
  multiplyPacked(x, I, 1, packedW, z, columns, B, columns, I, true);
  multiplyPacked(h, H, 1, packedU, z, columns, B, columns, H, true);
}

/**
 * An LSTM over T steps (Hochreiter & Schmidhuber 1997; forget gate: Gers et al. 2000; without one c' = c + i g).
 *
 * @param x [T, B, I]; w [I, G H]; u [H, G H]; bias [G H] with G = 4, or 3 without a forget gate
 * @param h [T + 1, B, H], c [T + 1, B, H]: index 0 is the initial state, filled in by the caller
 * @param gates [T, B, G H]: the activated gates; tanhC [T, B, H]; both saved for backward
 */
export function lstmForward(
  x: usize, w: usize, u: usize, bias: usize,
  h: usize, c: usize, gates: usize, tanhC: usize,
  T: i32, B: i32, I: i32, H: i32, forget: bool, scratch: usize,
): void {
  const columns = (forget ? 4 : 3) * H;
  const state = (<usize>(B * H)) << 2;
  const block = (<usize>(B * columns)) << 2;
  // Both matrices are packed once for all steps. A step's numbers stay in the cache from the products to the gates.
  const packedU = floats(scratch, packedLength(I, columns));
  pack(w, columns, 1, I, columns, scratch);
  pack(u, columns, 1, H, columns, packedU);
  for (let t = 0; t < T; t++) {
    const at = <usize>t;
    const z = gates + at * block;
    preActivations(floats(x, t * B * I), scratch, h + at * state, packedU, bias, z, B, I, H, columns);
    for (let b = 0; b < B; b++) {
      const row = ((<usize>(b * H)) << 2);
      lstmCell(z + ((<usize>(b * columns)) << 2), c + at * state + row, c + (at + 1) * state + row, tanhC + at * state + row, h + (at + 1) * state + row, H, forget);
    }
  }
}

/**
 * The gates and the memory of a whole row first, then its outputs: tanh of the memory waits for three activations, and a
 * processor does not look far enough ahead to do another cell's meanwhile.
 */
function lstmCell(z: usize, before: usize, after: usize, tanhC: usize, h: usize, H: i32, forget: bool): void {
  const gate = (<usize>H) << 2;
  for (let j = 0; j < H; j += 4) {
    const at = (<usize>j) << 2;
    const n = min(4, H - j);
    const whole = n == 4;
    const i = sigmoid4(whole ? v128.load(z + at) : loadSome(z + at, n));
    const g = tanh4(whole ? v128.load(z + gate + at) : loadSome(z + gate + at, n));
    const o = sigmoid4(whole ? v128.load(z + 2 * gate + at) : loadSome(z + 2 * gate + at, n));
    let kept = whole ? v128.load(before + at) : loadSome(before + at, n);
    if (forget) {
      const f = sigmoid4(whole ? v128.load(z + 3 * gate + at) : loadSome(z + 3 * gate + at, n));
      if (whole) v128.store(z + 3 * gate + at, f);
      else storeSome(z + 3 * gate + at, f, n);
      kept = f32x4.mul(f, kept);
    }
    const memory = f32x4.add(kept, f32x4.mul(i, g));
    if (whole) {
      v128.store(z + at, i);
      v128.store(z + gate + at, g);
      v128.store(z + 2 * gate + at, o);
      v128.store(after + at, memory);
    } else {
      storeSome(z + at, i, n);
      storeSome(z + gate + at, g, n);
      storeSome(z + 2 * gate + at, o, n);
      storeSome(after + at, memory, n);
    }
  }
  for (let j = 0; j < H; j += 4) {
    const at = (<usize>j) << 2;
    const n = min(4, H - j);
    if (n == 4) {
      const squashed = tanh4(v128.load(after + at));
      v128.store(tanhC + at, squashed);
      v128.store(h + at, f32x4.mul(v128.load(z + 2 * gate + at), squashed));
    } else {
      const squashed = tanh4(loadSome(after + at, n));
      storeSome(tanhC + at, squashed, n);
      storeSome(h + at, f32x4.mul(loadSome(z + 2 * gate + at, n), squashed), n);
    }
  }
}

/**
 * Backpropagation through time.
 *
 * @param dH [T, B, H]: the error of every output, or 0 for none; dLast [B, H]: an error of the last one, or 0 for none
 * @param dh, dc [B, H]: overwritten by the errors of h_0 and c_0
 * @param dw, du, db: written; dx [T, B, I]: written unless 0
 */
export function lstmBackward(
  x: usize, w: usize, u: usize,
  h: usize, c: usize, gates: usize, tanhC: usize,
  dH: usize, dLast: usize, dh: usize, dc: usize,
  dw: usize, du: usize, db: usize, dx: usize,
  T: i32, B: i32, I: i32, H: i32, forget: bool, scratch: usize,
): void {
  const columns = (forget ? 4 : 3) * H;
  const state = (<usize>(B * H)) << 2;
  const block = (<usize>(B * columns)) << 2;
  const dz = packGradientMatrices(w, u, dw, du, db, dx, I, H, columns, scratch);
  zero(dc, B * H);
  startErrors(dLast, dh, B * H);
  for (let t = T - 1; t >= 0; t--) {
    const at = <usize>t;
    if (dH) add(dH + at * state, dh, dh, B * H);
    for (let b = 0; b < B; b++) {
      const row = (<usize>(b * H)) << 2;
      const gateRow = (<usize>(b * columns)) << 2;
      lstmCellBackward(gates + at * block + gateRow, dz + gateRow, c + at * state + row, tanhC + at * state + row, dh + row, dc + row, H, forget);
    }
    gradientsOfStep(floats(x, t * B * I), h + at * state, dz, dh, dw, du, db, dx ? floats(dx, t * B * I) : 0, B, I, H, columns, scratch);
  }
}

function lstmCellBackward(z: usize, dz: usize, before: usize, tanhC: usize, dh: usize, dc: usize, H: i32, forget: bool): void {
  const gate = (<usize>H) << 2;
  const one = f32x4.splat(1);
  for (let j = 0; j < H; j += 4) {
    const at = (<usize>j) << 2;
    const n = min(4, H - j);
    const whole = n == 4;
    const i = whole ? v128.load(z + at) : loadSome(z + at, n);
    const g = whole ? v128.load(z + gate + at) : loadSome(z + gate + at, n);
    const o = whole ? v128.load(z + 2 * gate + at) : loadSome(z + 2 * gate + at, n);
    const squashed = whole ? v128.load(tanhC + at) : loadSome(tanhC + at, n);
    const c0 = whole ? v128.load(before + at) : loadSome(before + at, n);
    const error = unlessFaded(whole ? v128.load(dh + at) : loadSome(dh + at, n));
    let memory = whole ? v128.load(dc + at) : loadSome(dc + at, n);
    memory = unlessFaded(f32x4.add(memory, f32x4.mul(f32x4.mul(error, o), f32x4.sub(one, f32x4.mul(squashed, squashed)))));
    const di = unlessFaded(f32x4.mul(f32x4.mul(memory, g), f32x4.mul(i, f32x4.sub(one, i))));
    const dg = unlessFaded(f32x4.mul(f32x4.mul(memory, i), f32x4.sub(one, f32x4.mul(g, g))));
    const dO = unlessFaded(f32x4.mul(f32x4.mul(error, squashed), f32x4.mul(o, f32x4.sub(one, o))));
    let passed = memory;
    let df = f32x4.splat(0);
    if (forget) {
      const f = whole ? v128.load(z + 3 * gate + at) : loadSome(z + 3 * gate + at, n);
      df = unlessFaded(f32x4.mul(f32x4.mul(memory, c0), f32x4.mul(f, f32x4.sub(one, f))));
      passed = f32x4.mul(memory, f);
    }
    if (whole) {
      v128.store(dz + at, di);
      v128.store(dz + gate + at, dg);
      v128.store(dz + 2 * gate + at, dO);
      if (forget) v128.store(dz + 3 * gate + at, df);
      v128.store(dc + at, passed);
    } else {
      storeSome(dz + at, di, n);
      storeSome(dz + gate + at, dg, n);
      storeSome(dz + 2 * gate + at, dO, n);
      if (forget) storeSome(dz + 3 * gate + at, df, n);
      storeSome(dc + at, passed, n);
    }
  }
}

/** Packs U^T and, where dx is asked for, W^T, and clears the sums over the steps. @returns room for dz [B, columns] */
function packGradientMatrices(
  w: usize, u: usize, dw: usize, du: usize, db: usize, dx: usize, I: i32, H: i32, columns: i32, scratch: usize,
): usize {
  const packedW = floats(scratch, packedLength(columns, H));
  pack(u, 1, columns, columns, H, scratch);
  if (dx) pack(w, 1, columns, columns, I, packedW);
  zero(dw, I * columns);
  zero(du, H * columns);
  zero(db, columns);
  return floats(packedW, packedLength(columns, I));
}

/**
 * What dz of one step adds to the weights' gradients while it is in the cache: dW += x^T dz, dU += h^T dz, db += sum dz;
 * and where it goes on to: dh = dz U^T, dx = dz W^T. Scratch as packGradientMatrices left it.
 */
// @ts-ignore: decorator
@inline
function gradientsOfStep(
  x: usize, h: usize, dz: usize, dh: usize, dw: usize, du: usize, db: usize, dx: usize,
  B: i32, I: i32, H: i32, columns: i32, scratch: usize,
): void {
  const packed = floats(dz, B * columns);
  pack(dz, columns, 1, B, columns, packed);
  multiplyPacked(x, 1, I, packed, dw, columns, I, columns, B, true);
  multiplyPacked(h, 1, H, packed, du, columns, H, columns, B, true);
  columnSums(dz, B, columns, db, true);
  if (dx) multiplyPacked(dz, columns, 1, floats(scratch, packedLength(columns, H)), dx, I, B, I, columns, false);
  multiplyPacked(dz, columns, 1, scratch, dh, H, B, H, columns, false);
}

/** A plain recurrent net h' = tanh(x W + h U + b) (Elman 1990). `h` as for the LSTM. */
export function rnnForward(x: usize, w: usize, u: usize, bias: usize, h: usize, T: i32, B: i32, I: i32, H: i32, scratch: usize): void {
  const packedU = floats(scratch, packedLength(I, H));
  pack(w, H, 1, I, H, scratch);
  pack(u, H, 1, H, H, packedU);
  for (let t = 0; t < T; t++) {
    const from = floats(h, t * B * H);
    const to = floats(from, B * H);
    preActivations(floats(x, t * B * I), scratch, from, packedU, bias, to, B, I, H, H);
    activate(TANH, to, to, B * H);
  }
}

/** As lstmBackward. */
export function rnnBackward(
  x: usize, w: usize, u: usize, h: usize, dH: usize, dLast: usize, dh: usize,
  dw: usize, du: usize, db: usize, dx: usize, T: i32, B: i32, I: i32, H: i32, scratch: usize,
): void {
  const state = B * H;
  const dz = packGradientMatrices(w, u, dw, du, db, dx, I, H, H, scratch);
  startErrors(dLast, dh, state);
  for (let t = T - 1; t >= 0; t--) {
    if (dH) add(floats(dH, t * state), dh, dh, state);
    activateGradient(TANH, dh, floats(h, (t + 1) * state), dz, state);
    dropFaded(dz, state);
    gradientsOfStep(floats(x, t * B * I), floats(h, t * state), dz, dh, dw, du, db, dx ? floats(dx, t * B * I) : 0, B, I, H, H, scratch);
  }
}

function startErrors(dLast: usize, dh: usize, count: i32): void {
  if (dLast) copy(dLast, dh, count);
  else zero(dh, count);
}

function add(a: usize, b: usize, sum: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(floats(sum, i), f32x4.add(v128.load(floats(a, i)), v128.load(floats(b, i))));
  for (; i < count; i++) f32.store(floats(sum, i), f32.load(floats(a, i)) + f32.load(floats(b, i)));
}

function dropFaded(x: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) v128.store(floats(x, i), unlessFaded(v128.load(floats(x, i))));
  for (; i < count; i++) if (abs<f32>(f32.load(floats(x, i))) < FADED) f32.store(floats(x, i), 0);
}
