import * as tf from '@tensorflow/tfjs-core';
import { currentHost } from './registration.ts';

export interface AdamSettings {
  readonly learningRate: number;
  readonly beta1?: number;
  readonly beta2?: number;
  readonly epsilon?: number;
  /** The gradient of all parameters together is scaled down to at most this norm; no clipping if absent. */
  readonly clipNorm?: number;
}

/** Adam (Kingma & Ba 2015) with clipping of the global norm (Pascanu, Mikolov & Bengio 2013). */
export interface Adam {
  /**
   * One step in place. `gradients` stand in the order of the variables and stay the caller's.
   * @param learningRate replaces the setting from now on (schedules)
   * @returns the norm of all gradients together, before clipping; a norm that is not finite leaves everything as it was
   */
  step(gradients: readonly tf.Tensor[], learningRate?: number): number;
  dispose(): void;
}

export function createAdam(variables: readonly tf.Variable[], settings: AdamSettings): Adam {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, clipNorm = Infinity } = settings;
  let rate = settings.learningRate;
  const zeros = () => variables.map((v) => tf.tidy(() => tf.variable(tf.zerosLike(v), false)));
  const [first, second] = [zeros(), zeros()];
  let t = 0;

  return {
    step(gradients, learningRate = rate) {
      rate = learningRate;
      const norm = globalNorm(gradients);
      if (!Number.isFinite(norm)) return norm;
      t++;
      const scale = norm > clipNorm ? clipNorm / norm : 1;
      // Both bias corrections in the rate and epsilon (section 2 of the paper, its more efficient form).
      const correction = Math.sqrt(1 - beta2 ** t);
      const step = (rate * correction) / (1 - beta1 ** t);
      const epsilonHat = epsilon * correction;
      const host = currentHost();
      variables.forEach((variable, i) => {
        const [g, m, v] = [gradients[i]!, first[i]!, second[i]!];
        if (host) {
          // Into new tensors: tfjs's wasm backend keeps packed copies of the weights of matMul and conv2d by tensor, and
          // would go on multiplying by the old numbers if they changed where they stand.
          const { shape, size } = variable;
          const made = host.call({
            inputs: [variable, m, v, g],
            outputs: [shape, shape, shape],
            scratch: 0,
            run(kernels, { inputs, outputs }) {
              outputs.forEach((to, k) => kernels.copy(inputs[k]!, to, size));
              const [p, mp, vp] = outputs;
              kernels.adam(p!, inputs[3]!, mp!, vp!, size, scale, step, beta1, beta2, epsilonHat);
            },
          });
          [variable, m, v].forEach((old, k) => {
            const next = tf.engine().makeTensorFromTensorInfo(made[k]!);
            old.assign(next);
            next.dispose();
          });
          return;
        }
        tf.tidy(() => {
          const scaled = tf.mul(g, scale);
          m.assign(tf.add(tf.mul(m, beta1), tf.mul(scaled, 1 - beta1)));
          v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(scaled), 1 - beta2)));
          variable.assign(tf.sub(variable, tf.div(tf.mul(m, step), tf.add(tf.sqrt(v), epsilonHat))));
        });
      });
      return norm;
    },
    dispose: () => tf.dispose([...first, ...second]),
  };
}

/** In float64: a norm decides about clipping, its rounding must not depend on the order of summation much. */
function globalNorm(tensors: readonly tf.Tensor[]): number {
  let sum = 0;
  for (const tensor of tensors) for (const value of tensor.dataSync()) sum += value * value;
  return Math.sqrt(sum);
}
