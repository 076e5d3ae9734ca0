import type { Claim } from '../../lab/contract/claim.ts';
import type { VanishingGradient } from './params.ts';

const ratio = 'log10ErrorRatio';

/** What the post says about vanishing gradients. A ratio is the log10 of the first layer's error over the last's. */
export const claims: readonly Claim<VanishingGradient>[] = [
  {
    id: 'sigmoid-50',
    headline: true,
    set: { net: 'sigmoid' },
    readout: ratio,
    worse: 'higher',
    bar: { worstAtMost: -28 },
  },
  {
    id: 'sigmoid-50-bound',
    set: { net: 'sigmoid' },
    readout: 'log10PowerBound',
    worse: 'lower',
    bar: { medianAtLeast: -17 },
  },
  { id: 'sigmoid-50-k', set: { net: 'sigmoid' }, readout: 'kMax', worse: 'higher', bar: { worstAtMost: 0.7 } },
  {
    id: 'sigmoid-100',
    set: { net: 'sigmoid', depth: 100 },
    readout: ratio,
    worse: 'higher',
    bar: { worstAtMost: -60 },
  },
  {
    id: 'sigmoid-100-bound',
    set: { net: 'sigmoid', depth: 100 },
    readout: 'log10PowerBound',
    worse: 'lower',
    bar: { medianAtLeast: -35 },
  },
  { id: 'tanh-100', set: { net: 'tanh', depth: 100 }, readout: ratio, worse: 'lower', bar: { medianAtLeast: -2.5 } },
  { id: 'tanh-100-k', set: { net: 'tanh', depth: 100 }, readout: 'kMax', worse: 'lower', bar: { worstAtLeast: 1.5 } },
  { id: 'tanh-50-gain-4', set: { net: 'tanh', gain: 4 }, readout: ratio, worse: 'lower', bar: { medianAtLeast: 3 } },
  { id: 'relu-50-k', set: { net: 'relu' }, readout: 'kMax', worse: 'lower', bar: { worstAtLeast: 2 } },
  { id: 'relu-100', set: { net: 'relu', depth: 100 }, readout: ratio, worse: 'lower', bar: { medianAtLeast: -3 } },
  {
    id: 'relu-50-wrong-gain',
    set: { net: 'relu', gain: 0.71 },
    readout: ratio,
    worse: 'lower',
    bar: { medianAtMost: -6 },
  },
  {
    id: 'relu-100-narrow',
    set: { net: 'relu', depth: 100, width: 8 },
    readout: 'zeroAtLayer',
    worse: 'higher',
    bar: {},
  },
  { id: 'selu-100', set: { net: 'selu', depth: 100 }, readout: ratio, worse: 'lower', bar: { medianAtLeast: -0.5 } },
  {
    id: 'highway-100',
    set: { net: 'highway', depth: 100 },
    readout: ratio,
    worse: 'lower',
    bar: { medianAtLeast: -6 },
  },
  {
    id: 'highway-100-closed',
    set: { net: 'highway', depth: 100, highwayBias: -4 },
    readout: ratio,
    worse: 'lower',
    bar: { medianAtLeast: -1.5 },
  },
  {
    id: 'residual-100-unscaled',
    set: { net: 'residual', branch: 1, depth: 100 },
    readout: ratio,
    worse: 'higher',
    bar: { medianAtLeast: 15 },
  },
  {
    id: 'residual-100-scaled',
    set: { net: 'residual', branch: 0.1, depth: 100 },
    readout: ratio,
    worse: 'higher',
    bar: { worstAtMost: 3 },
  },
  { id: 'rnn-100', set: { net: 'rnn', depth: 100 }, readout: ratio, worse: 'higher', bar: { medianAtMost: -15 } },
  { id: 'lstm-100', set: { net: 'lstm', depth: 100 }, readout: ratio, worse: 'lower', bar: { medianAtMost: -6 } },
  {
    id: 'lstm-100-open',
    set: { net: 'lstm', depth: 100, forgetBias: 5 },
    readout: ratio,
    worse: 'lower',
    bar: { worstAtLeast: -2 },
  },
  {
    id: 'lstm-1997-100',
    set: { net: 'lstm-1997', depth: 100 },
    readout: ratio,
    worse: 'lower',
    bar: { worstAtLeast: -1 },
  },
];
