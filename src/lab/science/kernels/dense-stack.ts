import * as tf from '@tensorflow/tfjs-core';
import { unstackMatrices } from './unstack-matrices.ts';
import { defineKernel, hasLabKernels, runLabKernel, type KernelBody } from './registration.ts';

export type Activation = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'selu';
/** plain: h' = f(z). residual: h' = h + branch f(z). highway: h' = h + t (f(z) - h), t = sigmoid of a product of its own. */
export type StackForm = 'plain' | 'residual' | 'highway';

export interface DenseStack {
  readonly form: StackForm;
  readonly activation: Activation;
  /** residual only. */
  readonly branch: number;
  /** [L, n, n], applied from the right. */
  readonly weights: tf.Tensor3D;
  /** [L, 1, n] */
  readonly biases: tf.Tensor3D;
  /** highway only: [L, n, n] and [L, 1, n]. */
  readonly gateWeights?: tf.Tensor3D | undefined;
  readonly gateBiases?: tf.Tensor3D | undefined;
}

const forms: readonly StackForm[] = ['plain', 'residual', 'highway'];
const activations: readonly Activation[] = ['linear', 'sigmoid', 'tanh', 'relu', 'selu'];

/**
 * L square layers in one op: h_l = f(h_(l-1) W_l + b_l) and its residual and highway forms, differentiable in h_0, in every
 * weight and every bias. Backpropagation: Rumelhart, Hinton & Williams 1986; forms: He et al. 2015, Srivastava et al. 2015.
 *
 * @param input h_0, [B, n]
 * @returns h_L, [B, n]
 */
export function denseStack(input: tf.Tensor2D, stack: DenseStack): tf.Tensor2D {
  const [layers, n] = stack.weights.shape;
  if (input.shape[1] !== n) throw new Error(`denseStack: input of width ${input.shape[1]} for layers of width ${n}.`);
  if (stack.form === 'highway' && (!stack.gateWeights || !stack.gateBiases)) {
    throw new Error('denseStack: a highway stack needs gateWeights and gateBiases.');
  }
  if (layers === 0) return tf.clone(input);
  if (!hasLabKernels()) return composedDenseStack(input, stack);
  return runDenseStack(input, stack)[0] as tf.Tensor2D;
}

/** The output, and what the gradient needs. */
export function runDenseStack(input: tf.Tensor2D, stack: DenseStack): tf.Tensor[] {
  const { form, weights, biases, gateWeights, gateBiases } = stack;
  const inputs: tf.NamedTensorMap = {
    input,
    weights,
    biases,
    ...(form === 'highway' && gateWeights && gateBiases ? { gateWeights, gateBiases } : {}),
  };
  return runLabKernel(form === 'highway' ? 'LabHighwayStack' : 'LabDenseStack', inputs, attributesOf(stack));
}

