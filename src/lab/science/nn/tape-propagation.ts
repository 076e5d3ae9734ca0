import * as tf from '@tensorflow/tfjs-core';
import { cellBias, isCell, type DepthNet } from './depth-net.ts';
import { joined, type PassedForward } from './passed-forward.ts';
import { applyCell, applyLayer, gateCount } from './layers.ts';

/**
 * By tfjs's own gradients, a tape for each layer: for cells, and where no kernel can run.
 *
 * @param withNorms also the exact Jacobian of one network: n + 1 rows through one gradient call
 */
export function propagateOnTape(nets: readonly DepthNet[], withNorms: boolean): PassedForward {
  const [first] = nets as [DepthNet];
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
    : tf.tensor(joined(nets.map((net) => net.input)), [batch, 1, width]);
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

  /** The rows of J^i are the pull-backs of the unit vectors. */
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
  return { overflowAtLayer, pullBack, stateEntering, dispose };
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
    const tensor = tf.tensor(joined(arrays), [batch, rows, columns]);
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
      const input = tf.tensor(joined(nets.map((net) => net.input)), [batch, depth, width]);
      const weight = tf.tensor(joined(nets.map((net) => net.inputWeight!)), [batch, width, columns]);
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
  return { apply: (i, input) => applyLayer(kind, input, { ...layers[i - 1]!, gateBias }, branch), dispose };
}
