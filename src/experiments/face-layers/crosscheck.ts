import type { Crosscheck } from '../../lab/contract/crosscheck.ts';
import type { FaceLayers } from './params.ts';

/** No gradient is in it, but where a patch lies as near to one centre as to another, rounding decides. */
export const crosscheck: Crosscheck<FaceLayers> = { exact: ['steps'], small: { faces: 300 } };
