/** Px: the network's view. */
export const side = 32;
export const pictureSize = 3 * side * side;
