import { createRandom } from '../random.ts';
import { atOnce, type InTurns } from '../turns.ts';
import { log10 } from '../log10.ts';
import { activationFunctions } from './moment-activations.ts';
import type { MomentNet } from './moment-net.ts';

/** Backpropagated for so many of the inputs: their norms differ little. */
const most = 8;

/**
 * The error's size at every layer over that at the last one, log10, [depth + 1], the inputs' first: backpropagation of a random
 * error in float64, where 1e-40 exists. -Infinity: exactly zero.
 */
export function gradientByLayer(net: MomentNet, seed: number): Float64Array {
  return atOnce(findingGradientByLayer(net, seed));
}

/** The same, with a pause behind every layer. */
export function* findingGradientByLayer(net: MomentNet, seed: number): InTurns<Float64Array> {
  const { settings, weights, states, dropped } = net;
  const { width: n, rows, depth, kickLayer, kick } = settings;
  const { slope } = activationFunctions[settings.activation];
  const count = Math.min(most, rows);
  const random = createRandom(seed, 'moment error');
  const error = new Float64Array(count * n);
  random.normals(error);
  const norms = new Float64Array(depth + 1);
  norms[depth] = Math.hypot(...error);
  const [sums, inner] = [new Float64Array(n), new Float64Array(n)];
  for (let layer = depth; layer >= 1; layer--) {
    const w = weights.subarray((layer - 1) * n * n, layer * n * n);
    const factor = layer === kickLayer ? kick : 1;
    for (let row = 0; row < count; row++) {
      const below = ((layer - 1) * rows + row) * n;
      sums.fill(0);
      for (let i = 0; i < n; i++) {
        const value = states[below + i]!;
        for (let j = 0; j < n; j++) sums[j]! += value * w[i * n + j]!;
      }
      for (let j = 0; j < n; j++) {
        inner[j] = error[row * n + j]! * factor * slope(sums[j]!) * (dropped ? dropped[below + j]! : 1);
      }
      for (let i = 0; i < n; i++) {
        let sum = 0;
        for (let j = 0; j < n; j++) sum += w[i * n + j]! * inner[j]!;
        error[row * n + i] = sum;
      }
    }
    norms[layer - 1] = Math.hypot(...error);
    yield;
  }
  return norms.map((norm) => log10(norm / norms[depth]!));
}
