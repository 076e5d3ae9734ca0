import { hasLabKernels } from '../kernels/registration.ts';
import { log10 } from '../log10.ts';
import { isCell, type DepthNet } from './depth-net.ts';
import { joined } from './passed-forward.ts';
import { spectralNorm } from './spectral-norm.ts';
import { propagateInStacks } from './stack-propagation.ts';
import { propagateOnTape } from './tape-propagation.ts';

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
 * Backpropagates each network's unit error from its last layer to its first, layer by layer: sigma^(i-1) = sigma^i J^i with
 * J^i the Jacobian of layer i at the state the forward pass reached. A stack's Jacobians come from one fused op, those of
 * cells, and of any network where no kernel can run, from tfjs's own gradients.
 *
 * The error is renormalised at every layer and its logarithm carried, because 1e-63 does not exist in float32.
 *
 * @param nets networks with equal settings (only their weights differ)
 * @param withNorms also the exact spectral norms of the Jacobians. One network only.
 */
export function propagateErrors(nets: readonly DepthNet[], withNorms: boolean): Propagation {
  const [first] = nets;
  if (!first) throw new Error('propagateErrors needs at least one network.');
  if (withNorms && nets.length !== 1) throw new Error('Jacobian norms are computed for one network at a time.');
  const { stateWidth, settings } = first;
  const fused = hasLabKernels() && !isCell(settings.net);
  const passed = fused ? propagateInStacks(nets) : propagateOnTape(nets, withNorms);

  function* layers(): Generator<LayerErrors, void> {
    if (passed.overflowAtLayer !== null) return;
    try {
      const logs = new Float64Array(nets.length);
      let direction = joined(nets.map((net) => net.topError));
      yield { layer: settings.depth, log10Error: logs.slice(), direction };
      for (let i = settings.depth; i >= 2; i--) {
        const { error, jacobian } = passed.pullBack(i, direction);
        direction = renormalise(error, nets.length, logs);
        const found = { layer: i - 1, log10Error: logs.slice(), direction };
        yield jacobian && withNorms ? { ...found, jacobianNorm: spectralNorm(jacobian, stateWidth) } : found;
      }
    } finally {
      passed.dispose();
    }
  }

  const { overflowAtLayer, stateEntering, dispose } = passed;
  return { overflowAtLayer, layers, stateEntering, dispose };
}

/** Divides each network's row by its norm and adds the norm's logarithm to `logs`. */
function renormalise(error: ArrayLike<number>, batch: number, logs: Float64Array): Float32Array {
  const width = error.length / batch;
  const result = new Float32Array(error.length);
  for (let b = 0; b < batch; b++) {
    const begin = b * width;
    let largest = 0;
    for (let j = 0; j < width; j++) largest = Math.max(largest, Math.abs(error[begin + j]!));
    // Scaled by the largest entry: squares of float32's smallest numbers must not vanish.
    let sum = 0;
    for (let j = 0; j < width; j++) {
      const share = error[begin + j]! / largest;
      // Not `** 2`: what engines make of a power differs in the last bit.
      sum += share * share;
    }
    const norm = largest === 0 ? 0 : largest * Math.sqrt(sum);
    logs[b]! += log10(norm);
    if (norm > 0) for (let j = 0; j < width; j++) result[begin + j] = error[begin + j]! / norm;
  }
  return result;
}
