import { activate, activateGradient, SIGMOID } from './activations';
import { columnSums, multiply, multiplyPacked, pack, packedLength } from './gemm';
import { sumOfSquares } from './sum-of-squares';

/** How a square layer uses its product z = h W + b. */
const PLAIN: i32 = 0;
const RESIDUAL: i32 = 1;
const HIGHWAY: i32 = 2;

/** Floats of scratch that the dense kernels need for a batch of B rows of n units. */
export function denseScratch(B: i32, n: i32): i32 {
  return packedLength(n, n) + packedLength(max(B, n), n) + 3 * B * n;
}

/**
 * L square layers on B rows: h_l = f(h_(l-1) W_l + b_l), or with a residual branch h + branch f(...), or a highway gate.
 *
 * @param h [L + 1, B, n]; h_0 is filled in by the caller
 * @param inner [L, B, n]: f(z) of each layer, and for highway [2 L, B, n] with the gates behind (saved for backward)
 */
export function denseForward(
  form: i32, kind: i32, branch: f32,
  weights: usize, biases: usize, gateWeights: usize, gateBiases: usize,
  h: usize, inner: usize,
  L: i32, B: i32, n: i32, scratch: usize,
): void {
  const rows = (<usize>(B * n)) << 2;
  const square = (<usize>(n * n)) << 2;
  const line = (<usize>n) << 2;
  for (let l = 0; l < L; l++) {
    const at = <usize>l;
    const from = h + at * rows;
    const to = from + rows;
    // A plain layer's inner value is its output: it is computed in place.
    const z = form == PLAIN ? to : inner + at * rows;
    affine(from, weights + at * square, biases + at * line, z, B, n, scratch);
    activate(kind, z, z, B * n);
    if (form == RESIDUAL) combineResidual(from, z, branch, to, B * n);
    if (form == HIGHWAY) {
      const gate = inner + (<usize>(L + l)) * rows;
      affine(from, gateWeights + at * square, gateBiases + at * line, gate, B, n, scratch);
      activate(SIGMOID, gate, gate, B * n);
      combineHighway(from, z, gate, to, B * n);
    }
  }
}

/** z = x W + b, x [B, n]. */
function affine(x: usize, w: usize, b: usize, z: usize, B: i32, n: i32, scratch: usize): void {
  for (let i = 0; i < B; i++) memory.copy(z + ((<usize>(i * n)) << 2), b, (<usize>n) << 2);
  multiply(x, false, w, false, z, B, n, n, true, scratch);
}

function combineResidual(h: usize, f: usize, branch: f32, out: usize, count: i32): void {
  const scale = f32x4.splat(branch);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(out + at, f32x4.add(v128.load(h + at), f32x4.mul(scale, v128.load(f + at))));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    f32.store(out + at, f32.load(h + at) + branch * f32.load(f + at));
  }
}

function combineHighway(h: usize, f: usize, t: usize, out: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2;
    const x = f32.load(h + at);
    f32.store(out + at, x + f32.load(t + at) * (f32.load(f + at) - x));
  }
}

/**
 * The gradients of denseForward.
 *
 * @param dh [B, n]: the error of h_L; overwritten by the error of h_0
 * @param dWeights [L, n, n], dBiases [L, n] (and the gates' likewise): written, not added to; 0 for "not wanted"
 * @param squares [L + 1]: the squared norm of the error of every h_l, summed over the rows; 0 for "not wanted"
 */
export function denseBackward(
  form: i32, kind: i32, branch: f32,
  weights: usize, gateWeights: usize,
  h: usize, inner: usize, dh: usize,
  dWeights: usize, dBiases: usize, dGateWeights: usize, dGateBiases: usize, squares: usize,
  L: i32, B: i32, n: i32, scratch: usize,
): void {
  const rows = (<usize>(B * n)) << 2;
  const square = (<usize>(n * n)) << 2;
  const line = (<usize>n) << 2;
  const packed = scratch;
  const packedRows = packed + ((<usize>packedLength(n, n)) << 2);
  const dz = packedRows + ((<usize>packedLength(max(B, n), n)) << 2);
  const dg = dz + rows;
  if (squares) f32.store(squares + ((<usize>L) << 2), <f32>sumOfSquares(dh, B * n));
  for (let l = L - 1; l >= 0; l--) {
    const at = <usize>l;
    const from = h + at * rows;
    const z = form == PLAIN ? from + rows : inner + at * rows;
    if (form == HIGHWAY) {
      const gate = inner + (<usize>(L + l)) * rows;
      splitHighway(dh, from, z, gate, dz, dg, B * n);
    } else if (form == RESIDUAL) scaled(dh, branch, dz, B * n);
    activateGradient(kind, form == PLAIN ? dh : dz, z, dz, B * n);
    if (dWeights) {
      pack(dz, n, 1, B, n, packedRows);
      multiplyPacked(from, 1, n, packedRows, dWeights + at * square, n, n, n, B, false);
      columnSums(dz, B, n, dBiases + at * line, false);
    }
    // dh_(l-1) = dz W^T, and what passes the layer unchanged.
    pack(weights + at * square, 1, n, n, n, packed);
    multiplyPacked(dz, n, 1, packed, dh, n, B, n, n, form != PLAIN);
    if (form == HIGHWAY) {
      if (dGateWeights) {
        pack(dg, n, 1, B, n, packedRows);
        multiplyPacked(from, 1, n, packedRows, dGateWeights + at * square, n, n, n, B, false);
        columnSums(dg, B, n, dGateBiases + at * line, false);
      }
      pack(gateWeights + at * square, 1, n, n, n, packed);
      multiplyPacked(dg, n, 1, packed, dh, n, B, n, n, true);
    }
    if (squares) f32.store(squares + ((<usize>l) << 2), <f32>sumOfSquares(dh, B * n));
  }
}

function scaled(x: usize, factor: f32, out: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2;
    f32.store(out + at, factor * f32.load(x + at));
  }
}

/** out = h + t (f - h): df = dy t, dgate = dy (f - h) t (1 - t), and dy becomes dy (1 - t), the part that passes. */
function splitHighway(dy: usize, h: usize, f: usize, t: usize, df: usize, dg: usize, count: i32): void {
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2;
    const d = f32.load(dy + at);
    const gate = f32.load(t + at);
    f32.store(df + at, d * gate);
    f32.store(dg + at, d * (f32.load(f + at) - f32.load(h + at)) * gate * (1 - gate));
    f32.store(dy + at, d * (1 - gate));
  }
}
