import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { Taste } from './params.ts';

export const crosscheck: Crosscheck<Taste> = {
  exact: [
    'step',
    'trueCoatEffect',
    'trueStreetEffect',
    'pTruth',
    'heartsGiven',
    'photosSeen',
    'guessesTested',
    'hitsByChance',
  ],
  early: { loss: 5 },
  small: { pictures: 400, steps: 150, hearts: 'adk.b.' },
};
