import { side } from './picture-size.ts';

/** Px: the grey patch of the occlusion map, and how far it moves. */
export const patch = 6;
export const stride = 2;
/** Positions of the patch a side. */
export const mapSide = (side - patch) / stride + 1;
