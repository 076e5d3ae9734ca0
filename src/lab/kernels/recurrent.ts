import * as tf from '@tensorflow/tfjs-core';
import { unstackMatrices } from './unstack-matrices.ts';
import { defineKernel, hasLabKernels, runLabKernel, type KernelBody } from './registration.ts';

/** lstm: with a forget gate, 4 blocks of columns. lstm-1997: without one (f = 1), 3 blocks. rnn: tanh, 1 block. */
export type RecurrentKind = 'lstm' | 'lstm-1997' | 'rnn';

export interface RecurrentWeights {
  readonly kind: RecurrentKind;
  /** [I, G H], from the input; blocks in the order input gate, candidate, output gate, forget gate. */
  readonly input: tf.Tensor2D;
  /** [H, G H] */
  readonly recurrent: tf.Tensor2D;
  /** [1, G H] */
  readonly bias: tf.Tensor2D;
}

export interface RecurrentState {
  /** [B, H] */
  readonly output: tf.Tensor2D;
  /** [B, H]; not for rnn. */
  readonly memory?: tf.Tensor2D | undefined;
}

export const blocksOf: Readonly<Record<RecurrentKind, number>> = { lstm: 4, 'lstm-1997': 3, rnn: 1 };

/**
 * A recurrent net over a whole sequence in one op, differentiable in the inputs, the initial state and all weights.
 * Hochreiter & Schmidhuber 1997; forget gate: Gers, Schmidhuber & Cummins 2000; rnn: Elman 1990.
 *
 * @param x [T, B, I], time first
 * @param initial zeros if not given
 * @returns every output, [T, B, H]
 */
export function recurrentNet(x: tf.Tensor3D, weights: RecurrentWeights, initial?: RecurrentState): tf.Tensor3D {
  const [T, B, I] = x.shape;
  const H = weights.recurrent.shape[0];
  if (weights.input.shape[0] !== I)
    throw new Error(`recurrentNet: inputs of width ${I}, weights for ${weights.input.shape[0]}.`);
  if (weights.recurrent.shape[1] !== blocksOf[weights.kind] * H) {
    throw new Error(`recurrentNet: ${weights.kind} of ${H} units needs ${blocksOf[weights.kind] * H} columns.`);
  }
  if (T === 0) return tf.zeros([0, B, H]);
  return tf.tidy(() => {
    const output = initial?.output ?? tf.zeros([B, H]);
    const memory = initial?.memory ?? tf.zeros<tf.Rank.R2>([B, H]);
    if (!hasLabKernels()) return composedRecurrentNet(x, weights, { output, memory });
    const { input, recurrent, bias, kind } = weights;
    const common = { x, input, recurrent, bias, output };
    const [outputs] =
      kind === 'rnn'
        ? runLabKernel('LabRnn', common, {})
        : runLabKernel('LabLstm', { ...common, memory }, { forget: kind === 'lstm' ? 1 : 0 });
    return outputs as tf.Tensor3D;
  });
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedRecurrentNet(
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  initial: Required<RecurrentState>,
): tf.Tensor3D {
  return tf.tidy(() => {
    const H = weights.recurrent.shape[0];
    let h: tf.Tensor2D = initial.output;
    let c: tf.Tensor2D = initial.memory ?? tf.zerosLike(h);
    const outputs = unstackMatrices(x).map((step) => {
      const z = tf.add(tf.add(tf.matMul(step, weights.input), tf.matMul(h, weights.recurrent)), weights.bias);
      if (weights.kind === 'rnn') return (h = tf.tanh(z) as tf.Tensor2D);
      const gate = (index: number) => tf.slice(z, [0, index * H], [-1, H]) as tf.Tensor2D;
      const kept = weights.kind === 'lstm' ? tf.mul<tf.Tensor2D>(tf.sigmoid(gate(3)), c) : c;
      c = tf.add(kept, tf.mul(tf.sigmoid(gate(0)), tf.tanh(gate(1))));
      return (h = tf.mul(tf.sigmoid(gate(2)), tf.tanh(c)));
    });
    return tf.stack(outputs) as tf.Tensor3D;
  });
}

interface Sides {
  readonly T: number;
  readonly B: number;
  readonly I: number;
  readonly H: number;
  readonly columns: number;
}

function sidesOf(x: tf.TensorInfo, recurrent: tf.TensorInfo): Sides {
  const [T, B, I] = x.shape as [number, number, number];
  const [H, columns] = recurrent.shape as [number, number];
  return { T, B, I, H, columns };
}

/** As the kernels' recurrentScratch, known before there is a memory to ask. */
function scratchFloats({ T, B, I, H, columns }: Sides): number {
  const packed = (K: number, N: number) => Math.ceil(N / 8) * K * 8;
  const forward = Math.max(packed(I, columns), packed(H, columns));
  return forward + packed(columns, Math.max(H, I)) + packed(T * B, columns) + 2 * B * H;
}

/** Outputs: h [T, B, H]; and, for the gradient only, states [T + 1, B, H] of h and c, gates [T, B, G H], tanh c [T, B, H]. */
const lstm: KernelBody = (host, { x, input, recurrent, bias, output, memory }, attributes) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H, columns } = sides;
  const forget = attributes['forget'] === 1 ? 1 : 0;
  return host.call({
    inputs: [x!, input!, recurrent!, bias!, output!, memory!],
    outputs: [
      [T, B, H],
      [T + 1, B, H],
      [T + 1, B, H],
      [T, B, columns],
      [T, B, H],
    ],
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [at, w, u, b, h0, c0], outputs: [out, h, c, gates, squashed], scratch }) {
      kernels.copy(h0!, h!, B * H);
      kernels.copy(c0!, c!, B * H);
      kernels.lstmForward(at!, w!, u!, b!, h!, c!, gates!, squashed!, T, B, I, H, forget, scratch);
      kernels.copy(h! + 4 * B * H, out!, T * B * H);
    },
  });
};

