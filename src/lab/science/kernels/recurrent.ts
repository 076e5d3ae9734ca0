import * as tf from '@tensorflow/tfjs-core';
import type { KernelExports } from './kernel-module.ts';
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
  /** false where x is data: its gradient is then not computed, and asking for it is an error. true if not given. */
  readonly inputGradient?: boolean;
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
  if (x.shape[0] === 0) return tf.zeros([0, x.shape[1], weights.recurrent.shape[0]]);
  return runRecurrent(x, weights, initial, 'all') as tf.Tensor3D;
}

/**
 * The same for whoever reads only the last output: the others are not copied, and no error of theirs is made up.
 *
 * @param x [T, B, I] with T >= 1
 * @returns [B, H]
 */
export function recurrentLast(x: tf.Tensor3D, weights: RecurrentWeights, initial?: RecurrentState): tf.Tensor2D {
  if (x.shape[0] === 0) throw new Error('recurrentLast: a sequence without a step has no last output.');
  return runRecurrent(x, weights, initial, 'last') as tf.Tensor2D;
}

function runRecurrent(
  x: tf.Tensor3D,
  weights: RecurrentWeights,
  initial: RecurrentState | undefined,
  wanted: 'all' | 'last',
): tf.Tensor {
  const [T, B, I] = x.shape;
  const H = weights.recurrent.shape[0];
  if (weights.input.shape[0] !== I)
    throw new Error(`recurrentNet: inputs of width ${I}, weights for ${weights.input.shape[0]}.`);
  if (weights.recurrent.shape[1] !== blocksOf[weights.kind] * H) {
    throw new Error(`recurrentNet: ${weights.kind} of ${H} units needs ${blocksOf[weights.kind] * H} columns.`);
  }
  return tf.tidy(() => {
    const output = initial?.output ?? tf.zeros([B, H]);
    const memory = initial?.memory ?? tf.zeros<tf.Rank.R2>([B, H]);
    if (!hasLabKernels()) {
      const outputs = composedRecurrentNet(x, weights, { output, memory });
      return wanted === 'all' ? outputs : tf.reshape(tf.slice(outputs, [T - 1, 0, 0], [1, B, H]), [B, H]);
    }
    const { input, recurrent, bias, kind, inputGradient = true } = weights;
    const common = { x, input, recurrent, bias, output };
    const attributes = {
      forget: kind === 'lstm' ? 1 : 0,
      inputGradient: inputGradient ? 1 : 0,
      last: wanted === 'last' ? 1 : 0,
    };
    const [outputs] =
      kind === 'rnn'
        ? runLabKernel('LabRnn', common, attributes)
        : runLabKernel('LabLstm', { ...common, memory }, attributes);
    return outputs!;
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
function scratchFloats({ B, I, H, columns }: Sides): number {
  const packed = (K: number, N: number) => Math.ceil(N / 8) * K * 8;
  const forward = packed(I, columns) + packed(H, columns);
  const backward = packed(columns, H) + packed(columns, I) + packed(B, columns) + B * columns;
  return Math.max(forward, backward);
}

/** Outputs: h [T, B, H], or that of the last step [B, H]. Kept: h and c [T + 1, B, H], gates [T, B, G H], tanh c [T, B, H]. */
const lstm: KernelBody = (host, { x, input, recurrent, bias, output, memory }, attributes) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H } = sides;
  const forget = attributes['forget'] === 1 ? 1 : 0;
  return host.call({
    inputs: [x!, input!, recurrent!, bias!, output!, memory!],
    outputs: outputShape(sides, attributes),
    keep: keptByLstm(sides).floats,
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [at, w, u, b, h0, c0], outputs: [out], kept, scratch }) {
      const { h, c, gates, squashed } = keptByLstm(sides, kept);
      kernels.copy(h0!, h, B * H);
      kernels.copy(c0!, c, B * H);
      kernels.lstmForward(at!, w!, u!, b!, h, c, gates, squashed, T, B, I, H, forget, scratch);
      copyOutputs(kernels, h, out!, sides, attributes);
    },
  });
};

/** Where the parts of what an LSTM keeps lie, from byte `base` on. */
function keptByLstm({ T, B, H, columns }: Sides, base = 0) {
  const c = base + 4 * (T + 1) * B * H;
  const gates = c + 4 * (T + 1) * B * H;
  const squashed = gates + 4 * T * B * columns;
  return { h: base, c, gates, squashed, floats: (squashed - base) / 4 + T * B * H };
}

const wantsLast = (attributes: tf.NamedAttrMap) => attributes['last'] === 1;

function outputShape({ T, B, H }: Sides, attributes: tf.NamedAttrMap): number[][] {
  return [wantsLast(attributes) ? [B, H] : [T, B, H]];
}

/** @param h [T + 1, B, H] */
function copyOutputs(kernels: KernelExports, h: number, out: number, { T, B, H }: Sides, attributes: tf.NamedAttrMap) {
  const [first, count] = wantsLast(attributes) ? [T, 1] : [1, T];
  kernels.copy(h + 4 * first * B * H, out, count * B * H);
}

