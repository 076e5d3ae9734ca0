import { createRequire } from 'node:module';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import '../../src/lab/science/kernels/index.ts';
import { hasLabKernels, registerLabKernels, unregisterLabKernels } from '../../src/lab/science/kernels/registration.ts';

/** What the tests of the kernels share: the three levels of fallback, and comparison with float64. */

export interface Level {
  readonly name: string;
  readonly backend: 'wasm' | 'cpu';
  readonly kernels: boolean;
}

/** Node loads the wasm backend's own Node build; both share tfjs's global engine. */
export const levels: readonly Level[] = [
  { name: 'wasm with kernels', backend: 'wasm', kernels: true },
  { name: 'cpu with kernels', backend: 'cpu', kernels: true },
  { name: 'cpu, stock ops', backend: 'cpu', kernels: false },
];

createRequire(import.meta.url)('@tensorflow/tfjs-backend-wasm');

/** Describes the same tests once on every level. */
export function describeLevels(tests: (level: Level) => void): void {
  describe.each(levels)('$name', (level) => {
    beforeAll(async () => {
      expect(await tf.setBackend(level.backend)).toBe(true);
      unregisterLabKernels();
      if (level.kernels) expect(registerLabKernels()).toBe(true);
      expect(hasLabKernels()).toBe(level.kernels);
    });
    afterAll(unregisterLabKernels);
    tests(level);
  });
}

/**
 * What float32 may lose: each entry is compared in units of its tensor's largest one. 1e-5 over a few layers or steps of
 * a few units; the reference is float64.
 */
const tolerance = 1e-5;

export function expectClose(actual: ArrayLike<number>, expected: Float64Array, what: string): void {
  expect(actual.length, what).toBe(expected.length);
  const scale = expected.reduce((largest, v) => Math.max(largest, Math.abs(v)), 1e-3);
  let worst = 0;
  expected.forEach((v, i) => (worst = Math.max(worst, Math.abs(actual[i]! - v) / scale)));
  expect(worst, what).toBeLessThan(tolerance);
}

/** float32 numbers as float64, so that both sides compute with the same. */
export function draw(
  seed: number,
  shapes: readonly (readonly number[])[],
  deviation: (index: number) => number,
): Float64Array[] {
  const normal = normals(seed);
  return shapes.map((shape, index) =>
    Float64Array.from({ length: shape.reduce((p, s) => p * s, 1) }, () => Math.fround(normal() * deviation(index))),
  );
}

/** Normal numbers (Box & Muller 1958) from a generator of its own (mulberry32, T. Ettinger): kernels stand below nn. */
function normals(seed: number): () => number {
  let state = seed;
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

export function tensors(values: readonly Float64Array[], shapes: readonly (readonly number[])[]): tf.Tensor[] {
  return values.map((v, i) => tf.tensor(Float32Array.from(v), [...shapes[i]!]));
}

/** The output of `op` and its gradients in every input, for `upstream`, against what float64 found. */
export function expectAgreement(
  op: (inputs: tf.Tensor[]) => tf.Tensor,
  shapes: readonly (readonly number[])[],
  values: readonly Float64Array[],
  upstream: Float64Array,
  expected: { readonly output: Float64Array; readonly gradients: readonly Float64Array[] },
  what: string,
): void {
  tf.tidy(() => {
    const inputs = tensors(values, shapes);
    const found = op(inputs);
    expectClose(found.dataSync(), expected.output, `${what}: output`);
    const dy = tf.tensor(Float32Array.from(upstream), found.shape);
    const gradients = tf.grads((...given: tf.Tensor[]) => op(given))(inputs, dy);
    gradients.forEach((gradient, index) =>
      expectClose(gradient.dataSync(), expected.gradients[index]!, `${what}: gradient ${index}`),
    );
  });
}

/** No tensor and no byte is left, after N rounds and after 2 N; nor has the wasm backend's heap grown since the first N. */
export function expectNothingLeft(round: () => void, N = 50): void {
  round();
  const left = () => {
    const { numTensors, numDataBuffers, numBytes } = tf.memory();
    return [numTensors, numDataBuffers, numBytes];
  };
  const before = left();
  let heap = NaN;
  for (let n = 1; n <= 2; n++) {
    for (let i = 0; i < N; i++) round();
    expect(left(), `after ${n} x ${N} rounds`).toEqual(before);
    if (n === 1) heap = heapBytes();
  }
  expect(heapBytes(), 'bytes of heap').toBe(heap);
}

/** What tfjs counts leaves out what kernels keep for their gradients; the heap they keep it on does not. 0 without one. */
function heapBytes(): number {
  const { wasm } = tf.backend() as { wasm?: { asm: { memory: WebAssembly.Memory } } };
  return wasm?.asm.memory.buffer.byteLength ?? 0;
}
