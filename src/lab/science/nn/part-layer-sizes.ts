/**
 * Three layers of features for grey pictures of 40 x 40, each made of what the layer below answers:
 *
 * - edges: 7 x 7 filters (ReLU), the largest of every 2 x 2 block: 17 x 17 places
 * - parts: the cosine between the edges of a window of 6 x 6 places (18 px) and a direction, in 12 x 12 places
 * - wholes: the cosine between the strongest parts of each of 3 x 3 fields and a direction, one place
 */
export const side = 40;
export const edgeSide = 7;
export const edgeMapSide = (side - edgeSide + 1) / 2;
export const windowSide = 6;
export const partMapSide = edgeMapSide - windowSide + 1;
/** Px that a part's window sees, and how far apart windows are. */
export const partField = 2 * windowSide + edgeSide - 1;
export const partStride = 2;
/** Fields in a row that a whole looks at. */
export const fieldsAcross = 3;
export const fields = fieldsAcross * fieldsAcross;

export const pictureSize = side * side;
export const edgePatch = edgeSide * edgeSide;
