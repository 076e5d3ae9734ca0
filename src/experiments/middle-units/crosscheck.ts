import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { MiddleUnits } from './params.ts';

export const crosscheck: Crosscheck<MiddleUnits> = {
  exact: ['phase', 'steps', 'units', 'votes', 'readerNamed', 'readerNamed.<network>', 'readerSeen.<network>'],
  early: { loss: 5 },
  small: { images: 400 },
};
