import type { Claim } from '../../lab/contract/claim.ts';
import type { SelfNormalizing, SelfNormalizingParams } from './params.ts';

type C = Claim<SelfNormalizing>;

/** Where the wide nets start, and how far from (0, 1) the worst of them may end. */
const starts = [
  { mean: 0, variance: 0.25, most: 0.15 },
  { mean: 0, variance: 16, most: 0.15 },
  { mean: -1, variance: 4, most: 0.15 },
  { mean: 1, variance: 4, most: 0.15 },
  // All inputs are nearly one and the same, and one input's spread falls by 1 / sqrt(n) only.
  { mean: -1, variance: 0.25, most: 0.25 },
] as const;

/** Starts at home, and layer 8 comes out three times as large. */
const kick = { mean: 0, variance: 1, kick: 3, depth: 30 } as const;
const atHome = { mean: 0, variance: 1, depth: 64 } as const;
const he = { activation: 'relu', tau: 2 } as const;

const kicked = (id: string, of: Partial<SelfNormalizingParams>, bar: C['bar'], worse: C['worse']): C[] => [
  { id: `kick-${id}`, set: { ...kick, ...of }, readout: 'kickLeft', worse, bar },
  { id: `kick-${id}-answer`, set: { ...kick, ...of }, readout: 'answerCosine', worse: 'lower', bar: {} },
];

const all: readonly C[] = [
  {
    id: 'home',
    set: {},
    readout: 'lastVariance',
    worse: 'lower',
    bar: { medianAtLeast: 0.85, medianAtMost: 1.15 },
  },
  ...starts.map(({ mean, variance, most }): C => ({
    id: `home-wide-${mean}-${variance}`,
    set: { width: 256, depth: 20, mean, variance },
    readout: 'distance',
    worse: 'higher',
    bar: { worstAtMost: most },
  })),
  {
    id: 'slope',
    set: {},
    readout: 'fixedSlope',
    worse: 'higher',
    bar: { worstAtMost: 0.78775, medianAtLeast: 0.78765 },
  },
  ...kicked('selu', {}, { worstAtMost: 1.4 }, 'higher'),
  { id: 'kick-selu-layer', set: kick, readout: 'returnLayer', worse: 'higher', bar: { medianAtMost: 24 } },
  ...kicked('relu', he, { worstAtLeast: 8.99 }, 'lower'),
  ...kicked('tanh', { activation: 'tanh' }, { medianAtLeast: 1 }, 'higher'),
  {
    id: 'unscaled-from-above',
    set: { activation: 'selu-unscaled', variance: 16 },
    readout: 'lastVariance',
    worse: 'lower',
    bar: { worstAtLeast: 0.3 },
  },
  {
    id: 'unscaled-from-below',
    set: { activation: 'selu-unscaled', variance: 0.25 },
    readout: 'lastVariance',
    worse: 'lower',
    bar: { worstAtLeast: 0.3 },
  },
  {
    id: 'sigmoid-mean',
    set: { activation: 'sigmoid', depth: 64 },
    readout: 'lastMean',
    worse: 'lower',
    bar: { worstAtLeast: 0.45 },
  },
  {
    id: 'sigmoid-variance',
    set: { activation: 'sigmoid', depth: 64 },
    readout: 'lastVariance',
    worse: 'higher',
    bar: { worstAtMost: 0.03 },
  },
  {
    id: 'sigmoid-gradient',
    set: { activation: 'sigmoid', depth: 64 },
    readout: 'log10Gradient',
    worse: 'higher',
    bar: { worstAtMost: -35 },
  },
  {
    id: 'sigmoid-slope',
    set: { activation: 'sigmoid' },
    readout: 'fixedSlope',
    worse: 'higher',
    bar: { worstAtMost: 0.1 },
  },
  {
    id: 'selu-gradient',
    set: atHome,
    readout: 'log10Gradient',
    worse: 'higher',
    bar: { medianAtLeast: 0.7, medianAtMost: 1.3 },
  },
  {
    id: 'relu-gradient',
    set: { ...atHome, ...he },
    readout: 'log10Gradient',
    worse: 'lower',
    bar: { medianAtLeast: -0.4, medianAtMost: 0.4 },
  },
  {
    id: 'tanh-gradient',
    set: { ...atHome, activation: 'tanh' },
    readout: 'log10Gradient',
    worse: 'lower',
    bar: { medianAtMost: -0.5 },
  },
  { id: 'he-weights', set: { tau: 2 }, readout: 'lastVariance', worse: 'higher', bar: { medianAtLeast: 20 } },
  { id: 'dropout-plain', set: { dropout: 0.2 }, readout: 'lastVariance', worse: 'higher', bar: { medianAtLeast: 1.7 } },
  {
    id: 'dropout-alpha',
    set: { dropout: 0.2, dropoutKind: 'alpha' },
    readout: 'lastVariance',
    worse: 'higher',
    bar: { worstAtMost: 1.3 },
  },
];

/** What the post says about values that return to mean 0 and variance 1. */
export const claims: readonly C[] = [
  // The question that the experiment opens with: is the kick of layer 8 still heard at the end?
  { id: 'opening-kick', headline: true, set: {}, readout: 'kickLeft', worse: 'higher', bar: { worstAtMost: 1.4 } },
  // The others have no kick unless they say so.
  ...all.map((claim): C => ({ ...claim, set: { kick: 1, ...claim.set } })),
];
