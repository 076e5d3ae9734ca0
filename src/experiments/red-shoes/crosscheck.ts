import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { RedShoes } from './params.ts';

export const crosscheck: Crosscheck<RedShoes> = {
  exact: ['step', 'rarePictures'],
  early: { loss: 5 },
  small: { images: 600, steps: 150 },
};
