/** Activations and their derivatives, four numbers at a time. NaN stays NaN; infinities go where the limit is. */

export const LINEAR: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const SELU: i32 = 4;

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_SCALE_ALPHA: f32 = 1.7580993408473766;

/** 1.5 x 2^23 + 127: added to a small number it leaves, in the lowest bits, that number rounded, with the exponent's bias. */
const ROUNDING: f32 = 12583039;

/**
 * The functions' constants, four times each, as globals whose values the compiler cannot know: V8 makes a constant anew at
 * every use, in three instructions, and these functions are half constants. Memory is never so large that its size changes
 * them.
 */
const NOTHING: f32 = <f32>(memory.size() >>> 31);

const EXP_MOST: v128 = f32x4.splat(<f32>89 + NOTHING);
const EXP_LEAST: v128 = f32x4.splat(<f32>-88 + NOTHING);
const LOG2_E: v128 = f32x4.splat(<f32>1.4426950408889634 + NOTHING);
const ROUNDED: v128 = f32x4.splat(<f32>ROUNDING + NOTHING);
const LN2_HIGH: v128 = f32x4.splat(<f32>0.693359375 + NOTHING);
const LN2_LOW: v128 = f32x4.splat(<f32>2.12194440e-4 + NOTHING);
const P4: v128 = f32x4.splat(<f32>1.3814539415761828e-3 + NOTHING);
const P3: v128 = f32x4.splat(<f32>8.36874544620514e-3 + NOTHING);
const P2: v128 = f32x4.splat(<f32>4.166838899254799e-2 + NOTHING);
const P1: v128 = f32x4.splat(<f32>1.666652113199234e-1 + NOTHING);
const P0: v128 = f32x4.splat(<f32>0.4999999403953552 + NOTHING);
const ONE: v128 = f32x4.splat(<f32>1 + NOTHING);
const SIGN: v128 = v128.xor(f32x4.splat(-0.0), f32x4.splat(NOTHING));
const TANH_MOST: v128 = f32x4.splat(<f32>10 + NOTHING);
const TWO: v128 = f32x4.splat(<f32>2 + NOTHING);
const SCALE_ALPHA: v128 = f32x4.splat(<f32>SELU_SCALE_ALPHA + NOTHING);
const SCALE: v128 = f32x4.splat(<f32>SELU_SCALE + NOTHING);

/**
 * x = n ln 2 + r with n whole and |r| <= ln 2 / 2 (Cody & Waite 1980): e^x = 2^n (1 + q), q = e^r - 1. All three functions
 * below go on from here. Clamped where 2^n is float32's infinity or its zero; pmin and pmax are one instruction each and let
 * a NaN through, which then reaches q.
 */
// @ts-ignore: decorator
@inline
function clamp(x: v128): v128 {
  return f32x4.pmax(f32x4.pmin(x, EXP_MOST), EXP_LEAST);
}

// @ts-ignore: decorator
@inline
function biasedPower(x: v128): v128 {
  return f32x4.add(f32x4.mul(x, LOG2_E), ROUNDED);
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
  const n = f32x4.sub(biased, ROUNDED);
  // ln 2 in two parts, the first short enough for n times it to be exact.
  let r = f32x4.sub(x, f32x4.mul(n, LN2_HIGH));
  r = f32x4.add(r, f32x4.mul(n, LN2_LOW));
  let p = P4;
  p = f32x4.add(f32x4.mul(p, r), P3);
  p = f32x4.add(f32x4.mul(p, r), P2);
  p = f32x4.add(f32x4.mul(p, r), P1);
  p = f32x4.add(f32x4.mul(p, r), P0);
  return f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r);
}

/** e^x to about one unit in the last place; zero below -87.7, infinity above 88.4. */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = clamp(x);
  const biased = biasedPower(clamped);
  // Not 2^n + 2^n q: infinity plus a negative infinity would be NaN.
  return f32x4.mul(power(biased), f32x4.add(ONE, remainder(clamped, biased)));
}

/** e^x - 1 without cancellation near zero: 2^n q + (2^n - 1). */
// @ts-ignore: decorator
@inline
function expm14(x: v128): v128 {
  const clamped = clamp(x);
  const biased = biasedPower(clamped);
  const scale = power(biased);
  return f32x4.add(f32x4.mul(scale, remainder(clamped, biased)), f32x4.sub(scale, ONE));
}

/** Exact to a few units in the last place also where it is tiny: the errors of saturated units are what some notes are about. */
// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = ONE;
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** With e = e^(2|x|) - 1: tanh |x| = e / (e + 2). From 9.1 on it is 1 in float32; infinity / infinity would be NaN. */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const sign = SIGN;
  const size = f32x4.pmin(v128.andnot(x, sign), TANH_MOST);
  const e = expm14(f32x4.add(size, size));
  return v128.or(f32x4.div(e, f32x4.add(e, TWO)), v128.and(x, sign));
}

// @ts-ignore: decorator
@inline
export function relu4(x: v128): v128 {
  // x < 0 ? 0 : x, one instruction, where `max` is eight; a NaN is not below zero and stays.
  return f32x4.pmax(x, f32x4.splat(0));
}

// @ts-ignore: decorator
@inline
export function selu4(x: v128): v128 {
  const low = f32x4.mul(SCALE_ALPHA, expm14(x));
  return v128.bitselect(f32x4.mul(SCALE, x), low, f32x4.gt(x, f32x4.splat(0)));
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
  const one = ONE;
  if (kind == SIGMOID) return f32x4.mul(y, f32x4.sub(one, y));
  if (kind == TANH) return f32x4.sub(one, f32x4.mul(y, y));
  // y is at least 0: 0 or 1. A NaN output has a NaN slope, as pmin lets it through.
  if (kind == RELU) return f32x4.pmin(f32x4.ceil(y), one);
  const positive = f32x4.gt(y, f32x4.splat(0));
  if (kind == SELU) {
    return v128.bitselect(SCALE, f32x4.add(y, SCALE_ALPHA), positive);
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
