import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import { params, type Cyclist } from './params.ts';

/** The first losses of whichever nets are chosen. */
const early = Object.fromEntries(params.schema.model.options.map(({ value }) => [`loss.${value}`, 5]));

export const crosscheck: Crosscheck<Cyclist> = {
  exact: ['step', 'shownLag', 'shownRight'],
  early,
  small: { steps: 150 },
};
