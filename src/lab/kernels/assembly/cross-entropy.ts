import { exp4, loadSome, storeSome } from './activations';

/** 2 artanh(s) = ln((1 + s) / (1 - s)) for |s| <= 1/3, to 1e-12: the series. AssemblyScript's own log brings a table with it. */
function twiceArtanh(s: f64): f64 {
  const square = s * s;
  let sum: f64 = 0;
  for (let k = 23; k > 0; k -= 2) sum = sum * square + 1 / <f64>k;
  return 2 * s * sum;
}

/** ln x for a finite x >= 1: x = 2^k m with m < 2, or with m < 1.5 and below 1. NaN stays NaN. */
function logarithm(x: f64): f64 {
  if (x != x) return x;
  const bits = reinterpret<u64>(x);
  let k = <i32>(bits >> 52) - 1023;
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.5) {
    m *= 0.5;
    k++;
  }
  return <f64>k * 0.6931471805599453 + twiceArtanh((m - 1) / (m + 1));
}

/**
 * Softmax and the mean of -ln p[label] over B rows of C logits, shifted by each row's largest (no overflow). A label that
 * is no class makes the loss NaN.
 *
 * @param labels [B]: indices as float32
 * @param probabilities [B, C]: written
 */
export function softmaxCrossEntropy(logits: usize, labels: usize, probabilities: usize, loss: usize, B: i32, C: i32): void {
  let total: f64 = 0;
  for (let b = 0; b < B; b++) {
    const row = (<usize>(b * C)) << 2;
    const x = logits + row;
    const p = probabilities + row;
    // A NaN is the largest: f32.max keeps it.
    let largest: f32 = -Infinity;
    for (let j = 0; j < C; j++) largest = max<f32>(largest, f32.load(x + ((<usize>j) << 2)));
    const shift = f32x4.splat(largest);
    let i = 0;
    for (; i + 4 <= C; i += 4) {
      const at = (<usize>i) << 2;
      v128.store(p + at, exp4(f32x4.sub(v128.load(x + at), shift)));
    }
    if (i < C) {
      const at = (<usize>i) << 2;
      storeSome(p + at, exp4(f32x4.sub(loadSome(x + at, C - i), shift)), C - i);
    }
    let sum: f64 = 0;
    for (let j = 0; j < C; j++) sum += <f64>f32.load(p + ((<usize>j) << 2));
    for (let j = 0; j < C; j++) {
      const at = p + ((<usize>j) << 2);
      f32.store(at, <f32>(<f64>f32.load(at) / sum));
    }
    const label = f32.load(labels + ((<usize>b) << 2));
    total += isClass(label, C) ? logarithm(sum) + <f64>largest - <f64>f32.load(x + ((<usize>(<i32>label)) << 2)) : NaN;
  }
  f32.store(loss, <f32>(total / <f64>B));
}

/** dlogits = (p - onehot(label)) upstream / B. */
export function softmaxCrossEntropyGradient(upstream: usize, probabilities: usize, labels: usize, dLogits: usize, B: i32, C: i32): void {
  const scale = f32.load(upstream) / <f32>B;
  for (let b = 0; b < B; b++) {
    const label = f32.load(labels + ((<usize>b) << 2));
    const valid = isClass(label, C);
    const index = valid ? <i32>label : -1;
    for (let j = 0; j < C; j++) {
      const at = (<usize>(b * C + j)) << 2;
      const p = f32.load(probabilities + at);
      f32.store(dLogits + at, valid ? (j == index ? p - 1 : p) * scale : NaN);
    }
  }
}

// @ts-ignore: decorator
@inline
function isClass(label: f32, C: i32): bool {
  return label >= 0 && label < <f32>C;
}

/** The mean of -(t ln p + (1 - t) ln(1 - p)), p = sigmoid(z): max(z, 0) - z t + ln(1 + e^-|z|) (no overflow). */
export function sigmoidCrossEntropy(logits: usize, labels: usize, loss: usize, count: i32): void {
  let total: f64 = 0;
  for (let i = 0; i < count; i++) {
    const z = <f64>f32.load(logits + ((<usize>i) << 2));
    const t = <f64>f32.load(labels + ((<usize>i) << 2));
    const e = <f64>exponential(-abs<f32>(<f32>z));
    total += max<f64>(z, 0) - z * t + twiceArtanh(e / (2 + e));
  }
  f32.store(loss, <f32>(total / <f64>count));
}

/** dlogits = (sigmoid(z) - t) upstream / count. */
export function sigmoidCrossEntropyGradient(upstream: usize, logits: usize, labels: usize, dLogits: usize, count: i32): void {
  const scale = f32.load(upstream) / <f32>count;
  for (let i = 0; i < count; i++) {
    const at = (<usize>i) << 2;
    const z = f32.load(logits + at);
    const t = f32.load(labels + at);
    const e = exponential(-abs<f32>(z));
    // The quotient of the smaller term: 1 - p would cancel.
    const p = (z < 0 ? e : 1) / (1 + e);
    f32.store(dLogits + at, (p - t) * scale);
  }
}

// @ts-ignore: decorator
@inline
function exponential(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
