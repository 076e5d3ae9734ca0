import type { Claim } from '../../lab/contract/claim.ts';
import type { MiddleUnits } from './params.ts';

const lenient = { threshold: 0.5 } as const;

/** What the post says of the three networks' middle units; pictures and first weights are drawn anew for every seed. */
export const claims: readonly Claim<MiddleUnits>[] = [
  { id: 'named', headline: true, set: {}, readout: 'named', worse: 'higher', bar: { medianAtMost: 3 } },
  { id: 'named-ten', set: {}, readout: 'named', worse: 'higher', seeds: 10, bar: { worstAtMost: 4 } },
  { id: 'accuracy', set: {}, readout: 'accuracy', worse: 'lower', bar: { medianAtLeast: 0.99 } },
  { id: 'accuracy-ten', set: {}, readout: 'accuracy', worse: 'lower', seeds: 10, bar: { worstAtLeast: 0.99 } },
  { id: 'named-k-means', set: {}, readout: 'named.k-means', worse: 'lower', bar: { worstAtLeast: 18 } },
  { id: 'named-untrained', set: {}, readout: 'named.untrained', worse: 'higher', bar: { medianAtMost: 3 } },
  { id: 'silent', set: {}, readout: 'silent.supervised', worse: 'higher', bar: {} },
  { id: 'named-half', set: lenient, readout: 'named', worse: 'higher', bar: { medianAtLeast: 6 } },
  { id: 'named-half-k-means', set: lenient, readout: 'named.k-means', worse: 'lower', bar: {} },
  { id: 'named-half-untrained', set: lenient, readout: 'named.untrained', worse: 'higher', bar: {} },
];
