import type { Claim } from '../../lab/contract/claim.ts';
import type { DeepTraining } from './params.ts';

/** Steps of Adam that a net which does not learn was tried with: none of them may help. */
const otherRates = [0.0003, 0.001, 0.01, 0.03] as const;

/** What the post says about training deep nets on the two circles: test accuracy after 300 steps. */
export const claims: readonly Claim<DeepTraining>[] = [
  {
    id: 'sigmoid-30',
    headline: true,
    set: { nets: ['sigmoid'] },
    readout: 'testAccuracy.sigmoid',
    worse: 'higher',
    bar: { worstAtMost: 0.7 },
  },
  {
    id: 'relu-30',
    headline: true,
    set: { nets: ['relu'] },
    readout: 'testAccuracy.relu',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  {
    id: 'highway-30',
    headline: true,
    set: { nets: ['highway'] },
    readout: 'testAccuracy.highway',
    worse: 'lower',
    bar: { worstAtLeast: 0.9 },
  },
  ...otherRates.map((learningRate): Claim<DeepTraining> => ({
    id: `sigmoid-30-rate-${learningRate}`,
    set: { nets: ['sigmoid'], learningRate },
    readout: 'testAccuracy.sigmoid',
    worse: 'higher',
    bar: { worstAtMost: 0.7 },
  })),
  // Nothing is wrong with the gradient: the same net, the same start and a third of the step learn.
  {
    id: 'tanh-50',
    set: { nets: ['tanh'], depth: 50, learningRate: 0.001 },
    readout: 'testAccuracy.tanh',
    worse: 'higher',
    bar: { medianAtMost: 0.6 },
  },
  {
    id: 'tanh-50-longer',
    set: { nets: ['tanh'], depth: 50, learningRate: 0.001, steps: 1000 },
    readout: 'testAccuracy.tanh',
    worse: 'higher',
    bar: { medianAtMost: 0.7 },
  },
  {
    id: 'tanh-50-small-steps',
    set: { nets: ['tanh'], depth: 50, learningRate: 0.0003 },
    readout: 'testAccuracy.tanh',
    worse: 'lower',
    bar: { medianAtLeast: 0.7, worstAtLeast: 0.6 },
  },
  {
    id: 'tanh-50-small-steps-longer',
    set: { nets: ['tanh'], depth: 50, learningRate: 0.0003, steps: 1000 },
    readout: 'testAccuracy.tanh',
    worse: 'lower',
    bar: { medianAtLeast: 0.9, worstAtLeast: 0.8 },
  },
  {
    id: 'highway-50',
    set: { nets: ['highway'], depth: 50, learningRate: 0.01 },
    readout: 'testAccuracy.highway',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  {
    id: 'residual-50-unscaled',
    set: { nets: ['residual'], depth: 50, branch: 1, learningRate: 0.01 },
    readout: 'testAccuracy.residual',
    worse: 'higher',
    bar: { medianAtMost: 0.9 },
  },
  ...[0.0003, 0.001, 0.003, 0.03].map((learningRate): Claim<DeepTraining> => ({
    id: `residual-50-unscaled-rate-${learningRate}`,
    set: { nets: ['residual'], depth: 50, branch: 1, learningRate },
    readout: 'testAccuracy.residual',
    worse: 'higher',
    bar: { medianAtMost: 0.75 },
  })),
  {
    id: 'residual-50-scaled',
    set: { nets: ['residual'], depth: 50, branch: 0.02, learningRate: 0.01 },
    readout: 'testAccuracy.residual',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  // Adam hides what plain gradient descent shows.
  {
    id: 'selu-30-adam',
    set: { nets: ['selu'], learningRate: 0.001 },
    readout: 'testAccuracy.selu',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  {
    id: 'relu-30-adam',
    set: { nets: ['relu'], learningRate: 0.001 },
    readout: 'testAccuracy.relu',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  {
    id: 'selu-30-sgd',
    set: { nets: ['selu'], optimizer: 'sgd' },
    readout: 'testAccuracy.selu',
    worse: 'lower',
    bar: { medianAtLeast: 0.97, worstAtLeast: 0.9 },
  },
  {
    id: 'relu-30-sgd',
    set: { nets: ['relu'], optimizer: 'sgd' },
    readout: 'testAccuracy.relu',
    worse: 'lower',
    bar: { medianAtMost: 0.9 },
  },
  // Its own best rate helps it, but not every time.
  ...[0.01, 0.03, 0.1].map((learningRate): Claim<DeepTraining> => ({
    id: `relu-30-sgd-rate-${learningRate}`,
    set: { nets: ['relu'], optimizer: 'sgd', learningRate },
    readout: 'testAccuracy.relu',
    worse: 'lower',
    bar: {},
  })),
  // The other side of it: at this rate Adam suits ReLU and not SELU.
  {
    id: 'selu-30-adam-rate-0.003',
    set: { nets: ['selu'] },
    readout: 'testAccuracy.selu',
    worse: 'lower',
    bar: { medianAtMost: 0.95 },
  },
];
