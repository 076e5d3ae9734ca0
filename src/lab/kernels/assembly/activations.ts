/** Activations and their derivatives, four numbers at a time. NaN stays NaN; infinities go where the limit is. */

export const LINEAR: i32 = 0;
export const SIGMOID: i32 = 1;
export const TANH: i32 = 2;
export const RELU: i32 = 3;
export const SELU: i32 = 4;

const SELU_SCALE: f32 = 1.0507009873554805;
const SELU_SCALE_ALPHA: f32 = 1.7580993408473766;

/**
 * e^x to about 1.5 units in the last place: x = n ln 2 + r with |r| <= ln 2 / 2, a polynomial for e^r (Cephes' expf,
 * S. Moshier), and 2^n put into the exponent. Beyond float32's range: 0 and infinity.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.max(x, f32x4.splat(-87.3)), f32x4.splat(88.3));
  const n = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)));
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(-2.12194440e-4)));
  let p = f32x4.splat(1.9875691500e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  // A NaN must not reach the exponent's bits: it is put back below.
  const exponent = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  let result = f32x4.mul(p, exponent);
  result = v128.bitselect(f32x4.splat(Infinity), result, f32x4.gt(x, f32x4.splat(88.72)));
  result = v128.bitselect(f32x4.splat(0), result, f32x4.lt(x, f32x4.splat(-87.33)));
  return v128.bitselect(x, result, f32x4.ne(x, x));
}

// @ts-ignore: decorator
@inline
export function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

/** Near zero the quotient would cancel: there an odd polynomial (Cephes' tanhf). */
// @ts-ignore: decorator
@inline
export function tanh4(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const large = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  const signed = v128.or(large, v128.and(x, f32x4.splat(-0.0)));
  const s = f32x4.mul(x, x);
  let p = f32x4.splat(-5.70498872745e-3);
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(2.06390887954e-2));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-5.37397155531e-2));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(1.33314422036e-1));
  p = f32x4.add(f32x4.mul(p, s), f32x4.splat(-3.33332819422e-1));
  const small = f32x4.add(f32x4.mul(f32x4.mul(p, s), x), x);
  const result = v128.bitselect(small, signed, f32x4.lt(size, f32x4.splat(0.625)));
  return v128.bitselect(x, result, f32x4.ne(x, x));
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

/** e^x - 1 for x <= 0, without cancellation near zero. */
// @ts-ignore: decorator
@inline
function expm14(x: v128): v128 {
  const far = f32x4.sub(exp4(x), f32x4.splat(1));
  let p = f32x4.splat(1.9841269841e-4);
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.3888888889e-3));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(8.3333333333e-3));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(4.1666666667e-2));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(1.6666666667e-1));
  p = f32x4.add(f32x4.mul(p, x), f32x4.splat(0.5));
  const near = f32x4.add(f32x4.mul(f32x4.mul(p, x), x), x);
  return v128.bitselect(near, far, f32x4.gt(x, f32x4.splat(-0.35)));
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
  const positive = f32x4.gt(y, f32x4.splat(0));
  // A NaN output has a NaN slope: v128.and would make it zero.
  if (kind == RELU) return v128.bitselect(y, v128.and(one, positive), f32x4.ne(y, y));
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
