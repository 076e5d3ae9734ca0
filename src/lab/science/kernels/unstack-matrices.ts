import * as tf from '@tensorflow/tfjs-core';

/** tf.unstack along the first axis, also where it has one part only: there unstack's own gradient fails (tfjs 4.22). */
export function unstackMatrices(tensor: tf.Tensor3D): tf.Tensor2D[] {
  return tensor.shape[0] === 1 ? [tf.squeeze(tensor, [0])] : (tf.unstack(tensor) as tf.Tensor2D[]);
}
