import type { Claim } from '../../lab/contract/claim.ts';
import type { DeepTraining } from './params.ts';

/** What the post says about training deep nets on the two circles: test accuracy after 300 steps. */
export const claims: readonly Claim<DeepTraining>[] = [
  {
    id: 'sigmoid-30',
    set: { nets: ['sigmoid'] },
    readout: 'testAccuracy.sigmoid',
    worse: 'higher',
    bar: { worstAtMost: 0.7 },
  },
  {
    id: 'relu-30',
    set: { nets: ['relu'] },
    readout: 'testAccuracy.relu',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
  {
    id: 'highway-30',
    set: { nets: ['highway'] },
    readout: 'testAccuracy.highway',
    worse: 'lower',
    bar: { worstAtLeast: 0.9 },
  },
  {
    id: 'tanh-50',
    set: { nets: ['tanh'], depth: 50, learningRate: 0.001 },
    readout: 'testAccuracy.tanh',
    worse: 'lower',
    bar: {},
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
  {
    id: 'residual-50-scaled',
    set: { nets: ['residual'], depth: 50, branch: 0.02, learningRate: 0.01 },
    readout: 'testAccuracy.residual',
    worse: 'lower',
    bar: { medianAtLeast: 0.95 },
  },
];
