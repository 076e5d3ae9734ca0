import * as tf from '@tensorflow/tfjs-core';
import { affine } from '../kernels/affine.ts';
import { denseStackStates } from '../kernels/stack-states.ts';
import { createRandom } from '../random.ts';
import { atOnce, type InTurns } from '../turns.ts';
import { activationFunctions } from './moment-activations.ts';
import { dropoutForm, type LayerLaw, type Moments } from './moment-map.ts';
import { drawingMomentWeights } from './moment-weights.ts';

export interface MomentNetSettings extends LayerLaw {
  readonly depth: number;
  /** How many unrelated inputs, with independent entries of this mean and variance. */
  readonly rows: number;
  readonly mean: number;
  readonly variance: number;
  /** The output of this layer (from 1) is multiplied by `kick`. */
  readonly kickLayer: number;
  readonly kick: number;
}

/** An untrained network and what its inputs become, layer by layer. */
export interface MomentNet {
  readonly settings: MomentNetSettings;
  /** [depth, n, n] */
  readonly weights: Float32Array;
  /** [depth + 1, rows, n], the inputs first. */
  readonly states: Float32Array;
  /** By what the slope of each unit behind its activation is multiplied, [depth, rows, n]; null without dropout. */
  readonly dropped: Float32Array | null;
}

/** Sends the inputs of a seed through the network of that seed. */
export function runMomentNet(settings: MomentNetSettings, seed: number): MomentNet {
  return atOnce(runningMomentNet(settings, seed));
}

/** The same, with a pause behind every layer of weights that was not drawn before, and of values that is not the kernels'. */
export function* runningMomentNet(settings: MomentNetSettings, seed: number): InTurns<MomentNet> {
  const { width, rows, depth, mean, variance } = settings;
  const weights = yield* drawingMomentWeights(settings, seed);
  const states = new Float32Array((depth + 1) * rows * width);
  const random = createRandom(seed, 'moment inputs');
  const drawn = new Float64Array(rows * width);
  random.normals(drawn);
  for (let i = 0; i < drawn.length; i++) states[i] = mean + Math.sqrt(variance) * drawn[i]!;
  const fused = settings.dropout === 0 && activationFunctions[settings.activation].kernel !== undefined;
  const dropped = fused
    ? throughKernels(settings, weights, states)
    : yield* layerByLayer(settings, weights, states, seed);
  return { settings, weights, states, dropped };
}

/** All layers in one op, or in two around the one that is kicked. */
function throughKernels(settings: MomentNetSettings, weights: Float32Array, states: Float32Array): null {
  const { width, rows, depth, kickLayer } = settings;
  const [size, square] = [rows * width, width * width];
  const pass = (from: number, to: number) => {
    if (from === to) return;
    const found = tf.tidy(() => {
      const w = tf.tensor3d(weights.subarray(from * square, to * square), [to - from, width, width]);
      const input = tf.tensor2d(states.slice(from * size, (from + 1) * size), [rows, width]);
      const activation = activationFunctions[settings.activation].kernel!;
      return denseStackStates(input, { activation, weights: w, biases: tf.zeros([to - from, 1, width]) });
    });
    states.set(found.dataSync<'float32'>(), from * size);
    found.dispose();
    kickAt(settings, to, states);
  };
  const middle = settings.kick !== 1 && kickLayer <= depth ? kickLayer : 0;
  pass(0, middle);
  pass(middle, depth);
  return null;
}

function kickAt({ width, rows, kickLayer, kick }: MomentNetSettings, layer: number, states: Float32Array) {
  if (layer !== kickLayer || kick === 1) return;
  for (let i = layer * rows * width; i < (layer + 1) * rows * width; i++) states[i]! *= kick;
}

/** What the kernels do not have: other activations, and dropout. */
function* layerByLayer(
  settings: MomentNetSettings,
  weights: Float32Array,
  states: Float32Array,
  seed: number,
): InTurns<Float32Array | null> {
  const { width, rows, depth, dropout } = settings;
  const [size, square] = [rows * width, width * width];
  const { value } = activationFunctions[settings.activation];
  const drop = dropoutForm(settings);
  const random = createRandom(seed, 'moment dropout');
  const dropped = dropout > 0 ? new Float32Array(depth * size) : null;
  for (let layer = 1; layer <= depth; layer++) {
    const sums = tf.tidy(() =>
      affine(tf.tensor2d(states.slice((layer - 1) * size, layer * size), [rows, width]), {
        weights: tf.tensor2d(weights.slice((layer - 1) * square, layer * square), [width, width]),
        bias: tf.zeros([1, width]),
      }),
    );
    const z = sums.dataSync<'float32'>();
    sums.dispose();
    for (let i = 0; i < size; i++) {
      const active = value(z[i]!);
      const keeps = !dropped || random.uniform() >= dropout;
      states[layer * size + i] = dropped ? drop.scale * (keeps ? active : drop.value) + drop.shift : active;
      if (dropped) dropped[(layer - 1) * size + i] = keeps ? drop.scale : 0;
    }
    kickAt(settings, layer, states);
    yield;
  }
  return dropped;
}

/** Mean and variance of every layer's values over units and inputs, the inputs' first. */
export function layerMoments({ settings, states }: Pick<MomentNet, 'settings' | 'states'>): Moments[] {
  const size = settings.rows * settings.width;
  return Array.from({ length: settings.depth + 1 }, (_, layer) => {
    // Sums of what lies about the first value: no digits are lost where the mean is large.
    const origin = states[layer * size]!;
    let [sum, squares] = [0, 0];
    for (let i = layer * size; i < (layer + 1) * size; i++) {
      const away = states[i]! - origin;
      sum += away;
      squares += away * away;
    }
    return { mean: origin + sum / size, variance: Math.max(0, squares / size - (sum / size) ** 2) };
  });
}

/** The mean cosine between what two networks answer to the same inputs at their last layers. */
export function answerCosine(a: MomentNet, b: MomentNet): number {
  const { rows, width, depth } = a.settings;
  let total = 0;
  for (let row = 0; row < rows; row++) {
    let [product, aa, bb] = [0, 0, 0];
    for (let i = 0; i < width; i++) {
      const at = (depth * rows + row) * width + i;
      const [x, y] = [a.states[at]!, b.states[at]!];
      product += x * y;
      aa += x * x;
      bb += y * y;
    }
    total += aa > 0 && bb > 0 ? product / Math.sqrt(aa * bb) : 0;
  }
  return total / rows;
}