defineKernel('LabLstm', lstm, {
  inputsToSave: ['x', 'input', 'recurrent'],
  outputsToSave: [false, true, true, true, true],
  gradFunc(dy, saved, attributes) {
    const [x, input, recurrent, h, c, gates, squashed] = saved as tf.Tensor[];
    const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
    const found = runLabKernel(
      'LabLstmGrad',
      { upstream, x: x!, input: input!, recurrent: recurrent!, h: h!, c: c!, gates: gates!, squashed: squashed! },
      attributes,
    );
    return asGradients(found, ['x', 'input', 'recurrent', 'bias', 'output', 'memory']);
  },
});

/** Outputs: the errors of x, input weights, recurrent weights, bias, initial output, initial memory. */
defineKernel('LabLstmGrad', (host, { upstream, x, input, recurrent, h, c, gates, squashed }, attributes) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H, columns } = sides;
  const forget = attributes['forget'] === 1 ? 1 : 0;
  return host.call({
    inputs: [upstream!, x!, input!, recurrent!, h!, c!, gates!, squashed!],
    // The gates' gradients take the gates' place: in a copy, because a saved tensor belongs to the tape.
    outputs: [
      [T, B, I],
      [I, columns],
      [H, columns],
      [1, columns],
      [B, H],
      [B, H],
      [T, B, columns],
    ],
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [dy, at, w, u, states, cells, z, tanhC], outputs: [dx, dw, du, db, dh, dc, dz], scratch }) {
      kernels.copy(z!, dz!, T * B * columns);
      kernels.zero(dc!, B * H);
      kernels.lstmBackward(
        at!,
        w!,
        u!,
        states!,
        cells!,
        dz!,
        tanhC!,
        dy!,
        dh!,
        dc!,
        dw!,
        du!,
        db!,
        dx!,
        T,
        B,
        I,
        H,
        forget,
        scratch,
      );
    },
  });
});

defineKernel(
  'LabRnn',
  (host, { x, input, recurrent, bias, output }) => {
    const sides = sidesOf(x!, recurrent!);
    const { T, B, I, H } = sides;
    return host.call({
      inputs: [x!, input!, recurrent!, bias!, output!],
      outputs: [
        [T, B, H],
        [T + 1, B, H],
      ],
      scratch: scratchFloats(sides),
      run(kernels, { inputs: [at, w, u, b, h0], outputs: [out, h], scratch }) {
        kernels.copy(h0!, h!, B * H);
        kernels.rnnForward(at!, w!, u!, b!, h!, T, B, I, H, scratch);
        kernels.copy(h! + 4 * B * H, out!, T * B * H);
      },
    });
  },
  {
    inputsToSave: ['x', 'input', 'recurrent'],
    outputsToSave: [false, true],
    gradFunc(dy, saved) {
      const [x, input, recurrent, h] = saved as tf.Tensor[];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const found = runLabKernel('LabRnnGrad', { upstream, x: x!, input: input!, recurrent: recurrent!, h: h! }, {});
      return asGradients(found, ['x', 'input', 'recurrent', 'bias', 'output']);
    },
  },
);

/** Outputs: the errors of x, input weights, recurrent weights, bias, initial output. */
defineKernel('LabRnnGrad', (host, { upstream, x, input, recurrent, h }) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H, columns } = sides;
  return host.call({
    inputs: [upstream!, x!, input!, recurrent!, h!],
    outputs: [
      [T, B, I],
      [I, columns],
      [H, columns],
      [1, columns],
      [B, H],
      [T, B, H],
    ],
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [dy, at, w, u, states], outputs: [dx, dw, du, db, dh, dz], scratch }) {
      kernels.rnnBackward(at!, w!, u!, states!, dy!, dh!, dz!, dw!, du!, db!, dx!, T, B, I, H, scratch);
    },
  });
});

function asGradients(found: readonly tf.Tensor[], names: readonly string[]): Record<string, () => tf.Tensor> {
  return Object.fromEntries(names.map((name, index) => [name, () => found[index]!]));
}
