/** The lags at which trained nets are examined for the curve, whatever lag they were trained for: 4, 8 ... 60. */
export const lagStep = 4;
export const testedLags: readonly number[] = Array.from({ length: 15 }, (_, index) => lagStep * (index + 1));

/** A single batch's loss jumps about; the mean of ten shows where it goes. */
export const lossEvery = 10;
