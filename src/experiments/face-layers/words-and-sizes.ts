/** The six parts by their numbers (`faceParts`), in words. */
export const partNames = ['头发', '耳朵', '眼睛', '鼻子', '嘴', '脸的轮廓'] as const;

/** Px: faces of the third layer are shown half as fine as they are seen. */
export const wholeSide = 20;
export const wholePictureSize = wholeSide * wholeSide;
