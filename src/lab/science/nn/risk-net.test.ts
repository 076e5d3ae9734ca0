import { describe, expect, test } from 'vitest';
import { createRandom } from '../random.ts';
import {
  createRiskNet,
  createRiskTrainer,
  drawRiskWeights,
  riskGradient,
  sigmoid,
  weightCount,
  type RiskBatch,
} from './risk-net.ts';

const sizes = { inputs: 4, hidden: 6, actions: 3 };
const random = createRandom(3, 'rows');
const count = 7;
const batch: RiskBatch = {
  inputs: Float32Array.from({ length: count * sizes.inputs }, () => random.normal()),
  actions: Uint8Array.from({ length: count }, () => random.integer(sizes.actions)),
  risks: Float32Array.from({ length: count }, () => random.uniform()),
};
const rows = [6, 0, 3, 3, 5];
/** Biases too are not zero, so that a wrong place of one would be seen. */
const weights = Float64Array.from(drawRiskWeights(sizes, createRandom(2, 'weights')), (w) => w + 0.1 * random.normal());

/** By the definition, matrix by matrix, with nothing of the network's own code. */
function referenceLogits(flat: ArrayLike<number>, row: number): number[] {
  let at = 0;
  let h = Array.from(batch.inputs.subarray(row * sizes.inputs, (row + 1) * sizes.inputs));
  for (const [layer, to] of [sizes.hidden, sizes.hidden, sizes.actions].entries()) {
    const from = h.length;
    const next = Array.from({ length: to }, (_, j) =>
      h.reduce((sum, value, i) => sum + value * flat[at + i * to + j]!, flat[at + from * to + j]!),
    );
    at += (from + 1) * to;
    h = layer < 2 ? next.map((value) => Math.max(0, value)) : next;
  }
  expect(at).toBe(weightCount(sizes));
  return h;
}

function referenceLoss(flat: ArrayLike<number>): number {
  return (
    rows.reduce((sum, row) => {
      const p = 1 / (1 + Math.exp(-referenceLogits(flat, row)[batch.actions[row]!]!));
      const risk = batch.risks[row]!;
      return sum - risk * Math.log(p) - (1 - risk) * Math.log(1 - p);
    }, 0) / rows.length
  );
}

describe('a network that tells risks', () => {
  test('answers as the definition does', () => {
    const net = createRiskNet(sizes, Float32Array.from(weights));
    for (let row = 0; row < count; row++) {
      const expected = referenceLogits(net.weights, row);
      net.logits(batch.inputs, row * sizes.inputs).forEach((z, k) => expect(z).toBeCloseTo(expected[k]!, 10));
    }
  });

  test('its gradient is that of finite differences, weight by weight', () => {
    const gradient = new Float64Array(weights.length);
    riskGradient(sizes, weights, batch, rows, gradient);
    const step = 1e-6;
    for (let i = 0; i < weights.length; i++) {
      const [up, down] = [weights.slice(), weights.slice()];
      up[i]! += step;
      down[i]! -= step;
      expect(gradient[i], `weight ${i}`).toBeCloseTo((referenceLoss(up) - referenceLoss(down)) / (2 * step), 7);
    }
  });

  test('learns what it is told', () => {
    const net = createRiskNet(sizes, Float32Array.from(weights));
    const before = referenceLoss(net.weights);
    const train = createRiskTrainer(net);
    for (let step = 0; step < 400; step++) train(batch, rows, 0.01);
    // A risk that is neither 0 nor 1 has an entropy of its own, below which no loss falls.
    const least =
      rows.reduce((sum, row) => {
        const p = batch.risks[row]!;
        return sum - p * Math.log(p) - (1 - p) * Math.log(1 - p);
      }, 0) / rows.length;
    expect(referenceLoss(net.weights) - least).toBeLessThan(0.02 * (before - least));
  });

  test('the sigmoid without an exponential function is one', () => {
    for (let z = -29; z <= 29; z += 0.37) expect(sigmoid(z) * (1 + Math.exp(-z))).toBeCloseTo(1, 8);
    expect(sigmoid(1000)).toBeGreaterThan(0.999999);
    expect(sigmoid(-1000)).toBeLessThan(1e-6);
  });
});
