/** The phase plane that is drawn: the mean across, the variance (log10) upwards. */
export const plane = { mean: [-2.5, 2.5], log10Variance: [-2.5, 2.5] } as const;

/** Arrows of the map start on a grid of so many columns and rows. */
export const arrowColumns = 9;
export const arrowRows = 9;

/** Networks of the next seeds, drawn faintly; where their weights are many, fewer: drawing those takes nearly all of the time. */
export const otherSeeds = 20;
export const othersShown = ({ width, depth }: { readonly width: number; readonly depth: number }) =>
  Math.min(otherSeeds, Math.max(5, Math.floor(24e6 / (width ** 2 * depth))));

/** Where the arrows start. */
export function arrowStarts(): { readonly mean: number; readonly variance: number }[] {
  const at = ([low, high]: readonly [number, number], i: number, count: number) =>
    low + ((high - low) * (i + 0.5)) / count;
  return Array.from({ length: arrowColumns * arrowRows }, (_, i) => ({
    mean: at(plane.mean, i % arrowColumns, arrowColumns),
    variance: 10 ** at(plane.log10Variance, Math.floor(i / arrowColumns), arrowRows),
  }));
}

/** What the drawing is made in: a box of this size, with room for the axes. */
export const box = { width: 360, height: 236, left: 40, right: 352, top: 10, bottom: 206 } as const;

const share = (value: number, [low, high]: readonly [number, number]) =>
  Math.min(1, Math.max(0, (value - low) / (high - low)));

/** Where a mean and a log10 variance stand in the box; what lies outside stands on the plane's edge. */
export const xOf = (mean: number) => box.left + (box.right - box.left) * share(mean, plane.mean);
export const yOf = (log10Variance: number) =>
  box.bottom - (box.bottom - box.top) * share(log10Variance, plane.log10Variance);

/** The inverse, from shares of the whole box. */
export function momentsAt(x: number, y: number): { mean: number; variance: number } {
  const across = (x * box.width - box.left) / (box.right - box.left);
  const up = (box.bottom - y * box.height) / (box.bottom - box.top);
  const [left, right] = plane.mean;
  const [low, high] = plane.log10Variance;
  return { mean: left + (right - left) * across, variance: toDigits(10 ** (low + (high - low) * up)) };
}

/** As many digits as a hand can set. */
export const toDigits = (variance: number) => Number(variance.toPrecision(2));
