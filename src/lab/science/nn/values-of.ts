import * as tf from '@tensorflow/tfjs-core';

/**
 * The numbers of a tensor that is computed and thrown away. Not `tf.tidy(() => … .dataSync())`: tidy looks for tensors in what
 * it is given back, number by number, which can take longer than the computation.
 */
export function valuesOf(compute: () => tf.Tensor): Float32Array {
  const tensor = tf.tidy(compute);
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}
