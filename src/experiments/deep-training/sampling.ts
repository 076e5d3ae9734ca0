/** Side of the grid on which the decision boundary is drawn, and the plane it covers: [-extent, extent] both ways. */
export const gridSide = 36;
export const gridExtent = 1.4;

/** Accuracy is measured every so many steps: often enough for a curve, rarely enough to cost little. */
export const evaluateEvery = 10;

/** How many of the training points are drawn. */
export const pointsShown = 80;
