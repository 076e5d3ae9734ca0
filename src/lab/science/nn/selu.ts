/** Klambauer et al. 2017: the constants that make mean 0 and variance 1 a fixed point. */
export const seluScale = 1.0507009873554805;
export const seluAlpha = 1.6732632423543772;
