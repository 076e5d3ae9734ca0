import { loadSome, sigmoid4, storeSome, tanh4 } from './activations';
import { columnSums, multiplyPacked, pack, packedLength } from './gemm';

/** Gates stand in the order input, candidate, output and, where there is one, forget: [input | candidate | output | forget]. */

/** Floats of scratch for one LSTM or RNN over a sequence. columns: H times the number of gates (1 for an RNN). */
export function recurrentScratch(T: i32, B: i32, I: i32, H: i32, columns: i32): i32 {
  const forward = max(packedLength(I, columns), packedLength(H, columns));
  const backward = packedLength(columns, max(H, I)) + packedLength(T * B, columns) + 2 * B * H;
  return forward + backward;
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
  // The inputs of all steps in one product; the recurrent weights are packed once for all of them.
  for (let i = 0; i < T * B; i++) memory.copy(gates + ((<usize>(i * columns)) << 2), bias, (<usize>columns) << 2);
  pack(w, columns, 1, I, columns, scratch);
  multiplyPacked(x, I, 1, scratch, gates, columns, T * B, columns, I, true);
  pack(u, columns, 1, H, columns, scratch);
  for (let t = 0; t < T; t++) {
    const at = <usize>t;
    const z = gates + at * block;
    multiplyPacked(h + at * state, H, 1, scratch, z, columns, B, columns, H, true);
    for (let b = 0; b < B; b++) {
      const row = ((<usize>(b * H)) << 2);
      lstmCell(z + ((<usize>(b * columns)) << 2), c + at * state + row, c + (at + 1) * state + row, tanhC + at * state + row, h + (at + 1) * state + row, H, forget);
    }
  }
}

function lstmCell(z: usize, before: usize, after: usize, tanhC: usize, h: usize, H: i32, forget: bool): void {
  const gate = (<usize>H) << 2;
  let j = 0;
  for (; j + 4 <= H; j += 4) {
    const at = (<usize>j) << 2;
    const i = sigmoid4(v128.load(z + at));
    const g = tanh4(v128.load(z + gate + at));
    const o = sigmoid4(v128.load(z + 2 * gate + at));
    let kept = v128.load(before + at);
    if (forget) {
      const f = sigmoid4(v128.load(z + 3 * gate + at));
      v128.store(z + 3 * gate + at, f);
      kept = f32x4.mul(f, kept);
    }
    const memory = f32x4.add(kept, f32x4.mul(i, g));
    const squashed = tanh4(memory);
    v128.store(z + at, i);
    v128.store(z + gate + at, g);
    v128.store(z + 2 * gate + at, o);
    v128.store(after + at, memory);
    v128.store(tanhC + at, squashed);
    v128.store(h + at, f32x4.mul(o, squashed));
  }
  if (j < H) {
    const n = H - j;
    const at = (<usize>j) << 2;
    const i = sigmoid4(loadSome(z + at, n));
    const g = tanh4(loadSome(z + gate + at, n));
    const o = sigmoid4(loadSome(z + 2 * gate + at, n));
    let kept = loadSome(before + at, n);
    if (forget) {
      const f = sigmoid4(loadSome(z + 3 * gate + at, n));
      storeSome(z + 3 * gate + at, f, n);
      kept = f32x4.mul(f, kept);
    }
    const memory = f32x4.add(kept, f32x4.mul(i, g));
    const squashed = tanh4(memory);
    storeSome(z + at, i, n);
    storeSome(z + gate + at, g, n);
    storeSome(z + 2 * gate + at, o, n);
    storeSome(after + at, memory, n);
    storeSome(tanhC + at, squashed, n);
    storeSome(h + at, f32x4.mul(o, squashed), n);
  }
}

/**
 * Backpropagation through time. `gates` is overwritten by the gates' gradients.
 *
 * @param dH [T, B, H]: the error of every output; dc [B, H]: the error of the last memory, overwritten by that of c_0
 * @param dh [B, H]: overwritten by the error of h_0
 * @param dw, du, db: written; dx [T, B, I]: written unless 0
 */
export function lstmBackward(
  x: usize, w: usize, u: usize,
  h: usize, c: usize, gates: usize, tanhC: usize,
  dH: usize, dh: usize, dc: usize,
  dw: usize, du: usize, db: usize, dx: usize,
  T: i32, B: i32, I: i32, H: i32, forget: bool, scratch: usize,
): void {
  const columns = (forget ? 4 : 3) * H;
  const state = (<usize>(B * H)) << 2;
  const block = (<usize>(B * columns)) << 2;
  memory.fill(dh, 0, state);
  // dh_(t-1) = dz U^T: U^T packed once.
  pack(u, 1, columns, columns, H, scratch);
  for (let t = T - 1; t >= 0; t--) {
    const at = <usize>t;
    const z = gates + at * block;
    for (let b = 0; b < B; b++) {
      const row = (<usize>(b * H)) << 2;
      lstmCellBackward(z + ((<usize>(b * columns)) << 2), c + at * state + row, tanhC + at * state + row, dH + at * state + row, dh + row, dc + row, H, forget);
    }
    multiplyPacked(z, columns, 1, scratch, dh, H, B, H, columns, false);
  }
  inputGradients(x, w, h, gates, dw, du, db, dx, T, B, I, H, columns, scratch);
}

