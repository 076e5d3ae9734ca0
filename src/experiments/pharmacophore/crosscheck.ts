import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { Pharmacophore } from './params.ts';

/** A convex fit has one answer, however it is found. */
export const crosscheck: Crosscheck<Pharmacophore> = { exact: 'all' };
