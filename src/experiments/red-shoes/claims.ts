import type { Claim } from '../../lab/contract/claim.ts';
import type { RedShoes } from './params.ts';

type Stated = Omit<Claim<RedShoes>, 'seeds'>;

/** Share of advertisements that are called shoes when this share of the training pictures shows shoes in the hand. */
const recognised = (id: string, rare: number): Stated => ({
  id,
  set: { rare },
  readout: 'adShoe',
  worse: 'lower',
  bar: {},
});

/** What the post says of the advertisement; nets, pictures and test pictures are drawn anew for every seed. */
const stated: readonly Stated[] = [
  {
    id: 'never-seen-wine',
    headline: true,
    set: { rare: 0 },
    readout: 'adWine',
    worse: 'lower',
    bar: { worstAtLeast: 0.75 },
  },
  { id: 'never-seen-shoe', set: { rare: 0 }, readout: 'adShoe', worse: 'higher', bar: { worstAtMost: 0.1 } },
  { id: 'never-seen-iid', set: { rare: 0 }, readout: 'iidAccuracy', worse: 'lower', bar: { worstAtLeast: 0.95 } },
  { id: 'never-seen-blue-book', set: { rare: 0 }, readout: 'blueBook', worse: 'lower', bar: {} },
  recognised('one-percent-shoe', 0.01),
  recognised('three-percent-shoe', 0.03),
  recognised('ten-percent-shoe', 0.1),
  recognised('thirty-percent-shoe', 0.3),
  { id: 'ten-percent-wine', set: { rare: 0.1 }, readout: 'adWine', worse: 'higher', bar: {} },
];

export const claims: readonly Claim<RedShoes>[] = stated.map((claim) => ({ ...claim, seeds: 10 }));
