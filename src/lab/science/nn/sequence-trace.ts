import type { SequenceClassifierShape, SequenceWeights } from './sequence-weights.ts';

/** Curves of a net's inside, unit by unit: [T, H] each. */
export type CellTrace = Readonly<Partial<Record<'forget' | 'input' | 'output' | 'memory' | 'attention', Float64Array>>>;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/**
 * What happens inside a net while it reads one sequence, word by word in float64: written from the formulas and not with
 * tfjs, so that it also checks what the kernels compute (`stateOf`).
 *
 * @param x [T, I]
 * @returns lstm: forget, input, output and memory; lstm-1997 without forget; rnn: memory (its state); carousel: input and
 *   memory; attention: attention, [T, 1]
 */
export function traceCells(net: SequenceClassifierShape, weights: SequenceWeights, x: ArrayLike<number>): CellTrace {
  return walk(net, weights, x).trace;
}

/** What the net knows after the last word, [H], by the same float64 formulas. */
export function stateOf(net: SequenceClassifierShape, weights: SequenceWeights, x: ArrayLike<number>): Float64Array {
  return walk(net, weights, x).state;
}

function walk(net: SequenceClassifierShape, weights: SequenceWeights, x: ArrayLike<number>) {
  const { kind, inputs: I, units: H, loop } = net;
  const T = x.length / I;
  if (kind === 'attention') return attend(net, weights, x, T);
  const columns = weights['bias']!.length;
  const trace = new Map<'forget' | 'input' | 'output' | 'memory', Float64Array>();
  const keep = (key: 'forget' | 'input' | 'output' | 'memory', t: number, unit: number, value: number) => {
    let values = trace.get(key);
    if (!values) trace.set(key, (values = new Float64Array(T * H)));
    values[t * H + unit] = value;
  };
  let output = new Float64Array(H);
  const memory = new Float64Array(H);
  for (let t = 0; t < T; t++) {
    const drive = Float64Array.from({ length: columns }, (_, c) => {
      let sum = weights['bias']![c]!;
      for (let j = 0; j < I; j++) sum += x[t * I + j]! * weights['input']![j * columns + c]!;
      if (kind !== 'carousel') {
        for (let j = 0; j < H; j++) sum += output[j]! * weights['recurrent']![j * columns + c]!;
      }
      return sum;
    });
    const next = new Float64Array(H);
    for (let unit = 0; unit < H; unit++) {
      if (kind === 'rnn') {
        next[unit] = Math.tanh(drive[unit]!);
        keep('memory', t, unit, next[unit]!);
        continue;
      }
      const enter = sigmoid(drive[unit]!);
      const candidate = Math.tanh(drive[H + unit]!);
      const forget = kind === 'lstm' ? sigmoid(drive[3 * H + unit]!) : kind === 'carousel' ? loop : 1;
      memory[unit] = forget * memory[unit]! + enter * candidate;
      keep('input', t, unit, enter);
      keep('memory', t, unit, memory[unit]!);
      if (kind === 'lstm') keep('forget', t, unit, forget);
      if (kind === 'carousel') {
        next[unit] = memory[unit]!;
        continue;
      }
      const release = sigmoid(drive[2 * H + unit]!);
      keep('output', t, unit, release);
      next[unit] = release * Math.tanh(memory[unit]!);
    }
    output = next;
  }
  return { trace: Object.fromEntries(trace) as CellTrace, state: output };
}

function attend(
  { inputs: I, units: H }: SequenceClassifierShape,
  weights: SequenceWeights,
  x: ArrayLike<number>,
  T: number,
) {
  const scores = Float64Array.from({ length: T }, (_, t) => {
    let sum = 0;
    for (let j = 0; j < I; j++) sum += x[t * I + j]! * weights['query']![j]!;
    return sum;
  });
  const top = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - top));
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  const attention = exponentials.map((value) => value / total);
  const state = new Float64Array(H);
  for (let t = 0; t < T; t++) {
    for (let unit = 0; unit < H; unit++) {
      let sum = weights['valueBias']![unit]!;
      for (let j = 0; j < I; j++) sum += x[t * I + j]! * weights['value']![j * H + unit]!;
      state[unit]! += attention[t]! * Math.tanh(sum);
    }
  }
  return { trace: { attention } as CellTrace, state };
}
