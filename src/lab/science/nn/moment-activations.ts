import type { Activation } from '../kernels/dense-stack.ts';
import { seluAlpha, seluScale } from './selu.ts';

export type MomentActivation = 'selu' | 'selu-unscaled' | 'elu' | 'relu' | 'gelu' | 'tanh' | 'sigmoid';

/** One activation function, for whatever asks about means and variances. */
export interface ActivationFunction {
  readonly value: (z: number) => number;
  readonly slope: (z: number) => number;
  /** What the fused kernels call it, where they have it. */
  readonly kernel?: Activation;
}

/** scale * (z, or alpha (e^z - 1) below zero) */
const exponential = (scale: number, alpha: number): ActivationFunction => ({
  value: (z) => scale * (z > 0 ? z : alpha * Math.expm1(z)),
  slope: (z) => scale * (z > 0 ? 1 : alpha * Math.exp(z)),
});

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** The approximation by tanh that its authors give (Hendrycks & Gimpel 2016). */
const geluInside = (z: number) => Math.sqrt(2 / Math.PI) * (z + 0.044715 * z ** 3);

export const activationFunctions: Readonly<Record<MomentActivation, ActivationFunction>> = {
  selu: { ...exponential(seluScale, seluAlpha), kernel: 'selu' },
  'selu-unscaled': exponential(1, seluAlpha),
  elu: exponential(1, 1),
  relu: { value: (z) => Math.max(0, z), slope: (z) => (z > 0 ? 1 : 0), kernel: 'relu' },
  gelu: {
    value: (z) => (z / 2) * (1 + Math.tanh(geluInside(z))),
    slope(z) {
      const t = Math.tanh(geluInside(z));
      return (1 + t) / 2 + (z / 2) * (1 - t * t) * Math.sqrt(2 / Math.PI) * (1 + 3 * 0.044715 * z * z);
    },
  },
  tanh: { value: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2, kernel: 'tanh' },
  // 1 - sigmoid(z) would lose every digit of a saturated unit's slope.
  sigmoid: { value: sigmoid, slope: (z) => sigmoid(z) * sigmoid(-z), kernel: 'sigmoid' },
};
