/** Least squares: y is about at0 + slope x. */
export function line(xs: readonly number[], ys: readonly number[]): { at0: number; slope: number } {
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const spread = xs.reduce((sum, x) => sum + (x - mx) ** 2, 0);
  const slope = xs.reduce((sum, x, i) => sum + (x - mx) * (ys[i]! - my), 0) / spread;
  return { at0: my - slope * mx, slope };
}

/** Least squares through the logarithms: y grows like x to this power. */
export function logSlope(xs: readonly number[], ys: readonly number[]): number {
  return line(xs.map(Math.log), ys.map(Math.log)).slope;
}
