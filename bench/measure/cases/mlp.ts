import {
  mlpData,
  mlpGradients,
  type Gradients,
  type MlpData,
  type MlpShape,
} from '../../../src/bench/mlp-gradients.ts';
import type { Contestant } from '../../../src/bench/rounds.ts';
import { inThisProcess, labels, umbrella as tf } from '../node-contestants.ts';
import { plainMlp } from '../plain/plain-mlp.ts';
import type { TorchPeer } from '../torch-peer.ts';

/**
 * The work: the gradients of a tanh network of L square layers in all its weights and biases and the norm of the error at
 * every layer, which is forward, mean squared error against a target, backward. No optimiser, except for tf.layers, which
 * gives no gradients without one, and no norms either.
 */
export async function mlpContestants(shape: MlpShape, torch: TorchPeer | undefined): Promise<Contestant[]> {
  const data = mlpData(shape);
  return [
    await inThisProcess('ours', labels.ours, 'wasm', () => asWork(mlpGradients('kernels', shape, data))),
    await inThisProcess('ours-cpu', labels.oursOnCpu, 'cpu', () => asWork(mlpGradients('kernels', shape, data))),
    await inThisProcess('ops', labels.ops, 'wasm', () => asWork(mlpGradients('ops', shape, data))),
    await inThisProcess('ops-by-hand', labels.opsByHand, 'wasm', () => asWork(mlpGradients('by-hand', shape, data))),
    await inThisProcess('layers-batch', labels.layersBatch, 'wasm', () => layers(shape, data)),
    await inThisProcess('plain', labels.plain, 'cpu', () => asWork(plainMlp(shape, data))),
    ...(torch ? [await torch.contestant('mlp', shape, data)] : []),
  ];
}

export function asWork(net: Gradients) {
  return { step: () => net.step(), probe: () => net.firstNorm(), dispose: () => net.dispose() };
}

/** Gradient descent with a rate that leaves the weights as they are, to all digits: the same numbers in every step. */
function layers({ L, B, n }: MlpShape, data: MlpData) {
  const model = tf.sequential();
  for (let l = 0; l < L; l++) {
    model.add(
      tf.layers.dense({
        units: n,
        activation: 'tanh',
        kernelInitializer: 'zeros',
        ...(l === 0 ? { inputShape: [n] } : {}),
      }),
    );
  }
  model.compile({ optimizer: tf.train.sgd(1e-20), loss: 'meanSquaredError' });
  const weights = Array.from({ length: L }, (_, l) => [
    tf.tensor2d(data.weights.subarray(l * n * n, (l + 1) * n * n), [n, n]),
    tf.zeros([n]),
  ]).flat();
  model.setWeights(weights);
  tf.dispose(weights);
  const x = tf.tensor2d(data.x, [B, n]);
  const y = tf.tensor2d(data.target, [B, n]);
  return {
    step: () => model.trainOnBatch(x, y),
    dispose: () => {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}
