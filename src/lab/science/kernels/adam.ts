import * as tf from '@tensorflow/tfjs-core';
import { currentHost } from './registration.ts';
import type { KernelHost } from './kernel-host.ts';

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
   * One step. `gradients` stand in the order of the variables and stay the caller's.
   * @param learningRate replaces the setting from now on (schedules)
   * @returns the norm of all gradients together, before clipping; a norm that is not finite leaves everything as it was
   */
  step(gradients: readonly tf.Tensor[], learningRate?: number): number;
  dispose(): void;
}

/** On the backend that is the current one now, for good. */
export function createAdam(variables: readonly tf.Variable[], settings: AdamSettings): Adam {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, clipNorm = Infinity } = settings;
  let rate = settings.learningRate;
  const host = currentHost();
  const form = host ? fused(host, variables) : composed(variables);
  let t = 0;
  return {
    step(gradients, learningRate = rate) {
      rate = learningRate;
      const norm = form.norm(gradients);
      if (!Number.isFinite(norm)) return norm;
      t++;
      // Both bias corrections in the rate and epsilon (section 2 of the paper, its more efficient form).
      const correction = Math.sqrt(1 - beta2 ** t);
      form.update(gradients, {
        scale: norm > clipNorm ? clipNorm / norm : 1,
        rate: (rate * correction) / (1 - beta1 ** t),
        beta1,
        beta2,
        epsilonHat: epsilon * correction,
      });
      return norm;
    },
    dispose: () => form.dispose(),
  };
}

interface Update {
  /** Multiplies the gradients. */
  readonly scale: number;
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilonHat: number;
}

interface Form {
  /** In float64: it decides about clipping, its rounding must not depend on the order of summation much. */
  norm(gradients: readonly tf.Tensor[]): number;
  update(gradients: readonly tf.Tensor[], how: Update): void;
  dispose(): void;
}

/**
 * In one call, both moments of all parameters in one buffer each, changed in place. Not so the parameters: tfjs's wasm
 * backend keeps packed copies of the weights of matMul and conv2d by tensor, and would go on multiplying by the old numbers.
 */
function fused(host: KernelHost, variables: readonly tf.Variable[]): Form {
  const total = variables.reduce((sum, { size }) => sum + size, 0);
  // Through an op, so that they lie in the backend's memory.
  const [first, second] = [0, 1].map(() => tf.keep(tf.tidy(() => tf.fill([total], 0))));
  return {
    norm(gradients) {
      let sum = 0;
      host.read(gradients, (kernels, at) => {
        for (const [i, place] of at.entries()) sum += kernels.sumOfSquares(place, gradients[i]!.size);
      });
      return Math.sqrt(sum);
    },
    update(gradients, { scale, rate, beta1, beta2, epsilonHat }) {
      const count = variables.length;
      const made = host.call({
        inputs: [...variables, ...gradients],
        changes: [first!, second!],
        outputs: variables.map(({ shape }) => shape),
        scratch: 0,
        run(kernels, { inputs, changes: [m, v], outputs }) {
          let done = 0;
          for (const [i, { size }] of variables.entries()) {
            const [from, gradient, to] = [inputs[i]!, inputs[count + i]!, outputs[i]!];
            const [mAt, vAt] = [m! + 4 * done, v! + 4 * done];
            kernels.adam(from, gradient, mAt, vAt, to, size, scale, rate, beta1, beta2, epsilonHat);
            done += size;
          }
        },
      });
      for (const [i, variable] of variables.entries()) {
        const next = tf.engine().makeTensorFromTensorInfo(made[i]!);
        variable.assign(next);
        next.dispose();
      }
    },
    dispose: () => tf.dispose([first!, second!]),
  };
}

/** The same in stock tfjs ops: where no kernel can run. */
function composed(variables: readonly tf.Variable[]): Form {
  const zeros = () => variables.map((v) => tf.tidy(() => tf.variable(tf.zerosLike(v), false)));
  const [first, second] = [zeros(), zeros()];
  return {
    norm(gradients) {
      let sum = 0;
      for (const gradient of gradients) for (const value of gradient.dataSync()) sum += value * value;
      return Math.sqrt(sum);
    },
    update(gradients, { scale, rate, beta1, beta2, epsilonHat }) {
      for (const [i, variable] of variables.entries()) {
        const [m, v] = [first[i]!, second[i]!];
        tf.tidy(() => {
          const scaled = tf.mul(gradients[i]!, scale);
          m.assign(tf.add(tf.mul(m, beta1), tf.mul(scaled, 1 - beta1)));
          v.assign(tf.add(tf.mul(v, beta2), tf.mul(tf.square(scaled), 1 - beta2)));
          variable.assign(tf.sub(variable, tf.div(tf.mul(m, rate), tf.add(tf.sqrt(v), epsilonHat))));
        });
      }
    },
    dispose: () => tf.dispose([...first, ...second]),
  };
}
