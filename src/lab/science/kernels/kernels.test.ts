import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import bytes from 'virtual:lab-kernels';
import { expect, test } from 'vitest';
import { createAdam } from './adam.ts';
import { denseStack, type Activation, type DenseStack, type StackForm } from './dense-stack.ts';
import { differences, float64Recurrent, float64Stack } from './float64-reference.ts';
import { blocksOf, recurrentNet, type RecurrentKind, type RecurrentWeights } from './recurrent.ts';
import {
  describeLevels,
  draw,
  expectAgreement,
  expectClose,
  expectNothingLeft,
  tensors,
} from '../../../../tests/kernels/three-levels.ts';

const side = fc.oneof(fc.constantFrom(1, 2, 3, 4, 5, 7, 8, 11, 13), fc.integer({ min: 1, max: 17 }));

/** A table of constants, such as AssemblyScript's own logarithm brings, would be written over the backend's heap. */
test('the kernels put no data into the memory that they are given', () => {
  const wasm = Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
  const sections: number[] = [];
  let at = 8;
  while (at < wasm.length) {
    sections.push(wasm[at++]!);
    let length = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      length |= (wasm[at]! & 127) << shift;
      more = wasm[at++]! > 127;
    }
    at += length;
  }
  // Code is there, data is not.
  expect(sections).toContain(10);
  expect(sections).not.toContain(11);
});

/** Differences found on one level serve the next: the cases are the same, and they take nearly all of the time. */
const known = new Map<string, Float64Array[]>();

