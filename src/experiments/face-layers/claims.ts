import type { Claim } from '../../lab/contract/claim.ts';
import type { FaceLayers } from './params.ts';

type Stated = Omit<Claim<FaceLayers>, 'seeds'>;

/** What the post says of the layers; the faces and where each layer begins are drawn anew for every seed. */
const stated: readonly Stated[] = [
  { id: 'named', headline: true, set: {}, readout: 'namedParts', worse: 'lower', bar: { medianAtLeast: 20 } },
  { id: 'mean-purity', set: {}, readout: 'meanPurity', worse: 'lower', bar: { medianAtLeast: 0.7 } },
  { id: 'named-kinds', set: {}, readout: 'namedKinds', worse: 'lower', bar: {} },
  { id: 'named-of-100-faces', set: { faces: 100 }, readout: 'namedParts', worse: 'lower', bar: {} },
  { id: 'named-of-8-parts', set: { parts: 8 }, readout: 'namedParts', worse: 'lower', bar: {} },
  { id: 'lit-eyes', set: {}, readout: 'litEyes', worse: 'lower', bar: { medianAtLeast: 3 } },
  { id: 'lit-eyes-without', set: { eyes: 'none' }, readout: 'litEyes', worse: 'higher', bar: { medianAtMost: 1 } },
  {
    id: 'lit-eyes-shifted',
    set: { shiftX: 0.125, shiftY: 0.05 },
    readout: 'litEyes',
    worse: 'lower',
    bar: { medianAtLeast: 3 },
  },
];

export const claims: readonly Claim<FaceLayers>[] = stated.map((claim) => ({ ...claim, seeds: 10 }));
