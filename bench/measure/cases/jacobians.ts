import * as core from '@tensorflow/tfjs-core';
import { mlpData } from '../../../src/bench/mlp-gradients.ts';
import { stackJacobians } from '../../../src/lab/science/kernels/stack-jacobians.ts';

/** The work: the state and the Jacobian of every layer of a tanh stack, L layers of n units, at one example. */
export function jacobians({ L, n }: { readonly L: number; readonly n: number }) {
  const data = mlpData({ L, B: 1, n });
  const x = core.tensor2d(data.x, [1, n]);
  const weights = core.tensor3d(data.weights, [L, n, n]);
  const biases = core.zeros<core.Rank.R3>([L, 1, n]);
  const stack = { form: 'plain', activation: 'tanh', branch: 1, weights, biases } as const;
  return {
    step() {
      const found = stackJacobians(x, stack);
      core.dispose([found.states, found.jacobians]);
    },
    dispose: () => core.dispose([x, weights, biases]),
  };
}