describeLevels(({ kernels }) => {
  /** One random case: output and every gradient of `op` against float64. */
  function check(
    seed: number,
    shapes: readonly (readonly number[])[],
    op: (inputs: tf.Tensor[]) => tf.Tensor,
    reference: (inputs: readonly Float64Array[]) => Float64Array,
    what: string,
  ): void {
    const values = draw(seed, shapes, (index) => (index === 0 ? 1 : 0.8 / Math.sqrt(shapes[index]!.at(-2) ?? 1)));
    const output = reference(values);
    const [upstream] = draw(seed + 1, [[output.length]], () => 1);
    const key = `${what} of ${seed}: ${JSON.stringify(shapes)}`;
    const gradients = known.get(key) ?? differences(reference, values, upstream!);
    known.set(key, gradients);
    expectAgreement(op, shapes, values, upstream!, { output, gradients }, what);
  }

  test('dense stacks agree with float64, forward and backward, over 120 random shapes', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      form: fc.constantFrom<StackForm>('plain', 'residual', 'highway'),
      // relu and selu have a kink, which differences cannot cross; they are checked below.
      activation: fc.constantFrom<Activation>('linear', 'sigmoid', 'tanh'),
      L: fc.integer({ min: 1, max: 4 }),
      B: side,
      n: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ seed, form, activation, L, B, n }) => {
        const parameters = [
          [L, n, n],
          [L, 1, n],
        ];
        const shapes = [[B, n], ...parameters, ...(form === 'highway' ? parameters : [])];
        const stackOf = ([, weights, biases, gateWeights, gateBiases]: tf.Tensor[]) =>
          ({ form, activation, branch: 0.5, weights, biases, gateWeights, gateBiases }) as DenseStack;
        check(
          seed,
          shapes,
          (inputs) => denseStack(inputs[0] as tf.Tensor2D, stackOf(inputs)),
          (inputs) => float64Stack(form, activation, 0.5, { L, B, n }, inputs),
          `${form} ${activation} L${L} B${B} n${n}`,
        );
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  test.each(['relu', 'selu'] as const)('%s stacks agree with float64 where no unit sits on the kink', (activation) => {
    for (const [L, B, n] of [
      [1, 3, 5],
      [3, 6, 8],
      [2, 1, 13],
    ] as const) {
      for (const form of ['plain', 'residual'] as const) {
        // Shifted away from zero: biases of one, small weights.
        const shapes = [
          [B, n],
          [L, n, n],
          [L, 1, n],
        ];
        const op = (inputs: tf.Tensor[]) =>
          denseStack(inputs[0] as tf.Tensor2D, {
            form,
            activation,
            branch: 0.5,
            weights: inputs[1] as tf.Tensor3D,
            biases: tf.add(tf.mul(inputs[2]!, 0.1), sign(n)) as tf.Tensor3D,
          });
        const reference = ([x, w, b]: readonly Float64Array[]) =>
          float64Stack(form, activation, 0.5, { L, B, n }, [
            x!.map((v) => v),
            w!,
            b!.map((v, i) => 0.1 * v + ((i % n) % 2 === 0 ? 4 : -4)),
          ]);
        const sign = (width: number) =>
          tf.tensor(
            Float32Array.from({ length: width }, (_, i) => (i % 2 === 0 ? 4 : -4)),
            [1, 1, width],
          );
        check(7, shapes, op, reference, `${form} ${activation}`);
      }
    }
  });

  test('recurrent nets agree with float64, forward and backward, over 120 random shapes', () => {
    const cases = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      kind: fc.constantFrom<RecurrentKind>('lstm', 'lstm-1997', 'rnn'),
      T: fc.integer({ min: 1, max: 5 }),
      B: fc.integer({ min: 1, max: 7 }),
      I: fc.integer({ min: 1, max: 6 }),
      H: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(cases, ({ seed, kind, ...sides }) => {
        const { T, B, I, H } = sides;
        const columns = blocksOf[kind] * H;
        const shapes = [
          [T, B, I],
          [I, columns],
          [H, columns],
          [1, columns],
          [B, H],
          ...(kind === 'rnn' ? [] : [[B, H]]),
        ];
        check(
          seed,
          shapes,
          ([x, input, recurrent, bias, output, memory]) =>
            recurrentNet(
              x as tf.Tensor3D,
              { kind, input: input as tf.Tensor2D, recurrent: recurrent as tf.Tensor2D, bias: bias as tf.Tensor2D },
              { output: output as tf.Tensor2D, memory: memory as tf.Tensor2D | undefined },
            ),
          (inputs) => float64Recurrent(kind, sides, inputs),
          `${kind} T${T} B${B} I${I} H${H}`,
        );
      }),
      { numRuns: 120, seed: 2 },
    );
  });

  test('Adam with clipping follows the paper in float64', () => {
    const shapes = [[3, 5], [7]];
    const values = draw(3, shapes, () => 1);
    const [m, v] = [values.map((x) => x.map(() => 0)), values.map((x) => x.map(() => 0))];
    const variables = tensors(values, shapes).map((t) => tf.variable(t));
    const optimizer = createAdam(variables, { learningRate: 0.01, clipNorm: 1 });
    for (let t = 1; t <= 25; t++) {
      const gradients = draw(100 + t, shapes, () => (t % 2 === 0 ? 0.05 : 3));
      const given = tensors(gradients, shapes);
      const norm = Math.hypot(...gradients.flatMap((g) => [...g]));
      expect(optimizer.step(given)).toBeCloseTo(norm, 4);
      tf.dispose(given);
      values.forEach((x, k) =>
        x.forEach((_, i) => {
          const g = gradients[k]![i]! * Math.min(1, 1 / norm);
          m[k]![i] = 0.9 * m[k]![i]! + 0.1 * g;
          v[k]![i] = 0.999 * v[k]![i]! + 0.001 * g * g;
          x[i]! -= (0.01 * (m[k]![i]! / (1 - 0.9 ** t))) / (Math.sqrt(v[k]![i]! / (1 - 0.999 ** t)) + 1e-8);
        }),
      );
    }
    variables.forEach((variable, k) => expectClose(variable.dataSync(), values[k]!, `variable ${k}`));
    const before = variables.map((variable) => [...variable.dataSync()]);
    expect(optimizer.step([tf.fill([3, 5], NaN), tf.zeros([7])])).toBeNaN();
    expect(variables.map((variable) => [...variable.dataSync()])).toEqual(before);
    optimizer.dispose();
    tf.dispose(variables);
  });

  test.each([NaN, Infinity, -Infinity])('%s in comes out as a number that is not finite, or as its limit', (bad) => {
    tf.tidy(() => {
      for (const activation of ['linear', 'sigmoid', 'tanh', 'relu', 'selu'] as const) {
        const n = 5;
        const identity = tf.expandDims(tf.eye(n), 0) as tf.Tensor3D;
        const x = tf.tensor2d([[bad, 0, 0, 0, 0]]);
        // One unit only: others would be Inf * 0 = NaN in any implementation.
        const narrow = denseStack(tf.tensor2d([[bad]]), {
          form: 'plain',
          activation,
          branch: 1,
          weights: tf.ones([1, 1, 1]),
          biases: tf.zeros([1, 1, 1]),
        });
        const limits = {
          linear: bad,
          sigmoid: bad > 0 ? 1 : 0,
          tanh: Math.sign(bad),
          relu: bad > 0 ? Infinity : 0,
          selu: bad > 0 ? Infinity : -1.7580993,
        };
        const [found] = narrow.dataSync();
        if (Number.isNaN(bad)) expect(found, activation).toBeNaN();
        else if (Number.isFinite(limits[activation])) expect(found, activation).toBeCloseTo(limits[activation], 5);
        else expect(found, activation).toBe(limits[activation]);
        const wide = denseStack(x, {
          form: 'plain',
          activation,
          branch: 1,
          weights: identity,
          biases: tf.zeros([1, 1, n]),
        });
        if (Number.isNaN(bad)) expect(wide.dataSync()[0], activation).toBeNaN();
      }
      const weights = {
        kind: 'lstm' as const,
        input: tf.ones<tf.Rank.R2>([1, 4]),
        recurrent: tf.ones<tf.Rank.R2>([1, 4]),
        bias: tf.zeros<tf.Rank.R2>([1, 4]),
      };
      const outputs = recurrentNet(tf.tensor3d([[[0]], [[bad]], [[0]]]), weights).dataSync();
      expect(Number.isFinite(outputs[0])).toBe(true);
      if (Number.isNaN(bad)) expect([outputs[1], outputs[2]]).toEqual([NaN, NaN]);
    });
  });

  test.skipIf(!kernels)('what the gradient of a long sequence needs is given back', () => {
    // 0.9 MB a round: 100 rounds would not fit into what the first ones asked for.
    expectNothingLeft(() =>
      tf.tidy(() => {
        const weights = { kind: 'lstm', recurrent: tf.ones([16, 64]), bias: tf.zeros([1, 64]) } as const;
        const op = (input: tf.Tensor) =>
          recurrentNet(tf.ones([40, 50, 2]), { ...weights, input: input as tf.Tensor2D } as RecurrentWeights);
        tf.grad(op)(tf.ones([2, 64]));
        op(tf.ones([2, 64]));
      }),
    );
  });

  test('no tensor and no byte is left, after N calls and after 2 N', () => {
    const round = () =>
      tf.tidy(() => {
        const x = tf.ones<tf.Rank.R3>([3, 2, 4]);
        const weights = tf.ones<tf.Rank.R2>([4, 8]);
        tf.grads((a, w, u) =>
          recurrentNet(a as tf.Tensor3D, {
            kind: 'lstm',
            input: w as tf.Tensor2D,
            recurrent: u as tf.Tensor2D,
            bias: tf.zeros([1, 8]),
          }),
        )([x, weights, tf.ones([2, 8])]);
        tf.grads((a, w) =>
          denseStack(a as tf.Tensor2D, {
            form: 'plain',
            activation: 'tanh',
            branch: 1,
            weights: w as tf.Tensor3D,
            biases: tf.zeros([2, 1, 4]),
          }),
        )([tf.ones([3, 4]), tf.ones([2, 4, 4])]);
      });
    expectNothingLeft(round);
  });
});
