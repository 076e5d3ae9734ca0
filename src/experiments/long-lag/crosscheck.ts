import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import { params, type LongLag } from './params.ts';

/** Of whichever nets are chosen: the losses of the last trial, at a sixtieth of its sequences, two, and three. */
const early = Object.fromEntries(params.schema.nets.options.map(({ value }) => [`lossBySequences.${value}`, 3]));

export const crosscheck: Crosscheck<LongLag> = {
  exact: ['trials.<nets>'],
  early,
  small: { trials: 2, sequences: 500 },
};
