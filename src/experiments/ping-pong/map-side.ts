/** Positions of the occluding patch a side: 6 of 32 pixels, moved by 2. */
export const mapSide = (32 - 6) / 2 + 1;
