/** The six parts of a face by their numbers (`faceParts`), in words. */
export const partNames = ['头发', '耳朵', '眼睛', '鼻子', '嘴', '脸的轮廓'] as const;
