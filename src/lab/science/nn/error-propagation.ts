import * as tf from '@tensorflow/tfjs-core';
import { denseStack } from '../kernels/dense-stack.ts';
import { cellBias, isCell, type DepthNet } from './depth-net.ts';
import { applyCell, applyLayer, gateCount, stackOf } from './layers.ts';
import { spectralNorm } from './spectral-norm.ts';

/** What backpropagation found at one layer, for every network of the batch. */
export interface LayerErrors {
  /** 1-based, as in the notes. */
  readonly layer: number;
  /** log10 of the error's norm over the last layer's, one a network; -Infinity where the error is exactly zero. */
  readonly log10Error: Float64Array;
  /** The error itself divided by its own norm (a zero error stays zero): [networks, stateWidth]. */
  readonly direction: Float32Array;
  /** Spectral norm of J^(layer+1), which brought the error here; only where asked for, absent at the last layer. */
  readonly jacobianNorm?: number;
}

export interface Propagation {
  /** The first layer whose output is not finite in float32, or null. Without a finite output there is no error. */
  readonly overflowAtLayer: number | null;
  /** Yields layers T, T-1, ..., 1. Empty after an overflow. Disposes its tensors when it ends or is returned early. */
  readonly layers: () => Generator<LayerErrors, void>;
  /** What layer i (1-based) received from the layer before it: [networks, stateWidth]. Only until disposal. */
  readonly stateEntering: (i: number) => Float32Array;
  /** For callers that never start `layers`. */
  readonly dispose: () => void;
}

/**
 * Backpropagates each network's unit error from its last layer to its first by tfjs's own gradients, layer by layer:
 * sigma^(i-1) = sigma^i J^i with J^i the Jacobian of layer i at the state the forward pass reached.
 *
 * The error is renormalised at every layer and its logarithm carried, because 1e-63 does not exist in float32.
 *
 * @param nets networks with equal settings (only their weights differ)
 * @param withNorms also the exact Jacobians and their spectral norms: n + 1 rows through one gradient call. One network only.
 */
export function propagateErrors(nets: readonly DepthNet[], withNorms: boolean): Propagation {
  const [first] = nets;
  if (!first) throw new Error('propagateErrors needs at least one network.');
  if (withNorms && nets.length !== 1) throw new Error('Jacobian norms are computed for one network at a time.');
  const { depth, width } = first.settings;
  const batch = nets.length;
  const stateWidth = first.stateWidth;
  const layer = createLayerFunctions(nets);
  const states: tf.Tensor[] = [];
  const dispose = () => {
    tf.dispose(states);
    layer.dispose();
  };

  let overflowAtLayer: number | null = null;
  let state: tf.Tensor = isCell(first.settings.net)
    ? tf.zeros([batch, 1, stateWidth])
    : tf.tensor(stacked(nets.map((net) => net.input)), [batch, 1, width]);
  states.push(state);
  for (let i = 1; i <= depth; i++) {
    const before = state;
    state = tf.tidy(() => layer.apply(i, before));
    states.push(state);
    if (!state.dataSync().every(Number.isFinite)) {
      overflowAtLayer = i;
      dispose();
      break;
    }
  }

  function* layers(): Generator<LayerErrors, void> {
    if (overflowAtLayer !== null) return;
    try {
      const logs = new Float64Array(batch);
      let direction = stacked(nets.map((net) => net.topError));
      yield { layer: depth, log10Error: logs.slice(), direction };
      for (let i = depth; i >= 2; i--) {
        const { error, jacobian } = pullBack(i, direction);
        direction = renormalise(error, batch, logs);
        const found = { layer: i - 1, log10Error: logs.slice(), direction };
        yield jacobian ? { ...found, jacobianNorm: spectralNorm(jacobian, stateWidth) } : found;
      }
    } finally {
      dispose();
    }
  }

  /** sigma^i J^i, and J^i itself (its rows are the pull-backs of the unit vectors) where norms are asked for. */
  function pullBack(i: number, direction: Float32Array): { error: Float32Array; jacobian?: Float32Array } {
    const rows = withNorms ? stateWidth + 1 : 1;
    const pulled = tf.tidy(() => {
      const input = states[i - 1]!;
      const upstream = new Float32Array(batch * rows * stateWidth);
      upstream.set(direction);
      if (withNorms) for (let a = 0; a < stateWidth; a++) upstream[(a + 1) * stateWidth + a] = 1;
      const tiled = withNorms ? tf.tile(input, [1, rows, 1]) : input;
      return tf.grad((h) => layer.apply(i, h))(tiled, tf.tensor(upstream, [batch, rows, stateWidth]));
    });
    const values = pulled.dataSync<'float32'>().slice();
    pulled.dispose();
    return withNorms
      ? { error: values.subarray(0, stateWidth), jacobian: values.subarray(stateWidth) }
      : { error: values };
  }

  const stateEntering = (i: number) => states[i - 1]!.dataSync<'float32'>().slice();
  return { overflowAtLayer, layers, stateEntering, dispose };
}

