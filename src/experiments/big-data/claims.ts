import type { Claim } from '../../lab/contract/claim.ts';
import type { BigData } from './params.ts';

type Stated = Claim<BigData>;

const error = (id: string, images: number, rare: number, bar: Stated['bar'] = {}): Stated => ({
  id,
  set: { images, rare },
  readout: 'rareError',
  worse: 'higher',
  bar,
  seeds: 10,
});

/** The curves of the chart: more of the same, one per cent of the rare case, and more of the rare case at one size. */
export const claims: readonly Stated[] = [
  error('same-500', 500, 0, { medianAtLeast: 0.9 }),
  error('same-2000', 2000, 0, { medianAtLeast: 0.9 }),
  error('same-8000', 8000, 0, { medianAtLeast: 0.9 }),
  error('same-16000', 16000, 0, { medianAtLeast: 0.9 }),
  error('one-percent-500', 500, 0.01),
  { ...error('one-percent-2000', 2000, 0.01), headline: true },
  error('one-percent-8000', 8000, 0.01),
  error('one-percent-16000', 16000, 0.01),
  error('rare-3-percent', 2000, 0.03),
  error('rare-10-percent', 2000, 0.1),
  error('rare-30-percent', 2000, 0.3),
  {
    id: 'same-16000-usual',
    set: { images: 16000, rare: 0 },
    readout: 'usualAccuracy',
    worse: 'lower',
    bar: { worstAtLeast: 0.95 },
    seeds: 10,
  },
];
