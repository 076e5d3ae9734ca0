import type { Gradients, MlpData, MlpShape } from '../../../src/bench/mlp-gradients.ts';
import { addProduct, addProductLeftTransposed, addProductRightTransposed } from './plain-products.ts';

export function plainMlp({ L, B, n }: MlpShape, data: MlpData): Gradients {
  const states = new Float32Array((L + 1) * B * n);
  states.set(data.x);
  const biases = new Float32Array(L * n);
  const dWeights = new Float32Array(L * n * n);
  const dBiases = new Float32Array(L * n);
  const dh = new Float32Array(B * n);
  const errorNorms = new Float64Array(L + 1);
  const layer = (array: Float32Array, l: number, size: number) => array.subarray(l * size, (l + 1) * size);

  function step(): void {
    for (let l = 0; l < L; l++) {
      const out = layer(states, l + 1, B * n);
      for (let i = 0; i < B; i++) out.set(layer(biases, l, n), i * n);
      addProduct(layer(states, l, B * n), layer(data.weights, l, n * n), out, B, n, n);
      for (let i = 0; i < B * n; i++) out[i] = Math.tanh(out[i]!);
    }
    dWeights.fill(0);
    dBiases.fill(0);
    for (let i = 0; i < B * n; i++) dh[i] = (2 * (states[L * B * n + i]! - data.target[i]!)) / (B * n);
    errorNorms[L] = norm(dh);
    for (let l = L - 1; l >= 0; l--) {
      const out = layer(states, l + 1, B * n);
      // From here on the layer's error at its inputs to tanh.
      for (let i = 0; i < B * n; i++) dh[i]! *= 1 - out[i]! * out[i]!;
      addProductLeftTransposed(layer(states, l, B * n), dh, layer(dWeights, l, n * n), B, n, n);
      for (let i = 0; i < B; i++) for (let j = 0; j < n; j++) dBiases[l * n + j]! += dh[i * n + j]!;
      const below = new Float32Array(B * n);
      addProductRightTransposed(dh, layer(data.weights, l, n * n), below, B, n, n);
      dh.set(below);
      errorNorms[l] = norm(dh);
    }
  }

  return {
    step,
    firstNorm() {
      step();
      return Math.hypot(...dWeights.subarray(0, n * n));
    },
    dispose: () => undefined,
  };
}

function norm(values: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
}
