import * as tf from '@tensorflow/tfjs-core';
import type { PlaneData } from '../data/two-circles.ts';
import { createAdam } from '../kernels/adam.ts';
import { affine } from '../kernels/affine.ts';
import { denseStack } from '../kernels/dense-stack.ts';
import { properDeviation } from './depth-net.ts';
import { gaussian } from './initialise.ts';
import { applyLayer, stackOf, type LayerKind } from './layers.ts';
import { createSgd } from './sgd.ts';
import { createRandom } from '../random.ts';

export interface PlaneClassifierSettings {
  readonly net: LayerKind;
  /** T: one layer from the plane to `width` units and T - 1 square layers; a linear readout follows. */
  readonly depth: number;
  readonly width: number;
  readonly gain: number;
  readonly highwayBias: number;
  readonly branch: number;
  readonly learningRate: number;
  readonly optimizer: 'adam' | 'sgd';
}

/** The initial weights as plain numbers, for any implementation. Biases start at zero, highway gates at highwayBias. */
export interface PlaneClassifierWeights {
  /** [2, n] */
  readonly input: Float32Array;
  /** T - 1 matrices [n, n] */
  readonly stack: readonly Float32Array[];
  /** Highway: T - 1 matrices [n, n], else empty. */
  readonly gates: readonly Float32Array[];
  /** [n, 1] */
  readonly output: Float32Array;
}

export function drawClassifierWeights(settings: PlaneClassifierSettings, seed: number): PlaneClassifierWeights {
  const { net, depth, width, gain } = settings;
  const random = createRandom(seed, 'classifier');
  const gates = createRandom(seed, 'classifier gates');
  const squares = depth - 1;
  return {
    input: gaussian(random, 2 * width, gain * properDeviation(net, 2)),
    output: gaussian(random, width, 1 / Math.sqrt(width)),
    stack: Array.from({ length: squares }, () => gaussian(random, width * width, gain * properDeviation(net, width))),
    gates:
      net === 'highway'
        ? Array.from({ length: squares }, () => gaussian(gates, width * width, 1 / Math.sqrt(width)))
        : [],
  };
}

export interface TrainingStep {
  /** Mean cross-entropy of the batch in nats, before the step. */
  readonly loss: number;
  /** Norm of the loss's gradient with respect to each layer's weight matrix, layers 1 ... T. */
  readonly gradientNormByLayer: Float64Array;
}

/** A deep binary classifier of points of the plane, trained by Adam (Kingma & Ba 2015; 0.9, 0.999, 1e-8) or plain gradient descent. */
export interface PlaneClassifier {
  /** One step on one batch. A loss that is not finite leaves the weights as they were. */
  train(batch: PlaneData): TrainingStep;
  /** P(label = 1) for points [count, 2]; [count]. */
  predict(points: Float32Array): Float32Array;
  dispose(): void;
}

export function createPlaneClassifier(settings: PlaneClassifierSettings, seed: number): PlaneClassifier {
  const { net, depth, width, branch, highwayBias, learningRate } = settings;
  const weights = drawClassifierWeights(settings, seed);
  const squares = depth - 1;
  const variable = (values: Float32Array, shape: number[]) => tf.tidy(() => tf.variable(tf.tensor(values, shape)));
  const square = (matrices: readonly Float32Array[]) =>
    variable(Float32Array.from(matrices.flatMap((m) => [...m])), [squares, width, width]);
  const inputWeight = variable(weights.input, [2, width]);
  const inputBias = variable(new Float32Array(width), [1, width]);
  const outputWeight = variable(weights.output, [width, 1]);
  const outputBias = variable(new Float32Array(1), [1, 1]);
  const stackWeight = square(weights.stack);
  const stackBias = variable(new Float32Array(squares * width), [squares, 1, width]);
  const gated = net === 'highway';
  const gateWeight = gated ? square(weights.gates) : null;
  const gateBias = gated ? variable(new Float32Array(squares * width).fill(highwayBias), [squares, 1, width]) : null;
  const variables = [
    inputWeight,
    stackWeight,
    inputBias,
    stackBias,
    outputWeight,
    outputBias,
    gateWeight,
    gateBias,
  ].filter((v) => v !== null);
  const optimizer =
    settings.optimizer === 'sgd' ? createSgd(variables, learningRate) : createAdam(variables, { learningRate });
  // Highway and residual layers need equal widths on both sides: their first layer is a plain ReLU layer.
  const first: LayerKind = net === 'highway' || net === 'residual' ? 'relu' : net;

  const logits = (points: tf.Tensor): tf.Tensor => {
    const entered = applyLayer(first, points, { weight: inputWeight, bias: inputBias }, 1) as tf.Tensor2D;
    const last = denseStack(entered, {
      ...stackOf(net),
      branch,
      weights: stackWeight as tf.Tensor as tf.Tensor3D,
      biases: stackBias as tf.Tensor as tf.Tensor3D,
      gateWeights: (gateWeight as tf.Tensor3D | null) ?? undefined,
      gateBiases: (gateBias as tf.Tensor3D | null) ?? undefined,
    });
    return affine(last, { weights: outputWeight as tf.Tensor as tf.Tensor2D, bias: outputBias });
  };

  /** Gradients in the order of `variables`; the caller disposes them. */
  const lossAndGradients = (points: Float32Array, labels: Float32Array) => {
    const x = tf.tensor2d(points, [labels.length, 2]);
    const y = tf.tensor2d(labels, [labels.length, 1]);
    const { value, grads } = tf.variableGrads(
      () => tf.tidy(() => tf.reshape<tf.Rank.R0>(tf.losses.sigmoidCrossEntropy(y, logits(x)), [])),
      variables,
    );
    const loss = value.dataSync()[0]!;
    tf.dispose([x, y, value]);
    return { loss, gradients: variables.map((v) => grads[v.name]!) };
  };

  return {
    train({ points, labels }) {
      const { loss, gradients } = lossAndGradients(points, labels);
      const norms = new Float64Array(depth);
      norms[0] = norm(gradients[0]!.dataSync());
      const stacked = gradients[1]!.dataSync();
      const size = width * width;
      for (let i = 0; i < squares; i++) norms[i + 1] = norm(stacked.subarray(i * size, (i + 1) * size));
      if (Number.isFinite(loss) && norms.every(Number.isFinite)) optimizer.step(gradients);
      tf.dispose(gradients);
      return { loss, gradientNormByLayer: norms };
    },
    predict(points) {
      return tf.tidy(() =>
        tf
          .sigmoid(logits(tf.tensor2d(points, [points.length / 2, 2])))
          .dataSync<'float32'>()
          .slice(),
      );
    },
    dispose() {
      optimizer.dispose();
      tf.dispose(variables);
    },
  };
}

function norm(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! ** 2;
  return Math.sqrt(sum);
}
