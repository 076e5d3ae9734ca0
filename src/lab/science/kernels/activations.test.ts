import { expect, test } from 'vitest';
import { instantiateKernels } from './kernel-module.ts';

const memory = new WebAssembly.Memory({ initial: 64 });
const kernels = instantiateKernels(memory);

/** As float32 numbers: their spacing is 2^-24 of the value, and a unit in the last place at most 2^-23. */
const unit = 2 ** -23;
const smallest = 2 ** -126;

const seluScale = 1.0507009873554805;
const selu = (z: number) => seluScale * (z > 0 ? z : 1.6732632423543772 * Math.expm1(z));

/** By the numbers of assembly/activations.ts. */
const functions = [
  { name: 'sigmoid', kind: 1, exact: (z: number) => 1 / (1 + Math.exp(-z)) },
  { name: 'tanh', kind: 2, exact: Math.tanh },
  { name: 'selu', kind: 4, exact: selu },
];

/** Densely over all that float32 can tell apart, beyond where the exponential overflows and underflows. */
const ranges = [
  [-130, 130],
  [-89, -87],
  [87, 89],
  [-1, 1],
  [-1e-3, 1e-3],
] as const;

test.each(functions)('$name is exact to two units in the last place, everywhere', ({ kind, exact }) => {
  const count = 100_001;
  for (const [low, high] of ranges) {
    const z = new Float32Array(memory.buffer, 1024, count);
    for (let i = 0; i < count; i++) z[i] = low + ((high - low) * i) / (count - 1);
    kernels.activate(kind, 1024, 1 << 20, count);
    const y = new Float32Array(memory.buffer, 1 << 20, count);
    let worst = { error: 0, at: NaN };
    for (let i = 0; i < count; i++) {
      const right = exact(z[i]!);
      // What is smaller than the smallest normal number may come out as zero.
      const difference = Math.abs(y[i]! - right) / Math.max(Math.abs(right), smallest / unit);
      const error = Number.isNaN(difference) ? Infinity : difference;
      if (error > worst.error) worst = { error, at: z[i]! };
    }
    expect(worst.error, `from ${low} to ${high}, at ${worst.at}`).toBeLessThan(2 * unit);
  }
});
