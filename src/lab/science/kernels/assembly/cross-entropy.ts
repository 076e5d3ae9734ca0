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
 * The mean of -ln p[label] over B rows of C logits, p = softmax(row), shifted by each row's largest (no overflow). A label
 * that is no class makes the loss NaN.
 *
 * @param labels [B]: indices as float32
 * @param errors [B, C]: written, p - onehot(label); the label's own as minus the others' sum, where p - 1 would cancel
 */
export function softmaxCrossEntropy(logits: usize, labels: usize, errors: usize, loss: usize, B: i32, C: i32): void {
  let total: f64 = 0;
  for (let b = 0; b < B; b++) {
    const x = logits + ((<usize>(b * C)) << 2);
    const p = errors + ((<usize>(b * C)) << 2);
    // A NaN is the largest: f32.max keeps it.
    let largest: f32 = -Infinity;
    for (let j = 0; j < C; j++) largest = max<f32>(largest, f32.load(x + ((<usize>j) << 2)));
    const shift = f32x4.splat(largest);
    for (let j = 0; j < C; j += 4) {
      const at = (<usize>j) << 2;
      const n = C - j;
      if (n >= 4) v128.store(p + at, exp4(f32x4.sub(v128.load(x + at), shift)));
      else storeSome(p + at, exp4(f32x4.sub(loadSome(x + at, n), shift)), n);
    }
    const label = f32.load(labels + ((<usize>b) << 2));
    const valid = isClass(label, C);
    const own = (<usize>(valid ? <i32>label : 0)) << 2;
    let others: f64 = 0;
    for (let j = 0; j < C; j++) {
      const at = (<usize>j) << 2;
      if (at != own) others += <f64>f32.load(p + at);
    }
    const sum = valid ? <f64>f32.load(p + own) + others : NaN;
    for (let j = 0; j < C; j++) {
      const at = p + ((<usize>j) << 2);
      f32.store(at, <f32>(<f64>f32.load(at) / sum));
    }
    f32.store(p + own, <f32>(-others / sum));
    total += logarithm(sum) + <f64>largest - <f64>f32.load(x + own);
  }
  f32.store(loss, <f32>(total / <f64>B));
}

/** dlogits = errors upstream / B. */
export function softmaxCrossEntropyGradient(upstream: usize, errors: usize, dLogits: usize, B: i32, C: i32): void {
  const scale = f32.load(upstream) / <f32>B;
  for (let i = 0; i < B * C; i++) {
    const at = (<usize>i) << 2;
    f32.store(dLogits + at, f32.load(errors + at) * scale);
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
    const larger: f32 = 1 / (1 + e);
    const smaller = e * larger;
    const p = z < 0 ? smaller : larger;
    const q = z < 0 ? larger : smaller;
    // p - t in two parts that do not cancel, q = 1 - p.
    f32.store(dLogits + at, ((1 - t) * p - t * q) * scale);
  }
}

// @ts-ignore: decorator
@inline
function exponential(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}
