import * as tf from '@tensorflow/tfjs-core';

/** Plain gradient descent: one rate for all parameters, no memory. */
export function createSgd(variables: readonly tf.Variable[], learningRate: number) {
  return {
    /** One step. `gradients` stand in the order of the variables and stay the caller's. */
    step(gradients: readonly tf.Tensor[]): void {
      tf.tidy(() => {
        for (const [i, variable] of variables.entries()) {
          variable.assign(tf.sub(variable, tf.mul(gradients[i]!, learningRate)));
        }
      });
    },
    /** It keeps nothing. */
    dispose(): void {},
  };
}
