import * as tf from '@tensorflow/tfjs-core';
import { defineKernel, hasLabKernels, runLabKernel } from './registration.ts';

/**
 * The mean of (y - t)^2 over all entries in one op, differentiable in y only.
 *
 * @param y any shape
 * @param targets t, of the same shape, float32
 */
export function meanSquaredError(y: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  tf.util.assertShapesMatch(y.shape, targets.shape, 'meanSquaredError: ');
  if (!hasLabKernels() || y.size === 0) return composedMeanSquaredError(y, targets);
  return runLabKernel('LabSquaredError', { y, targets }, {})[0] as tf.Scalar;
}

/** The same in stock tfjs ops: where no kernel can run, and to be compared with. */
export function composedMeanSquaredError(y: tf.Tensor, targets: tf.Tensor): tf.Scalar {
  return tf.tidy(() => tf.mean(tf.square(tf.sub(y, targets))));
}

defineKernel(
  'LabSquaredError',
  (host, { y, targets }) =>
    host.call({
      inputs: [y!, targets!],
      outputs: [[]],
      scratch: 0,
      run: (kernels, { inputs: [at, t], outputs: [loss] }) =>
        kernels.squaredError(at!, t!, loss!, tf.util.sizeFromShape(y!.shape)),
    }),
  {
    inputsToSave: ['y', 'targets'],
    gradFunc(dy, saved) {
      const [y, targets] = saved as [tf.Tensor, tf.Tensor];
      const upstream = (Array.isArray(dy) ? dy[0] : dy)!;
      const [found] = runLabKernel('LabSquaredErrorGrad', { upstream, y, targets }, {});
      return { y: () => found! };
    },
  },
);

defineKernel('LabSquaredErrorGrad', (host, { upstream, y, targets }) =>
  host.call({
    inputs: [upstream!, y!, targets!],
    outputs: [[...y!.shape]],
    scratch: 0,
    run: (kernels, { inputs: [dy, at, t], outputs: [dx] }) =>
      kernels.squaredErrorGradient(dy!, at!, t!, dx!, tf.util.sizeFromShape(y!.shape)),
  }),
);
