/**
 * One step of Adam (Kingma & Ba 2015, algorithm 1) on one flat buffer; the moments m and v change in place.
 *
 * @param updated the new parameters
 * @param scale multiplies the gradient first: min(1, clip / norm) clips its global norm
 * @param rate the learning rate with both bias corrections in it; epsilonHat likewise corrected
 */
export function adam(
  parameters: usize, gradient: usize, m: usize, v: usize, updated: usize, count: i32,
  scale: f32, rate: f32, beta1: f32, beta2: f32, epsilonHat: f32,
): void {
  let i = 0;
  const keep1 = f32x4.splat(beta1);
  const take1 = f32x4.splat(1 - beta1);
  const keep2 = f32x4.splat(beta2);
  const take2 = f32x4.splat(1 - beta2);
  for (; i + 4 <= count; i += 4) {
    const at = (<usize>i) << 2;
    const g = f32x4.mul(v128.load(gradient + at), f32x4.splat(scale));
    const first = f32x4.add(f32x4.mul(keep1, v128.load(m + at)), f32x4.mul(take1, g));
    const second = f32x4.add(f32x4.mul(keep2, v128.load(v + at)), f32x4.mul(take2, f32x4.mul(g, g)));
    v128.store(m + at, first);
    v128.store(v + at, second);
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), first), f32x4.add(f32x4.sqrt(second), f32x4.splat(epsilonHat)));
    v128.store(updated + at, f32x4.sub(v128.load(parameters + at), step));
  }
  for (; i < count; i++) {
    const at = (<usize>i) << 2;
    const g = f32.load(gradient + at) * scale;
    const first = beta1 * f32.load(m + at) + (1 - beta1) * g;
    const second = beta2 * f32.load(v + at) + (1 - beta2) * g * g;
    f32.store(m + at, first);
    f32.store(v + at, second);
    f32.store(updated + at, f32.load(parameters + at) - (rate * first) / (sqrt<f32>(second) + epsilonHat));
  }
}
