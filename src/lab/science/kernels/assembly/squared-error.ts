/** The mean of (y - t)^2 over `count` numbers, summed in float64. */
export function squaredError(y: usize, t: usize, loss: usize, count: i32): void {
  let low = f64x2.splat(0);
  let high = low;
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    const difference = f32x4.sub(v128.load(y + at), v128.load(t + at));
    const a = f64x2.promote_low_f32x4(difference);
    const b = f64x2.promote_low_f32x4(v128.shuffle<f64>(difference, difference, 1, 1));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const both = f64x2.add(low, high);
  let sum = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1);
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    const difference = <f64>(f32.load(y + at) - f32.load(t + at));
    sum += difference * difference;
  }
  f32.store(loss, <f32>(sum / <f64>count));
}

/** dy = 2 (y - t) upstream / count. */
export function squaredErrorGradient(upstream: usize, y: usize, t: usize, dy: usize, count: i32): void {
  const scale = <f32>((2 * <f64>f32.load(upstream)) / <f64>count);
  const factor = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    v128.store(dy + at, f32x4.mul(f32x4.sub(v128.load(y + at), v128.load(t + at)), factor));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    f32.store(dy + at, (f32.load(y + at) - f32.load(t + at)) * scale);
  }
}
