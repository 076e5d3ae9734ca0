import { adamSettings, type LstmData, type LstmShape, type Training } from '../../../src/bench/lstm-step.ts';
import { createPlainAdam } from './plain-adam.ts';
import { addProduct, addProductLeftTransposed, addProductRightTransposed } from './plain-products.ts';

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** The same training as one would write it without libraries: loops over Float32Arrays, in an order the cache likes. */
export function plainLstm({ T, B, I, H }: LstmShape, data: LstmData): Training {
  const columns = 4 * H;
  const parameters = [data.input.slice(), data.recurrent.slice(), data.bias.slice()];
  const [w, u, b] = parameters as [Float32Array, Float32Array, Float32Array];
  const gradients = parameters.map((p) => new Float32Array(p.length));
  const [dw, du, db] = gradients as [Float32Array, Float32Array, Float32Array];
  const adam = createPlainAdam(parameters, adamSettings);
  const h = new Float32Array((T + 1) * B * H);
  const c = new Float32Array((T + 1) * B * H);
  const gates = new Float32Array(T * B * columns);
  const squashed = new Float32Array(T * B * H);
  const dh = new Float32Array(B * H);
  const dc = new Float32Array(B * H);
  const dz = new Float32Array(B * columns);
  const at = (array: Float32Array, t: number, size: number) => array.subarray(t * size, (t + 1) * size);

  function forward(): number {
    for (let t = 0; t < T; t++) {
      const z = at(gates, t, B * columns);
      for (let i = 0; i < B; i++) z.set(b, i * columns);
      addProduct(at(data.x, t, B * I), w, z, B, I, columns);
      addProduct(at(h, t, B * H), u, z, B, H, columns);
      for (let i = 0; i < B; i++) {
        for (let j = 0; j < H; j++) {
          const row = i * columns + j;
          const input = (z[row] = sigmoid(z[row]!));
          const candidate = (z[row + H] = Math.tanh(z[row + H]!));
          const output = (z[row + 2 * H] = sigmoid(z[row + 2 * H]!));
          const forget = (z[row + 3 * H] = sigmoid(z[row + 3 * H]!));
          const s = t * B * H + i * H + j;
          const cell = forget * c[s]! + input * candidate;
          c[s + B * H] = cell;
          squashed[s] = Math.tanh(cell);
          h[s + B * H] = output * squashed[s]!;
        }
      }
    }
    let sum = 0;
    for (let i = 0; i < B * H; i++) sum += (h[T * B * H + i]! - data.target[i]!) ** 2;
    return sum / (B * H);
  }

  return {
    step() {
      forward();
      for (const gradient of gradients) gradient.fill(0);
      dc.fill(0);
      for (let i = 0; i < B * H; i++) dh[i] = (2 * (h[T * B * H + i]! - data.target[i]!)) / (B * H);
      for (let t = T - 1; t >= 0; t--) {
        const z = at(gates, t, B * columns);
        for (let i = 0; i < B; i++) {
          for (let j = 0; j < H; j++) {
            const row = i * columns + j;
            const s = i * H + j;
            const [input, candidate, output, forget] = [z[row]!, z[row + H]!, z[row + 2 * H]!, z[row + 3 * H]!];
            const tanhC = squashed[t * B * H + s]!;
            const cell = dc[s]! + dh[s]! * output * (1 - tanhC * tanhC);
            dz[row] = cell * candidate * input * (1 - input);
            dz[row + H] = cell * input * (1 - candidate * candidate);
            dz[row + 2 * H] = dh[s]! * tanhC * output * (1 - output);
            dz[row + 3 * H] = cell * c[t * B * H + s]! * forget * (1 - forget);
            dc[s] = cell * forget;
          }
        }
        addProductLeftTransposed(at(data.x, t, B * I), dz, dw, B, I, columns);
        addProductLeftTransposed(at(h, t, B * H), dz, du, B, H, columns);
        for (let i = 0; i < B; i++) for (let j = 0; j < columns; j++) db[j]! += dz[i * columns + j]!;
        dh.fill(0);
        addProductRightTransposed(dz, u, dh, B, columns, H);
      }
      adam(gradients);
    },
    loss: forward,
    dispose: () => undefined,
  };
}
