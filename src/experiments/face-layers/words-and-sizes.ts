/** Px: faces of the third layer are shown half as fine as they are seen. */
export const wholeSide = 20;
export const wholePictureSize = wholeSide * wholeSide;
