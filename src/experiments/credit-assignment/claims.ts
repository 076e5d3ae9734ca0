import type { Claim } from '../../lab/contract/claim.ts';
import type { CreditAssignment } from './params.ts';

const alone = { beside: 'none' } as const;
const chrono = { ...alone, model: 'lstm-chrono', fillers: 36 } as const;
const cell1997 = { ...alone, model: 'lstm-1997' } as const;
const forgetful = { ...alone, model: 'lstm', forgetBias: 1 } as const;
const attention = { ...alone, model: 'attention' } as const;

/** What the post says about credit; the data are drawn anew for every seed. */
const stated: readonly Omit<Claim<CreditAssignment>, 'seeds'>[] = [
  { id: 'chrono-accuracy', set: chrono, readout: 'accuracyAt48', worse: 'lower', bar: { worstAtLeast: 0.98 } },
  {
    id: 'chrono-uniform-p',
    headline: true,
    set: chrono,
    readout: 'uniformityP',
    worse: 'lower',
    bar: { worstAtLeast: 0.9, medianAtLeast: 0.95 },
  },
  { id: 'chrono-uniform-logit', set: chrono, readout: 'uniformityLogit', worse: 'lower', bar: {} },
  {
    id: 'chrono-uniform-gradient',
    headline: true,
    set: chrono,
    readout: 'uniformityGradient',
    worse: 'higher',
    bar: { worstAtMost: 0.5 },
  },
  ...([1, 2, 3] as const).map((n) => ({
    id: `chrono-far-${n}`,
    set: chrono,
    readout: `creditKeyword${n}` as const,
    worse: 'lower' as const,
    bar: { worstAtLeast: 0.85 },
  })),
  { id: 'lstm-1997-accuracy', set: cell1997, readout: 'accuracyAt48', worse: 'lower', bar: { worstAtLeast: 0.9 } },
  {
    id: 'lstm-1997-uniform-p',
    set: cell1997,
    readout: 'uniformityP',
    worse: 'lower',
    bar: {},
  },
  {
    id: 'lstm-1997-uniform-gradient',
    set: cell1997,
    readout: 'uniformityGradient',
    worse: 'lower',
    bar: { medianAtLeast: 0.3 },
  },
  { id: 'forget-1-accuracy', set: forgetful, readout: 'accuracyAt48', worse: 'lower', bar: {} },
  {
    id: 'rnn-accuracy',
    headline: true,
    set: { ...alone, model: 'rnn' },
    readout: 'accuracyAt48',
    worse: 'higher',
    bar: { medianAtMost: 0.9 },
  },
  { id: 'attention-accuracy', set: attention, readout: 'accuracyAt48', worse: 'lower', bar: {} },
  {
    id: 'attention-uniform-logit',
    set: attention,
    readout: 'uniformityLogit',
    worse: 'lower',
    bar: { worstAtLeast: 0.999 },
  },
  {
    id: 'carousel-slope',
    set: { ...alone, model: 'carousel', phi: 0.9 },
    readout: 'gradientSlope',
    worse: 'higher',
    // ln 0.9 to one per cent
    bar: { worstAtMost: 0.99 * Math.log(0.9), medianAtLeast: 1.01 * Math.log(0.9) },
  },
  {
    id: 'carousel-uniform-logit',
    set: { ...alone, model: 'carousel', phi: 1 },
    readout: 'uniformityLogit',
    worse: 'lower',
    bar: { worstAtLeast: 0.999 },
  },
];

export const claims: readonly Claim<CreditAssignment>[] = stated.map((claim) => ({ ...claim, seeds: 10 }));
