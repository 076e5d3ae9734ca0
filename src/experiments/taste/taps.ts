/** After so many answers, yes or no. */
export const taps = [0, 4, 8, 16, 32, 64] as const;
