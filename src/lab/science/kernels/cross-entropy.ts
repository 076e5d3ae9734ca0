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
  // Float32, because a kernel reads all its inputs as such. In a tidy, because the errors are for the gradient only.
  return tf.tidy(
    () => runLabKernel('LabSoftmaxCrossEntropy', { logits, labels: tf.cast(labels, 'float32') }, {})[0] as tf.Scalar,
  );
}

/** Below every logit, and finite: a difference of infinities would be NaN. */
const lowest = -3e38;

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedSoftmaxCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
  return tf.tidy(() => {
    const [B, C] = logits.shape;
    // Not tf.oneHot, which refuses a single class.
    const chosen = tf.equal(tf.expandDims(tf.cast(labels, 'int32'), 1), tf.range(0, C, 1, 'int32'));
    const inRange = tf.logicalAnd(tf.greaterEqual(labels, 0), tf.less(labels, C));
    // A gradient of its own: checks cannot be differentiated, and of a probability near 1 the distance from 1 is asked.
    const loss = tf.customGrad((given, save) => {
      const x = given as tf.Tensor2D;
      const zeros = tf.zerosLike(x);
      const valid = tf.logicalAnd(inRange, tf.less(tf.max(x, 1), Infinity));
      const check = tf.where(valid, tf.ones([B]), tf.fill([B], NaN));
      // -ln p = softplus(ln of the sum over the other classes' exponentials - own logit)
      const own = tf.sum(tf.where(chosen, x, zeros), 1);
      const others = tf.logSumExp(tf.where(chosen, tf.fill([B, C], lowest), x), 1);
      const losses = tf.softplus(tf.sub(others, own));
      const p = tf.softmax(x);
      const rest = tf.sum(tf.where(chosen, zeros, p), 1, true);
      const errors = tf.where(chosen, tf.sub(zeros, rest), p);
      (save as tf.GradSaveFunc)([tf.mul(errors, tf.div(tf.expandDims(check, 1), B))]);
      return {
        value: tf.mean(tf.mul(losses, check)),
        gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => tf.mul(dy, saved[0]!),
      };
    });
    return loss(logits) as tf.Scalar;
  });
}

/** Outputs: the loss, and the error of every row [B, C], which only the gradient reads. */
defineKernel(
  'LabSoftmaxCrossEntropy',
  (host, { logits, labels }) => {
    const [B, C] = logits!.shape as [number, number];
    return host.call({
      inputs: [logits!, labels!],
      outputs: [[], [B, C]],
      scratch: 0,
      run: (kernels, { inputs: [x, t], outputs: [loss, errors] }) =>
        kernels.softmaxCrossEntropy(x!, t!, errors!, loss!, B, C),
    });
  },
  {
    outputsToSave: [false, true],
    gradFunc(dy, [errors]) {
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [found] = runLabKernel('LabSoftmaxCrossEntropyGrad', { upstream, errors: errors! }, {});
      return { logits: () => found! };
    },
  },
);

defineKernel('LabSoftmaxCrossEntropyGrad', (host, { upstream, errors }) => {
  const [B, C] = errors!.shape as [number, number];
  return host.call({
    inputs: [upstream!, errors!],
    outputs: [[B, C]],
    scratch: 0,
    run: (kernels, { inputs: [dy, from], outputs: [dx] }) => kernels.softmaxCrossEntropyGradient(dy!, from!, dx!, B, C),
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

/**
 * The same in stock tfjs ops; not with tf.relu and tf.abs, whose slopes at zero do not add up, nor with tf.logSigmoid, whose gradient
 * reads a tensor that may be disposed (tfjs 4.22).
 */
export function composedSigmoidCrossEntropy(logits: tf.Tensor2D, labels: tf.Tensor2D): tf.Scalar {
  return tf.tidy(() => {
    const t = tf.cast(labels, 'float32');
    const [positive, negative] = [tf.softplus(tf.neg(logits)), tf.softplus(logits)];
    return tf.mean(tf.add(tf.mul(t, positive), tf.mul(tf.sub(1, t), negative))) as tf.Scalar;
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
