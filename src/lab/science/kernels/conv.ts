import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

export interface ConvLayer {
  /** [KH, KW, C, F], as in tfjs. */
  readonly filter: tf.Tensor4D;
  /** [F] */
  readonly bias: tf.Tensor1D;
  /** In both directions; at least 1. */
  readonly stride: number;
  /** Zeros on each of the four sides. */
  readonly pad: number;
  /** max(0, y) in the same pass. */
  readonly relu: boolean;
  /** false where x is data: its gradient is then not computed, and asking for it is an error. true if not given. */
  readonly inputGradient?: boolean;
}

/**
 * A convolution with bias and, if wanted, ReLU in one op, differentiable in x, filter and bias (LeCun et al. 1989).
 *
 * @param x [B, H, W, C]
 * @returns [B, OH, OW, F], OH = floor((H + 2 pad - KH) / stride) + 1, OW likewise
 */
export function convLayer(x: tf.Tensor4D, layer: ConvLayer): tf.Tensor4D {
  const { filter, bias, stride, pad, relu, inputGradient = true } = layer;
  const attributes = { stride, pad, relu: relu ? 1 : 0, inputGradient: inputGradient ? 1 : 0 };
  const { C, F, OH, OW } = sidesOf(x, filter, layer);
  if (x.shape[3] !== C) throw new Error(`convLayer: ${x.shape[3]} channels for a filter of ${C}.`);
  if (bias.size !== F) throw new Error(`convLayer: ${bias.size} biases for ${F} filters.`);
  if (OH < 1 || OW < 1) throw new Error(`convLayer: a filter of ${filter.shape} does not fit into ${x.shape}.`);
  if (x.dtype !== 'float32') throw new Error(`convLayer: ${x.dtype} given, float32 needed.`);
  if (!hasLabKernels() || x.size === 0) return composedConvLayer(x, layer);
  return runLabKernel('LabConv', { x, filter, bias }, attributes)[0] as tf.Tensor4D;
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedConvLayer(x: tf.Tensor4D, { filter, bias, stride, pad, relu }: ConvLayer): tf.Tensor4D {
  return tf.tidy(() => {
    const border: [number, number] = [pad, pad];
    const padded = pad > 0 ? tf.pad(x, [[0, 0], border, border, [0, 0]]) : x;
    const z = tf.add<tf.Tensor4D>(tf.conv2d(padded, filter, stride, 'valid'), bias);
    return relu ? tf.relu(z) : z;
  });
}

interface Attributes {
  readonly stride: number;
  readonly pad: number;
  readonly relu: 0 | 1;
  readonly inputGradient: 0 | 1;
}

interface Sides {
  readonly B: number;
  readonly H: number;
  readonly W: number;
  readonly C: number;
  readonly KH: number;
  readonly KW: number;
  readonly F: number;
  readonly OH: number;
  readonly OW: number;
  /** Floats of an image with its border of zeros; 0 if it has none. */
  readonly padded: number;
}

function sidesOf(x: tf.TensorInfo, filter: tf.TensorInfo, { stride, pad }: Pick<ConvLayer, 'stride' | 'pad'>): Sides {
  const [B, H, W] = x.shape as [number, number, number];
  const [KH, KW, C, F] = filter.shape as [number, number, number, number];
  const side = (length: number, patch: number) => Math.floor((length + 2 * pad - patch) / stride) + 1;
  const [OH, OW] = [side(H, KH), side(W, KW)];
  const padded = pad > 0 ? ((OH - 1) * stride + KH) * ((OW - 1) * stride + KW) * C : 0;
  return { B, H, W, C, KH, KW, F, OH, OW, padded };
}

/** Floats of images that are worked on together: they stay in the cache. */
const groupFloats = 16_384;

/** @param floats of one image */
const groupOf = (B: number, floats: number) => Math.min(B, Math.max(1, Math.floor(groupFloats / floats)));

const wholeEights = (count: number) => Math.ceil(count / 8) * 8;

/** As the kernels' packedLength, known before there is a memory to ask. */
const packedLength = (K: number, N: number) => K * wholeEights(N);

defineKernel(
  'LabConv',
  (host, { x, filter, bias }, attrs) => {
    const attributes = attrs as unknown as Attributes;
    const { B, H, W, C, KH, KW, F, OH, OW, padded } = sidesOf(x!, filter!, attributes);
    const { stride, pad, relu } = attributes;
    const group = groupOf(B, padded || H * W * C);
    const table = 2 * (group * OH * OW + 3);
    return host.call({
      inputs: [x!, filter!, bias!],
      outputs: [[B, OH, OW, F]],
      scratch: packedLength(KH * KW * C, F) + wholeEights(F) + table + group * padded,
      run(kernels, { inputs: [at, w, b], outputs: [y], scratch }) {
        kernels.convForward(at!, w!, b!, y!, B, H, W, C, KH, KW, F, stride, pad, relu, group, scratch);
      },
    });
  },
  {
    inputsToSave: ['x', 'filter'],
    outputsToSave: [true],
    gradFunc(dy, saved, attributes) {
      const [x, filter, y] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const found = runLabKernel('LabConvGrad', { upstream, x, filter, y }, attributes);
      return {
        x() {
          if (!found[2]) throw new Error('convLayer: the gradient of x was asked for, with inputGradient: false.');
          return found[2];
        },
        filter: () => found[0]!,
        bias: () => found[1]!,
      };
    },
  },
);

/** Outputs: the errors of filter, bias and, if wanted, x. */
defineKernel('LabConvGrad', (host, { upstream, x, filter, y }, attrs) => {
  const attributes = attrs as unknown as Attributes;
  const { B, H, W, C, KH, KW, F, OH, OW, padded } = sidesOf(x!, filter!, attributes);
  const { stride, pad, relu, inputGradient } = attributes;
  const errors = OH * OW * wholeEights(F);
  const group = groupOf(B, (padded || H * W * C) + errors);
  const forInput = group * (OH * OW * F + 2 * H * W) + 6 + packedLength(KH * KW * F, C) + wholeEights(C);
  return host.call({
    inputs: [upstream!, x!, filter!, y!],
    outputs: [[KH, KW, C, F], [F], ...(inputGradient ? [[B, H, W, C]] : [])],
    scratch: group * (padded + errors) + (inputGradient ? forInput : 0),
    run(kernels, { inputs: [dy, at, w, out], outputs: [dw, db, dx = 0], scratch }) {
      kernels.convBackward(at!, w!, out!, dy!, dx, dw!, db!, B, H, W, C, KH, KW, F, stride, pad, relu, group, scratch);
    },
  });
});

/**
 * The largest of every 2 x 2 block, differentiable: the error goes to the largest entry, the first of equals.
 *
 * @param x [B, H, W, C]; of an odd side the last row or column is left out
 * @returns [B, floor(H / 2), floor(W / 2), C]
 */
export function maxPool2(x: tf.Tensor4D): tf.Tensor4D {
  if (x.shape[1] < 2 || x.shape[2] < 2) throw new Error(`maxPool2: no 2 x 2 block fits into ${x.shape}.`);
  if (!hasLabKernels() || x.size === 0) return composedMaxPool2(x);
  return runLabKernel('LabMaxPool2', { x }, {})[0] as tf.Tensor4D;
}

/** The same in stock tfjs ops; not tf.maxPool, which passes over NaN on the cpu backend. */
export function composedMaxPool2(x: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => {
    const [B, h, w, C] = pooled(x.shape);
    const blocks = tf.reshape(tf.slice(x, [0, 0, 0, 0], [B, 2 * h, 2 * w, C]), [B, h, 2, w, 2 * C]);
    const entry = (row: number, column: number) =>
      tf.reshape(tf.slice(blocks, [0, 0, row, 0, column * C], [B, h, 1, w, C]), [B, h, w, C]);
    // Of equals, tf.maximum passes the error to its first argument.
    return [entry(0, 1), entry(1, 0), entry(1, 1)].reduce<tf.Tensor>((a, b) => tf.maximum(a, b), entry(0, 0));
  }) as tf.Tensor4D;
}

