import type { Random } from '../random.ts';

/**
 * A small dense network that says for each of several actions how risky it is: ReLU, ReLU, a logit an action. In plain
 * numbers, because it is asked for a few rows at a time, tens of thousands of times: what a tensor library spends on one
 * call is more than the whole computation. Weights are kept in single precision, so that a copy of them answers exactly as they do;
 * only + - * / and the square root are used, so that a seed learns the same everywhere.
 */
export interface RiskNetSizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly actions: number;
}

export interface RiskNet {
  readonly sizes: RiskNetSizes;
  /** W1 [inputs, hidden], b1, W2 [hidden, hidden], b2, W3 [hidden, actions], b3. */
  readonly weights: Float32Array;
  /** The logit of each action's risk, for the row of inputs that begins at `at`; valid until the next call. */
  logits(inputs: Float32Array, at: number): Float64Array;
}

export interface RiskBatch {
  /** Rows of inputs, all that were ever seen. */
  readonly inputs: Float32Array;
  readonly actions: Uint8Array;
  /** The risk that each row's action turned out to have, 0 to 1. */
  readonly risks: Float32Array;
}

export function weightCount({ inputs, hidden, actions }: RiskNetSizes): number {
  return (inputs + 1) * hidden + (hidden + 1) * hidden + (hidden + 1) * actions;
}

/** He's variance, drawn evenly: no logarithm and no sine, whose last digits engines are free to choose. */
export function drawRiskWeights(sizes: RiskNetSizes, random: Random): Float32Array {
  const { inputs, hidden, actions } = sizes;
  const weights = new Float32Array(weightCount(sizes));
  let at = 0;
  for (const [from, to] of [
    [inputs, hidden],
    [hidden, hidden],
    [hidden, actions],
  ] as const) {
    const reach = Math.sqrt(6 / from);
    for (let i = 0; i < from * to; i++) weights[at++] = reach * (2 * random.uniform() - 1);
    at += to;
  }
  return weights;
}

interface Layout {
  readonly b1: number;
  readonly w2: number;
  readonly b2: number;
  readonly w3: number;
  readonly b3: number;
}

function layoutOf({ inputs, hidden, actions }: RiskNetSizes): Layout {
  const b1 = inputs * hidden;
  const w2 = b1 + hidden;
  const b2 = w2 + hidden * hidden;
  const w3 = b2 + hidden;
  return { b1, w2, b2, w3, b3: w3 + hidden * actions };
}

interface States {
  readonly first: Float64Array;
  readonly second: Float64Array;
  readonly logits: Float64Array;
}

const newStates = ({ hidden, actions }: RiskNetSizes): States => ({
  first: new Float64Array(hidden),
  second: new Float64Array(hidden),
  logits: new Float64Array(actions),
});

export function createRiskNet(sizes: RiskNetSizes, weights: Float32Array): RiskNet {
  const layout = layoutOf(sizes);
  const states = newStates(sizes);
  return {
    sizes,
    weights,
    logits(inputs, at) {
      forward(sizes, layout, weights, inputs, at, states);
      return states.logits;
    },
  };
}

function forward(
  { inputs: count, hidden, actions }: RiskNetSizes,
  { b1, w2, b2, w3, b3 }: Layout,
  weights: ArrayLike<number>,
  inputs: Float32Array,
  at: number,
  { first, second, logits }: States,
): void {
  for (let j = 0; j < hidden; j++) first[j] = weights[b1 + j]!;
  for (let i = 0; i < count; i++) {
    const value = inputs[at + i]!;
    for (let j = 0; j < hidden; j++) first[j]! += value * weights[i * hidden + j]!;
  }
  for (let j = 0; j < hidden; j++) second[j] = weights[b2 + j]!;
  for (let i = 0; i < hidden; i++) {
    const value = first[i]!;
    if (value <= 0) {
      first[i] = 0;
      continue;
    }
    for (let j = 0; j < hidden; j++) second[j]! += value * weights[w2 + i * hidden + j]!;
  }
  for (let k = 0; k < actions; k++) logits[k] = weights[b3 + k]!;
  for (let i = 0; i < hidden; i++) {
    const value = second[i]!;
    if (value <= 0) {
      second[i] = 0;
      continue;
    }
    for (let k = 0; k < actions; k++) logits[k]! += value * weights[w3 + i * actions + k]!;
  }
}

/** Mean cross-entropy of the taken actions' risks over some rows, and its gradient (added to `gradient`). */
export function riskGradient(
  sizes: RiskNetSizes,
  weights: ArrayLike<number>,
  { inputs, actions, risks }: RiskBatch,
  rows: ArrayLike<number>,
  gradient: Float64Array,
): void {
  const { inputs: count, hidden, actions: outputs } = sizes;
  const layout = layoutOf(sizes);
  const { b1, w2, b2, w3, b3 } = layout;
  const states = newStates(sizes);
  const { first, second, logits } = states;
  const errors = new Float64Array(hidden);
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r]!;
    forward(sizes, layout, weights, inputs, row * count, states);
    const action = actions[row]!;
    const error = (sigmoid(logits[action]!) - risks[row]!) / rows.length;
    gradient[b3 + action]! += error;
    // The error at the second layer, then at the first.
    for (let i = 0; i < hidden; i++) {
      const value = second[i]!;
      if (value === 0) continue;
      gradient[w3 + i * outputs + action]! += error * value;
      errors[i] = error * weights[w3 + i * outputs + action]!;
      gradient[b2 + i]! += errors[i]!;
    }
    for (let i = 0; i < hidden; i++) {
      const value = first[i]!;
      if (value === 0) continue;
      let sum = 0;
      for (let j = 0; j < hidden; j++) {
        if (second[j] === 0) continue;
        const above = errors[j]!;
        sum += above * weights[w2 + i * hidden + j]!;
        gradient[w2 + i * hidden + j]! += above * value;
      }
      gradient[b1 + i]! += sum;
      for (let k = 0; k < count; k++) gradient[k * hidden + i]! += sum * inputs[row * count + k]!;
    }
  }
}

/** Adam with the usual constants. */
export function createRiskTrainer(net: RiskNet): (batch: RiskBatch, rows: ArrayLike<number>, rate: number) => void {
  const { weights, sizes } = net;
  const gradient = new Float64Array(weights.length);
  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  let [left1, left2] = [1, 1];
  return (batch, rows, rate) => {
    gradient.fill(0);
    riskGradient(sizes, weights, batch, rows, gradient);
    left1 *= 0.9;
    left2 *= 0.999;
    for (let i = 0; i < weights.length; i++) {
      const g = gradient[i]!;
      mean[i]! += 0.1 * (g - mean[i]!);
      square[i]! += 0.001 * (g * g - square[i]!);
      weights[i]! -= (rate * (mean[i]! / (1 - left1))) / (Math.sqrt(square[i]! / (1 - left2)) + 1e-8);
    }
  };
}

/** By a power series and ten squarings: the same digits in every engine, which Math.exp need not have. */
export function sigmoid(z: number): number {
  const x = Math.max(-30, Math.min(30, -z)) / 1024;
  let power = 1 + x * (1 + (x / 2) * (1 + (x / 3) * (1 + (x / 4) * (1 + x / 5))));
  for (let i = 0; i < 10; i++) power *= power;
  return 1 / (1 + power);
}
