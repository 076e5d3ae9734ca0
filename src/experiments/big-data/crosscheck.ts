import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { BigData } from './params.ts';

export const crosscheck: Crosscheck<BigData> = {
  exact: ['rarePictures', 'images', 'steps', 'step'],
  early: { loss: 5 },
  small: { images: 600, epochs: 4 },
};
