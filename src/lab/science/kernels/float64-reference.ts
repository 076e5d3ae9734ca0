import type { Activation, StackForm } from './dense-stack.ts';
import type { RecurrentKind } from './recurrent.ts';

/** Plain float64 implementations, written without tfjs and without the kernels: what both are checked against. */

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
const activations: Readonly<Record<Activation, (z: number) => number>> = {
  linear: (z) => z,
  sigmoid,
  tanh: Math.tanh,
  relu: (z) => (Number.isNaN(z) ? NaN : Math.max(0, z)),
  selu: (z) => 1.0507009873554805 * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z)),
};

/** x [rows, K] times w [K, columns], plus b [columns] if given; all row-major. */
function product(
  x: Float64Array,
  w: Float64Array,
  rows: number,
  K: number,
  columns: number,
  b?: Float64Array,
): Float64Array {
  const out = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      let sum = b ? b[j]! : 0;
      for (let k = 0; k < K; k++) sum += x[i * K + k]! * w[k * columns + j]!;
      out[i * columns + j] = sum;
    }
  }
  return out;
}

export interface StackSides {
  readonly L: number;
  readonly B: number;
  readonly n: number;
}

/** inputs: input [B, n], weights [L, n, n], biases [L, n], and for highway gate weights and gate biases. @returns h_L */
export function float64Stack(
  form: StackForm,
  activation: Activation,
  branch: number,
  { L, B, n }: StackSides,
  [input, weights, biases, gateWeights, gateBiases]: readonly Float64Array[],
): Float64Array {
  let h = input!;
  for (let l = 0; l < L; l++) {
    const layer = (values: Float64Array | undefined, size: number) => values!.subarray(l * size, (l + 1) * size);
    const f = product(h, layer(weights, n * n), B, n, n, layer(biases, n)).map(activations[activation]);
    if (form === 'plain') h = f;
    else if (form === 'residual') h = h.map((v, i) => v + branch * f[i]!);
    else {
      const t = product(h, layer(gateWeights, n * n), B, n, n, layer(gateBiases, n)).map(sigmoid);
      h = h.map((v, i) => v + t[i]! * (f[i]! - v));
    }
  }
  return h;
}

export interface SequenceSides {
  readonly T: number;
  readonly B: number;
  readonly I: number;
  readonly H: number;
}

/** inputs: x [T, B, I], input weights, recurrent weights, bias, h_0 and (not for rnn) c_0. @returns every output, [T, B, H] */
export function float64Recurrent(
  kind: RecurrentKind,
  { T, B, I, H }: SequenceSides,
  [x, w, u, bias, h0, c0]: readonly Float64Array[],
): Float64Array {
  const columns = u!.length / H;
  const out = new Float64Array(T * B * H);
  let h = h0!;
  let c = c0 ?? new Float64Array(B * H);
  for (let t = 0; t < T; t++) {
    const fromState = product(h, u!, B, H, columns);
    const z = product(x!.subarray(t * B * I, (t + 1) * B * I), w!, B, I, columns, bias).map(
      (v, i) => v + fromState[i]!,
    );
    if (kind === 'rnn') h = z.map(Math.tanh);
    else {
      const gate = (i: number, index: number) => z[Math.floor(i / H) * columns + index * H + (i % H)]!;
      c = c.map(
        (v, i) => (kind === 'lstm' ? sigmoid(gate(i, 3)) : 1) * v + sigmoid(gate(i, 0)) * Math.tanh(gate(i, 1)),
      );
      h = c.map((v, i) => sigmoid(gate(i, 2)) * Math.tanh(v));
    }
    out.set(h, t * B * H);
  }
  return out;
}

/** The mean of -ln softmax(row)[label]; logits [labels, C]. */
export function float64SoftmaxCrossEntropy(logits: Float64Array, labels: readonly number[]): number {
  const C = logits.length / labels.length;
  const losses = labels.map((label, b) => {
    const row = logits.subarray(b * C, (b + 1) * C);
    const largest = row.reduce((a, v) => Math.max(a, v));
    return Math.log(row.reduce((sum, v) => sum + Math.exp(v - largest), 0)) + largest - row[label]!;
  });
  return losses.reduce((sum, loss) => sum + loss) / labels.length;
}

/** The mean of -(t ln p + (1 - t) ln(1 - p)), p = sigmoid(logit). */
export function float64SigmoidCrossEntropy(logits: Float64Array, labels: Float64Array): number {
  const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)));
  const losses = logits.map((z, i) => labels[i]! * softplus(-z) + (1 - labels[i]!) * softplus(z));
  return losses.reduce((sum, loss) => sum + loss) / logits.length;
}

/**
 * The gradient of sum(upstream * f(inputs)) in every input by central differences, extrapolated from two steps
 * (Richardson), in float64: good to about 1e-8 where f is smooth.
 */
export function differences(
  f: (inputs: readonly Float64Array[]) => Float64Array,
  inputs: readonly Float64Array[],
  upstream: Float64Array,
): Float64Array[] {
  const value = (input: Float64Array, at: number, step: number) => {
    const kept = input[at]!;
    input[at] = kept + step;
    const sum = f(inputs).reduce((total, v, i) => total + v * upstream[i]!, 0);
    input[at] = kept;
    return sum;
  };
  const slope = (input: Float64Array, at: number, step: number) =>
    (value(input, at, step) - value(input, at, -step)) / (2 * step);
  return inputs.map((input) => input.map((_, at) => (4 * slope(input, at, 1e-4) - slope(input, at, 2e-4)) / 3));
}