function lstmCellBackward(z: usize, before: usize, tanhC: usize, dH: usize, dh: usize, dc: usize, H: i32, forget: bool): void {
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
    const error = f32x4.add(whole ? v128.load(dH + at) : loadSome(dH + at, n), whole ? v128.load(dh + at) : loadSome(dh + at, n));
    let memory = whole ? v128.load(dc + at) : loadSome(dc + at, n);
    memory = f32x4.add(memory, f32x4.mul(f32x4.mul(error, o), f32x4.sub(one, f32x4.mul(squashed, squashed))));
    const di = f32x4.mul(f32x4.mul(memory, g), f32x4.mul(i, f32x4.sub(one, i)));
    const dg = f32x4.mul(f32x4.mul(memory, i), f32x4.sub(one, f32x4.mul(g, g)));
    const dO = f32x4.mul(f32x4.mul(error, squashed), f32x4.mul(o, f32x4.sub(one, o)));
    let passed = memory;
    let df = f32x4.splat(0);
    if (forget) {
      const f = whole ? v128.load(z + 3 * gate + at) : loadSome(z + 3 * gate + at, n);
      df = f32x4.mul(f32x4.mul(memory, c0), f32x4.mul(f, f32x4.sub(one, f)));
      passed = f32x4.mul(memory, f);
    }
    if (whole) {
      v128.store(z + at, di);
      v128.store(z + gate + at, dg);
      v128.store(z + 2 * gate + at, dO);
      if (forget) v128.store(z + 3 * gate + at, df);
      v128.store(dc + at, passed);
    } else {
      storeSome(z + at, di, n);
      storeSome(z + gate + at, dg, n);
      storeSome(z + 2 * gate + at, dO, n);
      if (forget) storeSome(z + 3 * gate + at, df, n);
      storeSome(dc + at, passed, n);
    }
  }
}

/** dW = sum x^T dz, dU = sum h^T dz, db = sum dz over all steps, each as one product; dx = dz W^T on request. */
function inputGradients(
  x: usize, w: usize, h: usize, dz: usize, dw: usize, du: usize, db: usize, dx: usize,
  T: i32, B: i32, I: i32, H: i32, columns: i32, scratch: usize,
): void {
  const rows = T * B;
  pack(dz, columns, 1, rows, columns, scratch);
  multiplyPacked(x, 1, I, scratch, dw, columns, I, columns, rows, false);
  multiplyPacked(h, 1, H, scratch, du, columns, H, columns, rows, false);
  columnSums(dz, rows, columns, db, false);
  if (dx) {
    pack(w, 1, columns, columns, I, scratch);
    multiplyPacked(dz, columns, 1, scratch, dx, I, rows, I, columns, false);
  }
}

/** A plain recurrent net h' = tanh(x W + h U + b) (Elman 1990). `h` as for the LSTM. */
export function rnnForward(x: usize, w: usize, u: usize, bias: usize, h: usize, T: i32, B: i32, I: i32, H: i32, scratch: usize): void {
  const state = (<usize>(B * H)) << 2;
  for (let i = 0; i < T * B; i++) memory.copy(h + state + ((<usize>(i * H)) << 2), bias, (<usize>H) << 2);
  pack(w, H, 1, I, H, scratch);
  multiplyPacked(x, I, 1, scratch, h + state, H, T * B, H, I, true);
  pack(u, H, 1, H, H, scratch);
  for (let t = 0; t < T; t++) {
    const from = h + (<usize>t) * state;
    const to = from + state;
    multiplyPacked(from, H, 1, scratch, to, H, B, H, H, true);
    let i = 0;
    for (; i + 4 <= B * H; i += 4) v128.store(to + ((<usize>i) << 2), tanh4(v128.load(to + ((<usize>i) << 2))));
    if (i < B * H) storeSome(to + ((<usize>i) << 2), tanh4(loadSome(to + ((<usize>i) << 2), B * H - i)), B * H - i);
  }
}

/** As lstmBackward; dz [T, B, H] is room for the gradients before tanh. */
export function rnnBackward(
  x: usize, w: usize, u: usize, h: usize, dH: usize, dh: usize, dz: usize,
  dw: usize, du: usize, db: usize, dx: usize, T: i32, B: i32, I: i32, H: i32, scratch: usize,
): void {
  const state = (<usize>(B * H)) << 2;
  memory.fill(dh, 0, state);
  pack(u, 1, H, H, H, scratch);
  for (let t = T - 1; t >= 0; t--) {
    const at = <usize>t;
    const z = dz + at * state;
    for (let i = 0; i < B * H; i++) {
      const place = (<usize>i) << 2;
      const y = f32.load(h + (at + 1) * state + place);
      f32.store(z + place, (f32.load(dH + at * state + place) + f32.load(dh + place)) * (1 - y * y));
    }
    multiplyPacked(z, H, 1, scratch, dh, H, B, H, H, false);
  }
  inputGradients(x, w, h, dz, dw, du, db, dx, T, B, I, H, H, scratch);
}
