import { activationFunctions, type MomentActivation } from './moment-activations.ts';
import { seluAlpha, seluScale } from './selu.ts';

/** Mean and variance of a layer's values, over all its units and all inputs. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
}

/** What one layer does to mean and variance, as far as it is known without its weights. */
export interface LayerLaw {
  readonly activation: MomentActivation;
  /**
   * gaussian: independent weights, as networks are initialised. exact: every unit's weights sum to omega and their squares to
   * tau, which is what the paper's map supposes.
   */
  readonly weights: 'gaussian' | 'exact';
  /** The sum of a unit's weights, and of their squares; for gaussian weights what is expected of both. */
  readonly omega: number;
  readonly tau: number;
  readonly width: number;
  /** The share of units that is dropped behind every layer. */
  readonly dropout: number;
  readonly dropoutKind: DropoutKind;
}

export type DropoutKind = 'plain' | 'alpha';

/** Dropped units get `value`; then everything is multiplied by `scale` and moved by `shift`. */
export function dropoutForm({ dropout, dropoutKind }: Pick<LayerLaw, 'dropout' | 'dropoutKind'>) {
  const kept = 1 - dropout;
  if (dropoutKind === 'plain') return { value: 0, scale: 1 / kept, shift: 0 };
  // Klambauer et al. 2017: the value where SELU saturates; mean 0 and variance 1 stay.
  const value = -seluScale * seluAlpha;
  const scale = 1 / Math.sqrt(kept + value ** 2 * kept * dropout);
  return { value, scale, shift: -scale * dropout * value };
}

/**
 * Mean and variance of what enters the activations. A unit's own weights meet the same mean everywhere, so its sum moves by it:
 * with weights that sum to omega exactly that is a shift and no variance, with gaussian weights the variance of their sum counts.
 */
export function preActivation(law: LayerLaw, { mean, variance }: Moments): Moments {
  const { weights, omega, tau, width } = law;
  const between = weights === 'gaussian' ? (tau - omega ** 2 / width) * mean ** 2 : 0;
  return { mean: omega * mean, variance: tau * variance + between };
}

/** The map: mean and variance of a layer's output from those of its input. */
export function nextMoments(law: LayerLaw, at: Moments): Moments {
  const active = momentsOf(activationFunctions[law.activation].value, preActivation(law, at));
  if (law.dropout === 0) return active;
  const { value, scale, shift } = dropoutForm(law);
  const kept = 1 - law.dropout;
  return {
    mean: scale * (kept * active.mean + law.dropout * value) + shift,
    variance: scale ** 2 * (kept * active.variance + kept * law.dropout * (active.mean - value) ** 2),
  };
}

/** The map's way through `depth` layers, the start first; layer `kickLayer` comes out `kick` times as large. */
export function momentPath(
  law: LayerLaw,
  start: Moments,
  { depth, kickLayer, kick }: { readonly depth: number; readonly kickLayer: number; readonly kick: number },
): Moments[] {
  const path = [start];
  for (let layer = 1; layer <= depth; layer++) {
    const { mean, variance } = nextMoments(law, path[layer - 1]!);
    path.push(layer === kickLayer ? { mean: kick * mean, variance: kick ** 2 * variance } : { mean, variance });
  }
  return path;
}

/** How often the map is applied before it counts as not settling, and what counts as settled, relative to the deviation. */
const patience = 2000;
const still = 1e-7;

/** Where the map settles from `start`; null if it leaves the finite numbers or goes on creeping, like 1/layer. */
export function fixedPoint(law: LayerLaw, start: Moments): Moments | null {
  let at = start;
  for (let i = 0; i < patience; i++) {
    const next = nextMoments(law, at);
    if (!(next.variance < 1e30) || next.variance < 1e-30) return null;
    const moved = Math.abs(next.mean - at.mean) < still * Math.sqrt(next.variance);
    if (moved && Math.abs(next.variance - at.variance) < still * next.variance) return next;
    at = next;
  }
  return null;
}

/** By how much the map multiplies a small deviation from here at most: the spectral norm of its Jacobian. */
export function slopeAt(law: LayerLaw, at: Moments): number {
  const difference = (mean: number, variance: number) => {
    const above = nextMoments(law, { mean: at.mean + mean, variance: at.variance + variance });
    const below = nextMoments(law, { mean: at.mean - mean, variance: at.variance - variance });
    const step = 2 * (mean + variance);
    return [(above.mean - below.mean) / step, (above.variance - below.variance) / step] as const;
  };
  const [a, c] = difference(1e-4 * Math.sqrt(at.variance), 0);
  const [b, d] = difference(0, 1e-4 * at.variance);
  // The larger eigenvalue of J^T J, of a matrix of two rows.
  const sum = a ** 2 + b ** 2 + c ** 2 + d ** 2;
  return Math.sqrt((sum + Math.sqrt(Math.max(0, sum ** 2 - 4 * (a * d - b * c) ** 2))) / 2);
}

/** Nodes a side of the kink, and how many deviations out: the rest of a normal's mass is below 1e-16. */
const nodes = gaussLegendre(48);
const reach = 8.5;

/** Mean and variance of f(z) for normal z, by quadrature on either side of zero, where f may have a kink. */
export function momentsOf(f: (z: number) => number, { mean, variance }: Moments): Moments {
  const deviation = Math.sqrt(variance);
  if (deviation === 0) return { mean: f(mean), variance: 0 };
  const kink = Math.min(reach, Math.max(-reach, -mean / deviation));
  const values: number[] = [];
  const masses: number[] = [];
  for (const [from, to] of [
    [-reach, kink],
    [kink, reach],
  ] as const) {
    const half = (to - from) / 2;
    if (half <= 0) continue;
    for (const { place, weight } of nodes) {
      const t = from + half * (1 + place);
      values.push(f(mean + deviation * t));
      masses.push((half * weight * Math.exp((-t * t) / 2)) / Math.sqrt(2 * Math.PI));
    }
  }
  const average = values.reduce((sum, value, i) => sum + masses[i]! * value, 0);
  const spread = values.reduce((sum, value, i) => sum + masses[i]! * (value - average) ** 2, 0);
  return { mean: average, variance: spread };
}

/** Gauss-Legendre quadrature on [-1, 1]: the zeros of the Legendre polynomial of this degree, by Newton's method. */
function gaussLegendre(degree: number): { readonly place: number; readonly weight: number }[] {
  return Array.from({ length: degree }, (_, i) => {
    let x = Math.cos((Math.PI * (i + 0.75)) / (degree + 0.5));
    for (let pass = 0; ; pass++) {
      let [before, value] = [1, x];
      for (let k = 2; k <= degree; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
      const slope = (degree * (before - x * value)) / (1 - x * x);
      if (pass === 8) return { place: x, weight: 2 / ((1 - x * x) * slope ** 2) };
      x -= value / slope;
    }
  });
}
