import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { Kindergarten } from './params.ts';

export const crosscheck: Crosscheck<Kindergarten> = {
  exact: ['samples', 'crashesUntrained'],
  early: { ownCrashes: 20 },
  small: { steps: 300 },
};
