import { createRandom, type Random } from '../random.ts';
import type { InTurns } from '../turns.ts';

/** What is drawn for one network, layer after layer. */
interface Drawn {
  readonly random: Random;
  /** [n, n] each, rows are inputs: the squares of a unit's weights (a column) sum to 1, exactly or in the mean. */
  readonly layers: Float32Array[];
}

/**
 * Drawn networks, the latest last: while a slider moves the same numbers serve again, and drawing them takes far longer than
 * sending values through them. 24 MB at most.
 */
const kept = new Map<string, Drawn>();
const most = 6_000_000;

export interface WeightSettings {
  readonly width: number;
  readonly depth: number;
  readonly weights: 'gaussian' | 'exact';
  readonly omega: number;
  readonly tau: number;
}

/**
 * The weights of all layers, [depth, n, n]: their sum and sum of squares by unit are omega and tau (see LayerLaw). Pauses behind
 * every layer that was not drawn before.
 */
export function* drawingMomentWeights(
  { width, depth, weights, omega, tau }: WeightSettings,
  seed: number,
): InTurns<Float32Array> {
  const scale = Math.sqrt(Math.max(0, tau - omega ** 2 / width));
  const shift = omega / width;
  const size = width * width;
  const all = new Float32Array(depth * size);
  for (const [l, layer] of (yield* unitLayers(weights, width, depth, seed)).entries()) {
    const at = l * size;
    for (let i = 0; i < size; i++) all[at + i] = scale * layer[i]! + shift;
  }
  return all;
}

function* unitLayers(
  kind: WeightSettings['weights'],
  width: number,
  depth: number,
  seed: number,
): InTurns<Float32Array[]> {
  const key = `${kind} ${width} ${seed}`;
  const drawn = kept.get(key) ?? { random: createRandom(seed, 'moment weights'), layers: [] };
  while (drawn.layers.length < depth) {
    drawn.layers.push(unitLayer(kind, width, drawn.random));
    yield;
  }
  kept.delete(key);
  kept.set(key, drawn);
  forgetOldest();
  return drawn.layers.slice(0, depth);
}

function forgetOldest() {
  let total = 0;
  for (const { layers } of kept.values()) total += layers.length * (layers[0]?.length ?? 0);
  for (const [key, { layers }] of kept) {
    if (total <= most) break;
    kept.delete(key);
    total -= layers.length * (layers[0]?.length ?? 0);
  }
}

function unitLayer(kind: WeightSettings['weights'], n: number, random: Random): Float32Array {
  const drawn = new Float64Array(n * n);
  random.normals(drawn);
  const layer = new Float32Array(n * n);
  for (let i = 0; i < layer.length; i++) layer[i] = drawn[i]! / Math.sqrt(n);
  if (kind === 'gaussian') return layer;
  // All units side by side, as their weights lie in memory.
  const means = new Float64Array(n);
  for (let i = 0; i < layer.length; i += n) for (let unit = 0; unit < n; unit++) means[unit]! += layer[i + unit]! / n;
  const squares = new Float64Array(n);
  for (let i = 0; i < layer.length; i += n)
    for (let unit = 0; unit < n; unit++) squares[unit]! += (layer[i + unit]! - means[unit]!) ** 2;
  const norms = squares.map(Math.sqrt);
  for (let i = 0; i < layer.length; i += n)
    for (let unit = 0; unit < n; unit++) layer[i + unit] = (layer[i + unit]! - means[unit]!) / norms[unit]!;
  return layer;
}
