import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { VanishingGradient } from './params.ts';

/** Nothing is trained. */
export const crosscheck: Crosscheck<VanishingGradient> = { exact: 'all' };
