import type { Claim } from '../../lab/contract/claim.ts';
import type { PingPong } from './params.ts';

const shortcut = { counterexamples: 0, beside: 'none' } as const;
/** Remedies are compared after as many steps; at the default, half as many, the rare groups are not learned yet. */
const long = { steps: 600, beside: 'none' } as const;
const fair = { ...long, counterexamples: 0.5 } as const;

type Stated = Omit<Claim<PingPong>, 'seeds'>;

/** Worst-group accuracy under one way of training. */
const worstGroup = (id: string, set: Stated['set'], bar: Stated['bar'] = {}): Stated => ({
  id,
  set: { ...long, ...set },
  readout: 'worstGroupAccuracy',
  worse: 'lower',
  bar,
});

const low = (id: string, set: Stated['set'], readout: Stated['readout'], bar: Stated['bar'] = {}): Stated => ({
  id,
  set,
  readout,
  worse: 'lower',
  bar,
});

const high = (id: string, set: Stated['set'], readout: Stated['readout'], bar: Stated['bar'] = {}): Stated => ({
  id,
  set,
  readout,
  worse: 'higher',
  bar,
});

/** What the post says of the ball and the table; nets, pictures and test pictures are drawn anew for every seed. */
const stated: readonly Stated[] = [
  low('shortcut-iid', shortcut, 'iidAccuracy', { worstAtLeast: 0.98 }),
  high('shortcut-ball-alone', shortcut, 'pBallNoTable', { worstAtMost: 0.1 }),
  low('shortcut-table-alone', shortcut, 'pTableNoBall', { worstAtLeast: 0.9 }),
  { ...low('shortcut-blurred', shortcut, 'pBlurredTable', { worstAtLeast: 0.95 }), headline: true },
  { ...high('shortcut-blurred-alone', shortcut, 'pBlurredNoTable', { worstAtMost: 0.15 }), headline: true },
  low('shortcut-table-evidence', shortcut, 'tableEvidence', { worstAtLeast: 5 }),
  high('shortcut-ball-evidence', shortcut, 'ballEvidence', { worstAtMost: 1 }),
  low('shortcut-hotspot-table', shortcut, 'hotspotOnTable'),
  low('fair-worst-group', fair, 'worstGroupAccuracy', { worstAtLeast: 0.95 }),
  low('fair-blurred-alone', fair, 'pBlurredNoTable', { medianAtLeast: 0.9 }),
  low('fair-ball-evidence', fair, 'ballEvidence'),
  worstGroup('five-percent', { counterexamples: 0.05 }),
  worstGroup('twenty-percent', { counterexamples: 0.2 }),
  worstGroup('twenty-percent-early', { counterexamples: 0.2, steps: 300 }),
  worstGroup('five-percent-balanced', { counterexamples: 0.05, augmentation: 'group-balanced' }),
  worstGroup('five-percent-dro', { counterexamples: 0.05, augmentation: 'group-dro' }),
  worstGroup('five-percent-erasing', { counterexamples: 0.05, augmentation: 'random-erasing' }),
  worstGroup('erase-table', { augmentation: 'erase-table' }),
  worstGroup('cut-paste', { augmentation: 'cut-paste' }, { worstAtLeast: 0.9 }),
  low('keyhole-ball-alone', { ...shortcut, network: 'keyhole' }, 'pBallNoTable'),
];

export const claims: readonly Claim<PingPong>[] = stated.map((claim) => ({ ...claim, seeds: 10 }));
