/** Activations and their derivatives, four numbers at a time. NaN stays NaN; infinities go where the limit is. */

export const LINEAR: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const SELU: i32 = 4;

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_SCALE_ALPHA: f32 = 1.7580993408473766;

/**
 * x = n ln 2 + r with n whole and |r| <= ln 2 / 2 (Cody & Waite 1980): e^x = 2^n (1 + q), q = e^r - 1. All three functions
 * below go on from here. Clamped where 2^n is float32's infinity or its zero; pmin and pmax are one instruction each and let
 * a NaN through, which then reaches q.
 */
// @ts-ignore: decorator
@inline
function clamp(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(89)), f32x4.splat(-88));
}

/** 1.5 x 2^23 + 127: added to a small number it leaves, in the lowest bits, that number rounded, with the exponent's bias. */
const ROUNDING: f32 = 12583039;

// @ts-ignore: decorator
@inline
function biasedPower(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, f32x4.splat(1.4426950408889634)), f32x4.splat(ROUNDING));
}

/** 2^n: the lowest nine bits become sign and exponent. Of a NaN anything, but q is NaN then. */
// @ts-ignore: decorator
@inline
function power(biased: v128): v128 {
  return i32x4.shl(biased, 23);
}

/** e^r - 1 = r + r^2 P(r): P is the polynomial of degree 4 with the least largest error, 3e-9 of e^r (fitted by Lawson's method). */
// @ts-ignore: decorator
@inline
function remainder(x: v128, biased: v128): v128 {
  const n = f32x4.sub(biased, f32x4.splat(ROUNDING));
  // ln 2 in two parts, the first short enough for n times it to be exact.
  let r = f32x4.sub(x, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let p = f32x4.splat(1.3814539415761828e-3);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.36874544620514e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.166838899254799e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.666652113199234e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(0.4999999403953552));
  return f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
}

/** e^x to about one unit in the last place; zero below -87.7, infinity above 88.4. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = clamp(x);
  const biased = biasedPower(clamped);
  // Not 2^n + 2^n q: infinity plus a negative infinity would be NaN.
  return f32x4.mul(power(biased), f32x4.add(f32x4.splat(1), remainder(clamped, biased)));
}

/** e^x - 1 without cancellation near zero: 2^n q + (2^n - 1). */
// @ts-ignore: decorator
@inline
function expm14(x: v128): v128 {
  const clamped = clamp(x);
  const biased = biasedPower(clamped);
  const scale = power(biased);
  return f32x4.add(f32x4.mul(scale, remainder(clamped, biased)), f32x4.sub(scale, f32x4.splat(1)));
}

/** Exact to a few units in the last place also where it is tiny: the errors of saturated units are what some notes are about. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** With e = e^(2|x|) - 1: tanh |x| = e / (e + 2). From 9.1 on it is 1 in float32; infinity / infinity would be NaN. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const sign = f32x4.splat(-0.0);
  const size = f32x4.pmin(v128.andnot(x, sign), f32x4.splat(10));
  const e = expm14(f32x4.add(size, size));
  return v128.or(f32x4.div(e, f32x4.add(e, f32x4.splat(2))), v128.and(x, sign));
}

// @ts-ignore: decorator
@inline
export function relu4(x: v128): v128 {
  // max(0, NaN) is NaN in wasm, as it must be.
  return f32x4.max(x, f32x4.splat(0));
}

// @ts-ignore: decorator
@inline
export function selu4(x: v128): v128 {
  const low = f32x4.mul(f32x4.splat(SELU_SCALE_ALPHA), expm14(x));
  return v128.bitselect(f32x4.mul(f32x4.splat(SELU_SCALE), x), low, f32x4.gt(x, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
export function activate4(kind: i32, x: v128): v128 {
  if (kind == SIGMOID) return sigmoid4(x);
  if (kind == TANH) return tanh4(x);
  if (kind == RELU) return relu4(x);
  if (kind == SELU) return selu4(x);
  return x;
}

/** f'(z) from y = f(z): each of these needs only its own output. */
// @ts-ignore: decorator
@inline
export function slope4(kind: i32, y: v128): v128 {
  const one = f32x4.splat(1);
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y));
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  // y is at least 0: 0 or 1. A NaN output has a NaN slope, as pmin lets it through.
  if (kind == RELU) return f32x4.pmin(f32x4.ceil(y), one);
  const positive = f32x4.gt(y, f32x4.splat(0));
  if (kind == SELU) {
    return v128.bitselect(f32x4.splat(SELU_SCALE), f32x4.add(y, f32x4.splat(SELU_SCALE_ALPHA)), positive);
  }
  return one;
}

/** The last one to three numbers of a row, through a vector. */
// @ts-ignore: decorator
@inline
export function loadSome(at: usize, count: i32): v128 {
  let v = f32x4.splat(0);
  v = f32x4.replace_lane(v, 0, f32.load(at));
  if (count > 1) v = f32x4.replace_lane(v, 1, f32.load(at, 4));
  if (count > 2) v = f32x4.replace_lane(v, 2, f32.load(at, 8));
  return v;
}

// @ts-ignore: decorator
@inline
export function storeSome(at: usize, v: v128, count: i32): void {
  f32.store(at, f32x4.extract_lane(v, 0));
  if (count > 1) f32.store(at, f32x4.extract_lane(v, 1), 4);
  if (count > 2) f32.store(at, f32x4.extract_lane(v, 2), 8);
}

/** y = f(z) over `count` numbers; z and y may be the same. */
export function activate(kind: i32, z: usize, y: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(y + at, activate4(kind, v128.load(z + at)));
  }
  if (i < count) storeSome(y + ((<usize>i) << 2), activate4(kind, loadSome(z + ((<usize>i) << 2), count - i)), count - i);
}

/** dz = dy f'(z), with f' from y; dy and dz may be the same. */
export function activateGradient(kind: i32, dy: usize, y: usize, dz: usize, count: i32): void {
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(dz + at, f32x4.mul(v128.load(dy + at), slope4(kind, v128.load(y + at))));
  }
  if (i < count) {
    const at = (<usize>i) << 2;
    storeSome(dz + at, f32x4.mul(loadSome(dy + at, count - i), slope4(kind, loadSome(y + at, count - i))), count - i);
  }
}
