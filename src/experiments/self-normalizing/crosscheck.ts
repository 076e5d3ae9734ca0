import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { SelfNormalizing } from './params.ts';

/** Nothing is trained. */
export const crosscheck: Crosscheck<SelfNormalizing> = { exact: 'all' };
