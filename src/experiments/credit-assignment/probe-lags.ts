/** Lags over which uniformity is taken. */
export const uniformLags = [3, 6, 12, 24, 36, 47] as const;
/** Lags that are measured and drawn. */
export const probeLags: readonly number[] = [1, 3, 6, 12, 18, 24, 30, 36, 42, 47];
