import type { DepthNet } from './depth-net.ts';
import { propagateErrors, type LayerErrors } from './error-propagation.ts';
import { float64Layer } from './float64-layer.ts';
import { createRandom, type Random } from '../random.ts';

/** One layer's comparison: the derivative of sigma^i h^i in one random direction v of h^(i-1). */
export interface GradientCheckRow {
  /** i, 1-based: the layer whose Jacobian is checked. */
  readonly layer: number;
  /** (sigma^i J^i) v with the J^i of backpropagation (tfjs, float32). */
  readonly backpropagated: number;
  /** (sigma^i f(h + eps v) - sigma^i f(h - eps v)) / 2 eps in float64, by an implementation of its own. */
  readonly difference: number;
  /** Their distance over the norm of sigma^i J^i; 0 for a layer that passes exactly nothing. */
  readonly relativeError: number;
}

/** Half-widths of the central difference, in units of the state's own norm. */
const steps = [1e-6, 1e-9];

/**
 * Checks backpropagation by central differences, layer by layer with the error of norm 1 that reaches that layer:
 * over the whole depth the difference of two outputs may be 1e-60, which no finite difference can see.
 * A kink of ReLU inside the first step would show as an error, so a much smaller step is tried beside it.
 */
export function checkGradients(net: DepthNet): GradientCheckRow[] {
  const random = createRandom(1, 'direction');
  const propagation = propagateErrors([net], false);
  const rows: GradientCheckRow[] = [];
  let above: LayerErrors | undefined;
  for (const below of propagation.layers()) {
    if (above) {
      const row = checkLayer(net, above, below, Float64Array.from(propagation.stateEntering(above.layer)), random);
      rows.push(row);
      if (below.log10Error[0] === -Infinity) break;
    }
    above = below;
  }
  return rows;
}

function checkLayer(
  net: DepthNet,
  above: LayerErrors,
  below: LayerErrors,
  state: Float64Array,
  random: Random,
): GradientCheckRow {
  const { layer } = above;
  const size = Math.hypot(...state) || 1;
  const v = Float64Array.from(state, () => random.normal() / Math.sqrt(state.length));
  const shifted = (step: number) =>
    dot(
      above.direction,
      float64Layer(
        net,
        layer,
        state.map((value, j) => value + step * v[j]!),
      ),
    );
  const differences = steps.map((step) => (shifted(step * size) - shifted(-step * size)) / (2 * step * size));
  const norm = 10 ** (below.log10Error[0]! - above.log10Error[0]!);
  const backpropagated = norm === 0 ? 0 : norm * dot(below.direction, v);
  const [difference, distance] = differences
    .map((value) => [value, Math.abs(backpropagated - value)] as const)
    .reduce((best, next) => (next[1] < best[1] ? next : best));
  const relativeError = distance === 0 ? 0 : norm > 0 ? distance / norm : Infinity;
  return { layer, backpropagated, difference, relativeError };
}

function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
