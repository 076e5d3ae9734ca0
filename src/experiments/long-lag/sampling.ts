/** Points of the curves over the sequences seen. */
export const curvePoints = 60;
