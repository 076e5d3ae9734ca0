import type { Claim } from '../../lab/contract/claim.ts';
import type { Kindergarten, KindergartenParams } from './params.ts';

type C = Claim<Kindergarten>;

/** 8,040 and 32,040 samples with twelve cars. */
const early: Partial<KindergartenParams> = { steps: 670 };

/** What the post says of the cars that learn by themselves. */
export const claims: readonly C[] = [
  { id: 'own-crashes', set: {}, readout: 'ownCrashes', worse: 'higher', bar: { worstAtMost: 450 } },
  { id: 'crashes', headline: true, set: {}, readout: 'crashesPer1000', worse: 'higher', bar: { worstAtMost: 4.4 } },
  { id: 'crashes-8000', set: early, readout: 'crashesPer1000', worse: 'higher', bar: { medianAtMost: 5 } },
  {
    id: 'crashes-untrained',
    set: {},
    readout: 'crashesUntrained',
    worse: 'lower',
    bar: { medianAtLeast: 30 },
  },
  {
    id: 'crashes-without-chance',
    set: { exploration: 0 },
    readout: 'crashesPer1000',
    worse: 'higher',
    bar: { medianAtMost: 10 },
  },
  { id: 'survived-8000', set: early, readout: 'survived400', worse: 'lower', bar: { medianAtMost: 0.6 } },
  { id: 'reader-yard', set: { place: 'own' }, readout: 'shownSurvived', worse: 'lower', bar: { medianAtMost: 8 } },
  {
    id: 'empty-yard',
    set: { place: 'own', yard: '' },
    readout: 'shownSurvived',
    worse: 'lower',
    bar: { medianAtMost: 11 },
  },
  { id: 'crashes-new', set: {}, readout: 'crashesPer1000New', worse: 'higher', bar: { medianAtMost: 4 } },
  { id: 'survived', set: {}, readout: 'survived400', worse: 'lower', bar: { medianAtLeast: 0.6 } },
  { id: 'survived-new', set: {}, readout: 'survived400New', worse: 'lower', bar: { medianAtLeast: 0.3 } },
  { id: 'half-time-ground', set: {}, readout: 'halfTimeGround', worse: 'higher', bar: { worstAtMost: 0.25 } },
];