function pooled([B, H, W, C]: readonly number[]): [number, number, number, number] {
  return [B!, Math.floor(H! / 2), Math.floor(W! / 2), C!];
}

defineKernel(
  'LabMaxPool2',
  (host, { x }) => {
    const [B, H, W, C] = x!.shape as [number, number, number, number];
    return host.call({
      inputs: [x!],
      outputs: [pooled(x!.shape)],
      scratch: 0,
      run: (kernels, { inputs: [at], outputs: [y] }) => kernels.maxPoolForward(at!, y!, B, H, W, C),
    });
  },
  {
    inputsToSave: ['x'],
    outputsToSave: [true],
    gradFunc(dy, saved) {
      const [x, y] = saved as [tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [dx] = runLabKernel('LabMaxPool2Grad', { upstream, x, y }, {});
      return { x: () => dx! };
    },
  },
);

defineKernel('LabMaxPool2Grad', (host, { upstream, x, y }) => {
  const [B, H, W, C] = x!.shape as [number, number, number, number];
  return host.call({
    inputs: [upstream!, x!, y!],
    outputs: [[B, H, W, C]],
    scratch: 0,
    run: (kernels, { inputs: [dy, at, out], outputs: [dx] }) =>
      kernels.maxPoolBackward(at!, out!, dy!, dx!, B, H, W, C),
  });
});
