import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { PingPong } from './params.ts';

export const crosscheck: Crosscheck<PingPong> = {
  exact: ['<who>step'],
  early: { loss: 5, 'beside.loss': 5 },
  small: { images: 500, steps: 150 },
};
