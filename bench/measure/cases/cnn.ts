import type { Contestant } from '../../../src/bench/rounds.ts';
import { adamSettings } from '../../../src/bench/lstm-step.ts';
import { inThisProcess, labels, umbrella as tf } from '../node-contestants.ts';
import { plainCnn } from '../plain/plain-cnn.ts';
import type { TorchPeer } from '../torch-peer.ts';
import { cnnData, cnnEpochCase, cnnStepCase, occlusionCase, type CnnData, type CnnShape } from './cnn-data.ts';
import { cnnNet, ourParts, patchedNet, stockParts } from './cnn-net.ts';
import { asWork } from './lstm.ts';

const polyfilled = 'tfjs 现成算子，补上缺的卷积梯度（wasm）';

/**
 * The work: one training step, which is forward, softmax cross-entropy, backward to all weights, Adam. tf.layers cannot
 * train a convolution on the wasm backend: it stands here on cpu.
 */
export async function cnnStepContestants(torch: TorchPeer | undefined): Promise<Contestant[]> {
  const { shape } = cnnStepCase;
  const data = cnnData(shape);
  return [
    ...(await trainings(shape, data, torch)),
    await inThisProcess('ours-cpu', labels.oursOnCpu, 'cpu', () => asWork(cnnNet(shape, data, ourParts))),
    await inThisProcess('layers-cpu', 'tf.layers 的 trainOnBatch（cpu）', 'cpu', () => layers(shape, data)),
    await inThisProcess('plain', labels.plain, 'cpu', () => asWork(plainCnn(shape, data))),
  ];
}

/** The work: such steps until every one of 1,000 pictures has been seen once. */
export async function cnnEpochContestants(torch: TorchPeer | undefined): Promise<Contestant[]> {
  const { shape } = cnnEpochCase;
  return trainings(shape, cnnData(shape), torch);
}

/** The work: the logits of 196 pictures, read back. */
export async function occlusionContestants(torch: TorchPeer | undefined): Promise<Contestant[]> {
  const { shape } = occlusionCase;
  const data = cnnData(shape, 'occlusion');
  const forward = (parts: typeof ourParts) => {
    const net = cnnNet(shape, data, parts);
    return { step: () => net.classify(), probe: () => net.classify(), dispose: () => net.dispose() };
  };
  const ours = () => patchedNet(shape, cnnData({ ...shape, images: 1 }));
  return [
    await inThisProcess('ours', `${labels.ours}，只算遮块能改变的`, 'wasm', ours),
    await inThisProcess('ours-cpu', `${labels.oursOnCpu}，只算遮块能改变的`, 'cpu', ours),
    await inThisProcess('ours-whole', `${labels.ours}，每张图都从头算`, 'wasm', () => forward(ourParts)),
    await inThisProcess('ops', labels.ops, 'wasm', () => forward(stockParts)),
    ...(torch ? [await torch.contestant('occlusion', shape, data)] : []),
  ];
}

async function trainings(shape: CnnShape, data: CnnData, torch: TorchPeer | undefined): Promise<Contestant[]> {
  return [
    await inThisProcess('ours', labels.ours, 'wasm', () => asWork(cnnNet(shape, data, ourParts))),
    await inThisProcess('polyfill', polyfilled, 'wasm', () => asWork(cnnNet(shape, data, stockParts))),
    ...(torch ? [await torch.contestant('cnn', shape, data)] : []),
  ];
}

function layers({ B, side, channels, classes }: CnnShape, data: CnnData) {
  const model = tf.sequential();
  const filters = [data.filter0, data.filter1, data.filter2];
  for (const [l] of filters.entries()) {
    const first = l === 0 ? { inputShape: [side, side, channels[0]] } : {};
    model.add(tf.layers.zeroPadding2d({ padding: [1, 1], ...first }));
    model.add(tf.layers.conv2d({ filters: channels[l + 1]!, kernelSize: 3, strides: 2, activation: 'relu' }));
  }
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: classes }));
  const { learningRate, beta1, beta2, epsilon } = adamSettings;
  const loss = (labels: unknown, logits: unknown) =>
    tf.losses.softmaxCrossEntropy(labels as number[][], logits as number[][]);
  model.compile({ optimizer: tf.train.adam(learningRate, beta1, beta2, epsilon), loss });
  const weights = filters.flatMap((values, l) => [
    tf.tensor4d(values, [3, 3, channels[l]!, channels[l + 1]!]),
    tf.zeros([channels[l + 1]!]),
  ]);
  model.setWeights([...weights, tf.tensor2d(data.dense, [data.dense.length / classes, classes]), tf.zeros([classes])]);
  const x = tf.tensor4d(data.x, [B, side, side, channels[0]]);
  const y = tf.tensor2d(data.labels, [B, classes]);
  return {
    step: () => model.trainOnBatch(x, y),
    probe: () => tf.tidy(() => (loss(y, model.predict(x, { batchSize: B })) as typeof x).dataSync()[0]!),
    dispose: () => {
      model.dispose();
      tf.dispose([x, y]);
    },
  };
}
