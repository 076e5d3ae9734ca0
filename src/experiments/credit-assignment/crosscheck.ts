import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { CreditAssignment } from './params.ts';

export const crosscheck: Crosscheck<CreditAssignment> = {
  exact: ['<who>step'],
  // The plain recurrent net learns chaotically: after some hundred steps PyTorch in float64 is as far from PyTorch in float32 as from us.
  small: { steps: 300 },
  early: { loss: 5, 'beside.loss': 5 },
};
