import { adamSettings, type Training } from '../../../src/bench/lstm-step.ts';
import type { CnnData, CnnShape } from '../cases/cnn-data.ts';
import { createPlainAdam } from './plain-adam.ts';
import { addProduct, addProductLeftTransposed, addProductRightTransposed } from './plain-products.ts';

/** One convolution 3x3, stride 2, one zero around, as loops over positions, filter and channels. */
interface Layer {
  /** Side and channels of its input; the output has half the side. */
  readonly side: number;
  readonly from: number;
  readonly to: number;
  readonly filter: Float32Array;
  readonly bias: Float32Array;
  readonly dFilter: Float32Array;
  readonly dBias: Float32Array;
}

/** For one batch of B pictures. */
export function plainCnn({ B, side, channels, classes }: CnnShape, data: CnnData): Training {
  const layers: Layer[] = [data.filter0, data.filter1, data.filter2].map((values, l) => ({
    side: side >> l,
    from: channels[l]!,
    to: channels[l + 1]!,
    filter: values.slice(),
    bias: new Float32Array(channels[l + 1]!),
    dFilter: new Float32Array(values.length),
    dBias: new Float32Array(channels[l + 1]!),
  }));
  const states = [data.x, ...layers.map(({ side: s, to }) => new Float32Array((B * s * s * to) / 4))];
  const rows = data.dense.length / classes;
  const dense = data.dense.slice();
  const denseBias = new Float32Array(classes);
  const [dDense, dDenseBias] = [new Float32Array(dense.length), new Float32Array(classes)];
  const logits = new Float32Array(B * classes);
  const adam = createPlainAdam([...layers.flatMap((l) => [l.filter, l.bias]), dense, denseBias], adamSettings);

  function forward(): void {
    for (const [l, layer] of layers.entries()) convolve(layer, B, states[l]!, states[l + 1]!);
    for (let b = 0; b < B; b++) logits.set(denseBias, b * classes);
    addProduct(states[3]!, dense, logits, B, rows, classes);
  }

  /** @returns the mean loss; `errors` becomes its gradient in the logits */
  function crossEntropy(errors: Float32Array): number {
    let loss = 0;
    for (let b = 0; b < B; b++) {
      const row = logits.subarray(b * classes, (b + 1) * classes);
      const largest = Math.max(...row);
      let sum = 0;
      for (const z of row) sum += Math.exp(z - largest);
      for (let j = 0; j < classes; j++) {
        const label = data.labels[b * classes + j]!;
        errors[b * classes + j] = (Math.exp(row[j]! - largest) / sum - label) / B;
        loss -= (label * (row[j]! - largest - Math.log(sum))) / B;
      }
    }
    return loss;
  }

  return {
    step() {
      forward();
      const errors = new Float32Array(B * classes);
      crossEntropy(errors);
      dDense.fill(0);
      addProductLeftTransposed(states[3]!, errors, dDense, B, rows, classes);
      dDenseBias.fill(0);
      for (let i = 0; i < B * classes; i++) dDenseBias[i % classes]! += errors[i]!;
      let error = new Float32Array(B * rows);
      addProductRightTransposed(errors, dense, error, B, classes, rows);
      for (let l = layers.length - 1; l >= 0; l--) {
        const below = new Float32Array(l > 0 ? states[l]!.length : 0);
        convolveBack(layers[l]!, B, states[l]!, states[l + 1]!, error, l > 0 ? below : undefined);
        error = below;
      }
      adam([...layers.flatMap((l) => [l.dFilter, l.dBias]), dDense, dDenseBias]);
    },
    loss() {
      forward();
      return crossEntropy(new Float32Array(B * classes));
    },
    dispose: () => undefined,
  };
}

function convolve({ side, from, to, filter, bias }: Layer, B: number, x: Float32Array, y: Float32Array): void {
  const out = side / 2;
  eachPosition(side, B, (b, oy, ox, at) => {
    for (let f = 0; f < to; f++) y[at * to + f] = bias[f]!;
    eachPixel(side, b, oy, ox, (pixel, k) => {
      for (let c = 0; c < from; c++) {
        const value = x[pixel * from + c]!;
        const weights = (k * from + c) * to;
        for (let f = 0; f < to; f++) y[at * to + f]! += value * filter[weights + f]!;
      }
    });
    for (let f = 0; f < to; f++) y[at * to + f] = Math.max(0, y[at * to + f]!);
  });
  if (y.length !== B * out * out * to) throw new Error('The plain convolution wrote past its output.');
}

function convolveBack(
  { side, from, to, filter, dFilter, dBias }: Layer,
  B: number,
  x: Float32Array,
  y: Float32Array,
  dy: Float32Array,
  dx: Float32Array | undefined,
): void {
  dFilter.fill(0);
  dBias.fill(0);
  eachPosition(side, B, (b, oy, ox, at) => {
    for (let f = 0; f < to; f++) {
      if (y[at * to + f]! <= 0) dy[at * to + f] = 0;
      dBias[f]! += dy[at * to + f]!;
    }
    eachPixel(side, b, oy, ox, (pixel, k) => {
      for (let c = 0; c < from; c++) {
        const value = x[pixel * from + c]!;
        const weights = (k * from + c) * to;
        let sum = 0;
        for (let f = 0; f < to; f++) {
          const error = dy[at * to + f]!;
          dFilter[weights + f]! += value * error;
          sum += filter[weights + f]! * error;
        }
        if (dx) dx[pixel * from + c]! += sum;
      }
    });
  });
}

function eachPosition(side: number, B: number, visit: (b: number, oy: number, ox: number, at: number) => void): void {
  const out = side / 2;
  let at = 0;
  for (let b = 0; b < B; b++) for (let oy = 0; oy < out; oy++) for (let ox = 0; ox < out; ox++) visit(b, oy, ox, at++);
}

/** The pixels under the filter at one position, without those that lie outside. */
function eachPixel(side: number, b: number, oy: number, ox: number, visit: (pixel: number, k: number) => void): void {
  for (let k = 0; k < 9; k++) {
    const [y, x] = [2 * oy - 1 + Math.floor(k / 3), 2 * ox - 1 + (k % 3)];
    if (y >= 0 && y < side && x >= 0 && x < side) visit((b * side + y) * side + x, k);
  }
}
