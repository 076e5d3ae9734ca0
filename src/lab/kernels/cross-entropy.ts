import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

/**
 * The mean of -ln softmax(logits)[label] over the rows in one op, differentiable in the logits; no overflow whatever their
 * size. A label that is no class makes the loss NaN.
 *
 * @param logits [B, C]
 * @param labels [B]: class indices, int32 or float32
 */
export function softmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  if (labels.size !== logits.shape[0]) {
    throw new Error(`softmaxCrossEntropy: ${labels.size} labels for ${logits.shape[0]} rows.`);
  }
  if (!hasLabKernels() || logits.size === 0) return composedSoftmaxCrossEntropy(logits, labels);
  // Float32, because a kernel reads all its inputs as such. In a tidy, because the probabilities are for the gradient only.
  return tf.tidy(
    () => runLabKernel('LabSoftmaxCrossEntropy', { logits, labels: tf.cast(labels, 'float32') }, {})[0] as tf.Scalar,
  );
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedSoftmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const classes = logits.shape[1];
    const chosen = tf.cast(tf.oneHot(tf.cast(labels, 'int32'), classes), 'bool');
    // Chosen, not multiplied: the logarithm of a probability of zero may stand in another column.
    const logarithms = tf.sum(tf.where(chosen, tf.logSoftmax(logits), tf.zerosLike(logits)), 1);
    const valid = tf.logicalAnd(tf.greaterEqual(labels, 0), tf.less(labels, classes));
    const checked = tf.mul(logarithms, tf.where(valid, tf.fill(labels.shape, -1), tf.fill(labels.shape, NaN)));
    return tf.mean(checked) as tf.Scalar;
  });
}

/** Outputs: the loss, and the probabilities [B, C], which only the gradient reads. */
defineKernel(
  'LabSoftmaxCrossEntropy',
  (host, { logits, labels }) => {
    const [B, C] = logits!.shape as [number, number];
    return host.call({
      inputs: [logits!, labels!],
      outputs: [[], [B, C]],
      scratch: 0,
      run: (kernels, { inputs: [x, t], outputs: [loss, p] }) => kernels.softmaxCrossEntropy(x!, t!, p!, loss!, B, C),
    });
  },
  {
    inputsToSave: ['labels'],
    outputsToSave: [false, true],
    gradFunc(dy, saved) {
      const [labels, probabilities] = saved as [tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [found] = runLabKernel('LabSoftmaxCrossEntropyGrad', { upstream, probabilities, labels }, {});
      return { logits: () => found! };
    },
  },
);

defineKernel('LabSoftmaxCrossEntropyGrad', (host, { upstream, probabilities, labels }) => {
  const [B, C] = probabilities!.shape as [number, number];
  return host.call({
    inputs: [upstream!, probabilities!, labels!],
    outputs: [[B, C]],
    scratch: 0,
    run: (kernels, { inputs: [dy, p, t], outputs: [dx] }) =>
      kernels.softmaxCrossEntropyGradient(dy!, p!, t!, dx!, B, C),
  });
});

/**
 * The mean of -(t ln p + (1 - t) ln(1 - p)), p = sigmoid(logit), in one op, differentiable in the logits; no overflow
 * whatever their size.
 *
 * @param logits [B, 1]
 * @param labels [B, 1]: t, from 0 to 1
 */
export function sigmoidCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  if (labels.size !== logits.size) {
    throw new Error(`sigmoidCrossEntropy: ${labels.size} labels for ${logits.size} logits.`);
  }
  if (!hasLabKernels() || logits.size === 0) return composedSigmoidCrossEntropy(logits, labels);
  return tf.tidy(
    () => runLabKernel('LabSigmoidCrossEntropy', { logits, labels: tf.cast(labels, 'float32') }, {})[0] as tf.Scalar,
  );
}

/** The same in stock tfjs ops; not with tf.relu and tf.abs, whose slopes at a logit of zero do not add up to the right one. */
export function composedSigmoidCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const t = tf.cast(labels, 'float32');
    const positive = tf.mul(t, tf.logSigmoid(logits));
    const negative = tf.mul(tf.sub(1, t), tf.logSigmoid(tf.neg(logits)));
    return tf.neg(tf.mean(tf.add(positive, negative))) as tf.Scalar;
  });
}

defineKernel(
  'LabSigmoidCrossEntropy',
  (host, { logits, labels }) => {
    const count = logits!.shape.reduce((product, side) => product * side, 1);
    return host.call({
      inputs: [logits!, labels!],
      outputs: [[]],
      scratch: 0,
      run: (kernels, { inputs: [z, t], outputs: [loss] }) => kernels.sigmoidCrossEntropy(z!, t!, loss!, count),
    });
  },
  {
    inputsToSave: ['logits', 'labels'],
    gradFunc(dy, saved) {
      const [logits, labels] = saved as [tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [found] = runLabKernel('LabSigmoidCrossEntropyGrad', { upstream, logits, labels }, {});
      return { logits: () => found! };
    },
  },
);

defineKernel('LabSigmoidCrossEntropyGrad', (host, { upstream, logits, labels }) => {
  const count = logits!.shape.reduce((product, side) => product * side, 1);
  return host.call({
    inputs: [upstream!, logits!, labels!],
    outputs: [[...logits!.shape]],
    scratch: 0,
    run: (kernels, { inputs: [dy, z, t], outputs: [dx] }) =>
      kernels.sigmoidCrossEntropyGradient(dy!, z!, t!, dx!, count),
  });
});