/** The errors of all outputs, or of the last one only: [where the first lie or 0, where the second lie or 0]. */
function upstreamPlaces(upstream: number, attributes: tf.NamedAttrMap): [number, number] {
  return wantsLast(attributes) ? [0, upstream] : [upstream, 0];
}

defineKernel('LabLstm', lstm, {
  inputsToSave: ['x', 'input', 'recurrent'],
  outputsToSave: [false, true],
  gradFunc(dy, saved, attributes) {
    const [x, input, recurrent, kept] = saved as tf.Tensor[];
    const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
    const given = { upstream, x: x!, input: input!, recurrent: recurrent!, kept: kept! };
    const found = runLabKernel('LabLstmGrad', given, attributes);
    return asGradients(found, ['input', 'recurrent', 'bias', 'output', 'memory'], attributes);
  },
});

/** Outputs: the errors of input weights, recurrent weights, bias, initial output, initial memory and, if wanted, x. */
defineKernel('LabLstmGrad', (host, { upstream, x, input, recurrent, kept: keeper }, attributes) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H, columns } = sides;
  const forget = attributes['forget'] === 1 ? 1 : 0;
  return host.call({
    inputs: [upstream!, x!, input!, recurrent!],
    kept: keeper,
    outputs: [[I, columns], [H, columns], [1, columns], [B, H], [B, H], ...wantedInput(sides, attributes)],
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [dy, at, w, u], outputs, kept, scratch }) {
      const [dw, du, db, dh, dc, dx = 0] = outputs as [number, number, number, number, number, number?];
      const { h, c, gates, squashed } = keptByLstm(sides, kept);
      const [all, last] = upstreamPlaces(dy!, attributes);
      kernels.lstmBackward(
        ...([at!, w!, u!, h, c, gates, squashed, all, last] as const),
        ...([dh, dc, dw, du, db, dx] as const),
        ...([T, B, I, H, forget, scratch] as const),
      );
    },
  });
});

defineKernel(
  'LabRnn',
  (host, { x, input, recurrent, bias, output }, attributes) => {
    const sides = sidesOf(x!, recurrent!);
    const { T, B, I, H } = sides;
    return host.call({
      inputs: [x!, input!, recurrent!, bias!, output!],
      outputs: outputShape(sides, attributes),
      keep: (T + 1) * B * H,
      scratch: scratchFloats(sides),
      run(kernels, { inputs: [at, w, u, b, h0], outputs: [out], kept: h, scratch }) {
        kernels.copy(h0!, h, B * H);
        kernels.rnnForward(at!, w!, u!, b!, h, T, B, I, H, scratch);
        copyOutputs(kernels, h, out!, sides, attributes);
      },
    });
  },
  {
    inputsToSave: ['x', 'input', 'recurrent'],
    outputsToSave: [false, true],
    gradFunc(dy, saved, attributes) {
      const [x, input, recurrent, kept] = saved as tf.Tensor[];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const given = { upstream, x: x!, input: input!, recurrent: recurrent!, kept: kept! };
      const found = runLabKernel('LabRnnGrad', given, attributes);
      return asGradients(found, ['input', 'recurrent', 'bias', 'output'], attributes);
    },
  },
);

/** Outputs: the errors of input weights, recurrent weights, bias, initial output and, if wanted, x. */
defineKernel('LabRnnGrad', (host, { upstream, x, input, recurrent, kept: keeper }, attributes) => {
  const sides = sidesOf(x!, recurrent!);
  const { T, B, I, H, columns } = sides;
  return host.call({
    inputs: [upstream!, x!, input!, recurrent!],
    kept: keeper,
    outputs: [[I, columns], [H, columns], [1, columns], [B, H], ...wantedInput(sides, attributes)],
    scratch: scratchFloats(sides),
    run(kernels, { inputs: [dy, at, w, u], outputs: [dw, du, db, dh, dx = 0], kept: h, scratch }) {
      const [all, last] = upstreamPlaces(dy!, attributes);
      kernels.rnnBackward(at!, w!, u!, h, all, last, dh!, dw!, du!, db!, dx, T, B, I, H, scratch);
    },
  });
});

function wantedInput({ T, B, I }: Sides, attributes: tf.NamedAttrMap): number[][] {
  return attributes['inputGradient'] === 1 ? [[T, B, I]] : [];
}

/** @param names of the found gradients, in their order; x is the one behind them */
function asGradients(
  found: readonly tf.Tensor[],
  names: readonly string[],
  attributes: tf.NamedAttrMap,
): Record<string, () => tf.Tensor> {
  const x = () => {
    if (attributes['inputGradient'] !== 1) {
      throw new Error('recurrentNet: the gradient of x was asked for, with inputGradient: false.');
    }
    return found[names.length]!;
  };
  return { x, ...Object.fromEntries(names.map((name, index) => [name, () => found[index]!])) };
}