/** Divides each network's row by its norm and adds the norm's logarithm to `logs`. */
function renormalise(error: Float32Array, batch: number, logs: Float64Array): Float32Array {
  const width = error.length / batch;
  const result = new Float32Array(error.length);
  for (let b = 0; b < batch; b++) {
    const row = error.subarray(b * width, (b + 1) * width);
    const norm = Math.hypot(...row);
    logs[b]! += Math.log10(norm);
    if (norm > 0)
      result.set(
        row.map((value) => value / norm),
        b * width,
      );
  }
  return result;
}

interface LayerFunctions {
  /** Layer i (1-based) of all networks on [batch, rows, stateWidth]. */
  apply(i: number, input: tf.Tensor): tf.Tensor;
  dispose(): void;
}

function createLayerFunctions(nets: readonly DepthNet[]): LayerFunctions {
  const { settings } = nets[0]!;
  const { net: kind, width, depth, branch, highwayBias } = settings;
  const batch = nets.length;
  const owned: tf.Tensor[] = [];
  const matrix = (arrays: readonly Float32Array[], rows: number, columns: number) => {
    const tensor = tf.tensor(stacked(arrays), [batch, rows, columns]);
    owned.push(tensor);
    return tensor;
  };
  const dispose = () => tf.dispose(owned);

  if (isCell(kind)) {
    const columns = gateCount[kind] * width;
    const recurrent = matrix(
      nets.map((net) => net.weights[0]!),
      width,
      columns,
    );
    const drive = tf.tidy(() => {
      const input = tf.tensor(stacked(nets.map((net) => net.input)), [batch, depth, width]);
      const weight = tf.tensor(stacked(nets.map((net) => net.inputWeight!)), [batch, width, columns]);
      return tf.add(tf.matMul(input, weight), tf.tensor(cellBias(settings), [1, 1, columns]));
    });
    const drives = tf.split(drive, depth, 1);
    drive.dispose();
    owned.push(...drives);
    return { apply: (i, input) => applyCell(kind, input, { recurrent, drive: drives[i - 1]! }), dispose };
  }
  const layers = Array.from({ length: depth }, (_, i) => ({
    weight: matrix(
      nets.map((net) => net.weights[i]!),
      width,
      width,
    ),
    gateWeight:
      kind === 'highway'
        ? matrix(
            nets.map((net) => net.gateWeights[i]!),
            width,
            width,
          )
        : undefined,
  }));
  const gateBias = tf.fill([1, 1, width], highwayBias);
  owned.push(gateBias);
  if (batch > 1)
    return { apply: (i, input) => applyLayer(kind, input, { ...layers[i - 1]!, gateBias }, branch), dispose };
  // One network's layer is a fused stack of one.
  const noBias = tf.zeros<tf.Rank.R3>([1, 1, width]);
  owned.push(noBias);
  const fused = (i: number, input: tf.Tensor) => {
    const { weight, gateWeight } = layers[i - 1]!;
    const rows = tf.reshape<tf.Rank.R2>(input, [-1, width]);
    const output = denseStack(rows, {
      ...stackOf(kind),
      branch,
      weights: weight as tf.Tensor3D,
      biases: noBias,
      gateWeights: gateWeight as tf.Tensor3D | undefined,
      gateBiases: gateBias as tf.Tensor3D,
    });
    return tf.reshape(output, input.shape);
  };
  return { apply: fused, dispose };
}

function stacked(arrays: readonly Float32Array[]): Float32Array {
  const [first] = arrays;
  if (arrays.length === 1 && first) return first;
  const joined = new Float32Array(arrays.length * (first?.length ?? 0));
  arrays.forEach((array, index) => joined.set(array, index * array.length));
  return joined;
}
