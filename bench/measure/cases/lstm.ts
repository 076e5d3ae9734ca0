import type { Contestant } from '../../../src/bench/rounds.ts';
import {
  adamSettings,
  lstmData,
  lstmTraining,
  type LstmData,
  type LstmShape,
  type Training,
} from '../../../src/bench/lstm-step.ts';
import { inThisProcess, labels, umbrella as tf } from '../node-contestants.ts';
import { plainLstm } from '../plain/plain-lstm.ts';
import type { TorchPeer } from '../torch-peer.ts';

/**
 * The work: one training step of an LSTM on the same batch, which is forward over T steps, mean squared error of the last
 * output [B, H] against a target, backpropagation through time to all weights, and Adam.
 */
export async function lstmContestants(shape: LstmShape, torch: TorchPeer | undefined): Promise<Contestant[]> {
  const data = lstmData(shape);
  return [
    await inThisProcess('ours', labels.ours, 'wasm', () => asWork(lstmTraining('kernels', shape, data))),
    await inThisProcess('ours-cpu', labels.oursOnCpu, 'cpu', () => asWork(lstmTraining('kernels', shape, data))),
    await inThisProcess('layers-fit', labels.layersFit, 'wasm', () => layers(shape, data, 'fit')),
    await inThisProcess('layers-batch', labels.layersBatch, 'wasm', () => layers(shape, data, 'trainOnBatch')),
    await inThisProcess('ops', labels.ops, 'wasm', () => asWork(lstmTraining('ops', shape, data))),
    await inThisProcess('plain', labels.plain, 'cpu', () => asWork(plainLstm(shape, data))),
    ...(torch ? [await torch.contestant('lstm', shape, data)] : []),
  ];
}

export function asWork(training: Training) {
  return { step: () => training.step(), probe: () => training.loss(), dispose: () => training.dispose() };
}

/** tf.layers, batch first, gates in its own order: input, forget, candidate, output. */
function layers({ T, B, I, H }: LstmShape, data: LstmData, how: 'fit' | 'trainOnBatch') {
  const model = tf.sequential();
  model.add(
    tf.layers.lstm({
      units: H,
      inputShape: [T, I],
      recurrentActivation: 'sigmoid',
      // The weights are set below; the default, orthogonal, takes long to make.
      recurrentInitializer: 'zeros',
    }),
  );
  const { learningRate, beta1, beta2, epsilon } = adamSettings;
  model.compile({ optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon), loss: 'meanSquaredError' });
  model.setWeights(
    tf.tidy(() => {
      const ordered = (values: Float32Array, rows: number) => {
        const [i, g, o, f] = tf.split(tf.tensor2d(values, [rows, 4 * H]), 4, 1);
        return tf.concat([i!, f!, g!, o!], 1);
      };
      return [ordered(data.input, I), ordered(data.recurrent, H), tf.reshape(ordered(data.bias, 1), [4 * H])].map((w) =>
        tf.keep(w),
      );
    }),
  );
  const x = tf.tidy(() => tf.transpose(tf.tensor3d(data.x, [T, B, I]), [1, 0, 2]));
  const y = tf.tensor2d(data.target, [B, H]);
  const settings = { epochs: 1, batchSize: B, shuffle: false, verbose: 0, yieldEvery: 'never' } as const;
  return {
    step: () => (how === 'fit' ? model.fit(x, y, settings) : model.trainOnBatch(x, y)),
    probe: () =>
      tf.tidy(() => tf.mean(tf.square(tf.sub(model.predict(x, { batchSize: B }) as typeof y, y))).dataSync()[0]!),
    dispose: () => {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}
