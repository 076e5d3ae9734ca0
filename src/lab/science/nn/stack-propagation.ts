import * as tf from '@tensorflow/tfjs-core';
import { stackJacobians } from '../kernels/stack-jacobians.ts';
import type { DepthNet } from './depth-net.ts';
import { joined, type PassedForward } from './passed-forward.ts';
import { stackOf, type LayerKind } from './layers.ts';

/** Of one network, as plain numbers: what `stackJacobians` found. */
interface Passed {
  readonly states: Float32Array;
  readonly jacobians: Float32Array;
}

/** Stacks by their fused op, one call a network: its Jacobians are applied here, in float64. Holds no tensor. */
export function propagateInStacks(nets: readonly DepthNet[]): PassedForward {
  const { width: n } = nets[0]!.settings;
  const passed = nets.map(pass);
  // Row 0 of the states is the input.
  const overflows = passed.flatMap(({ states }) => {
    const at = states.findIndex((value) => !Number.isFinite(value));
    return at < 0 ? [] : [Math.floor(at / n)];
  });
  const ofLayer = ({ jacobians }: Passed, i: number) => jacobians.subarray((i - 1) * n * n, i * n * n);
  return {
    overflowAtLayer: overflows.length > 0 ? Math.min(...overflows) : null,
    pullBack(i, direction) {
      const error = new Float64Array(nets.length * n);
      passed.forEach((one, b) => timesTransposed(direction.subarray(b * n), ofLayer(one, i), n, error.subarray(b * n)));
      return { error, jacobian: ofLayer(passed[0]!, i) };
    },
    stateEntering: (i) => joined(passed.map(({ states }) => states.slice((i - 1) * n, i * n))),
    dispose: () => undefined,
  };
}

function pass({ settings, input, weights, gateWeights }: DepthNet): Passed {
  const { net, depth, width: n, branch, highwayBias } = settings;
  const found = tf.tidy(() => {
    const matrices = (all: readonly Float32Array[]) => tf.tensor3d(joined(all), [depth, n, n]);
    const { states, jacobians } = stackJacobians(tf.tensor2d(input, [1, n]), {
      ...stackOf(net as LayerKind),
      branch,
      weights: matrices(weights),
      biases: tf.zeros([depth, 1, n]),
      gateWeights: net === 'highway' ? matrices(gateWeights) : undefined,
      gateBiases: net === 'highway' ? tf.fill([depth, 1, n], highwayBias) : undefined,
    });
    return [states, jacobians];
  });
  const [states, jacobians] = found.map((tensor) => tensor.dataSync<'float32'>().slice());
  tf.dispose(found);
  return { states: states!, jacobians: jacobians! };
}

/** out[i] = sum over a of m[i, a] v[a]: an error goes back through a matrix that is applied from the right. */
function timesTransposed(v: Float32Array, m: Float32Array, n: number, out: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let a = 0; a < n; a++) sum += m[i * n + a]! * v[a]!;
    out[i] = sum;
  }
}