/** The errors of input, weights, biases and, for highway, the gates' weights and biases; last the squared norms [L + 1]. */
export function runDenseStackGradient(upstream: tf.Tensor2D, stack: DenseStack, kept: tf.Tensor): tf.Tensor[] {
  const { form, weights, gateWeights } = stack;
  const inputs = { upstream, weights, kept, ...(form === 'highway' && gateWeights ? { gateWeights } : {}) };
  return runLabKernel('LabDenseStackGrad', inputs, attributesOf(stack));
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedDenseStack(input: tf.Tensor2D, stack: DenseStack): tf.Tensor2D {
  return tf.tidy(() => {
    const unstack = (tensor: tf.Tensor3D | undefined) => (tensor ? unstackMatrices(tensor) : []);
    const [w, b] = [unstack(stack.weights), unstack(stack.biases)];
    const [gw, gb] = [unstack(stack.gateWeights), unstack(stack.gateBiases)];
    let h: tf.Tensor2D = input;
    for (let l = 0; l < w.length; l++) {
      const f = activate(stack.activation, tf.add(tf.matMul(h, w[l]!), b[l]!));
      if (stack.form === 'plain') h = f;
      else if (stack.form === 'residual') h = tf.add(h, tf.mul(f, stack.branch));
      else h = tf.add(h, tf.mul(tf.sigmoid(tf.add(tf.matMul(h, gw[l]!), gb[l]!)), tf.sub(f, h)));
    }
    return h;
  });
}

function activate(kind: Activation, z: tf.Tensor2D): tf.Tensor2D {
  switch (kind) {
    case 'linear':
      return z;
    case 'sigmoid':
      return tf.sigmoid(z);
    case 'tanh':
      return tf.tanh(z);
    case 'relu':
      return tf.relu(z);
    case 'selu':
      return tf.selu(z);
  }
}

export function attributesOf({ form, activation, branch }: DenseStack): tf.NamedAttrMap {
  return { form: forms.indexOf(form), activation: activations.indexOf(activation), branch };
}

export interface Attributes {
  readonly form: number;
  readonly activation: number;
  readonly branch: number;
}

/** Outputs: h_L [B, n]. Kept: all states [L + 1, B, n] and inner values. */
const forward: KernelBody = (host, { input, weights, biases, gateWeights, gateBiases }, attributes) => {
  const { form, activation, branch } = attributes as unknown as Attributes;
  const [B, n] = input!.shape as [number, number];
  const L = weights!.shape[0]!;
  const gates = gateWeights && gateBiases ? [gateWeights, gateBiases] : [];
  return host.call({
    inputs: [input!, weights!, biases!, ...gates],
    outputs: [[B, n]],
    keep: (L + 1 + innerBlocks(form, L)) * B * n,
    scratch: scratchFloats(B, n),
    run(kernels, { inputs: [x, w, b, gw = 0, gb = 0], outputs: [last], kept: states, scratch }) {
      const inner = innerPlace(states, L, B, n);
      kernels.copy(x!, states, B * n);
      kernels.denseForward(form, activation, branch, w!, b!, gw, gb, states, inner, L, B, n, scratch);
      kernels.copy(states + 4 * L * B * n, last!, B * n);
    },
  });
};

/** The inner values stand behind the states. */
const innerPlace = (states: number, L: number, B: number, n: number) => states + 4 * (L + 1) * B * n;

/** A gradient names the inputs that it saves, and each must be there: a stack with gates is a kernel of its own. */
for (const gated of [false, true]) {
  const parameters = gated ? ['weights', 'biases', 'gateWeights', 'gateBiases'] : ['weights', 'biases'];
  defineKernel(gated ? 'LabHighwayStack' : 'LabDenseStack', forward, {
    inputsToSave: gated ? ['weights', 'gateWeights'] : ['weights'],
    outputsToSave: [false, true],
    gradFunc(dy, saved, attributes) {
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const kept = saved.at(-1)!;
      const [weights, gateWeights] = saved.slice(0, -1) as [tf.Tensor, tf.Tensor?];
      // Run at once: shared lazily among the inputs, the first to be asked for would dispose what the others need.
      const found = runLabKernel(
        'LabDenseStackGrad',
        { upstream, weights, kept, ...(gateWeights ? { gateWeights } : {}) },
        attributes,
      );
      return Object.fromEntries(['input', ...parameters].map((name, index) => [name, () => found[index]!]));
    },
  });
}

/** Outputs: the errors of h_0, weights, biases and, for highway, gate weights and gate biases; last the squared error norm of every h_l [L + 1]. */
defineKernel('LabDenseStackGrad', (host, { upstream, weights, kept: keeper, gateWeights }, attributes) => {
  const { form, activation, branch } = attributes as unknown as Attributes;
  const [B, n] = upstream!.shape as [number, number];
  const L = weights!.shape[0]!;
  const parameters = [
    [L, n, n],
    [L, 1, n],
  ];
  return host.call({
    inputs: [upstream!, weights!, ...(gateWeights ? [gateWeights] : [])],
    kept: keeper,
    outputs: [[B, n], ...parameters, ...(gateWeights ? parameters : []), [L + 1]],
    scratch: scratchFloats(B, n),
    run(kernels, { inputs: [dy, w, gw = 0], outputs, kept: states, scratch }) {
      const [dh, dw, db, dgw, dgb] = outputs;
      kernels.copy(dy!, dh!, B * n);
      kernels.denseBackward(
        ...([form, activation, branch, w!, gw, states, innerPlace(states, L, B, n)] as const),
        ...([dh!, dw!, db!, gw ? dgw! : 0, gw ? dgb! : 0, outputs.at(-1)!] as const),
        ...([L, B, n, scratch] as const),
      );
    },
  });
});

/** Values of each layer that are not its output, in blocks of [B, n]. */
export const innerBlocks = (form: number, L: number) => (form === 0 ? 0 : form === 2 ? 2 * L : L);

/** As the kernels' denseScratch, known before there is a memory to ask. */
export function scratchFloats(B: number, n: number): number {
  const panels = Math.ceil(n / 8);
  return panels * n * 8 + panels * Math.max(B, n) * 8 + 3 * B * n;
}
