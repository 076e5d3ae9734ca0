/** The three terms of the formula, in TeX; the build renders them for the View. */
export const formulas = {
  measured: '\\lVert\\sigma^{1}\\rVert\\,/\\,\\lVert\\sigma^{T}\\rVert',
  product: '\\textstyle\\prod_{i=2}^{T}\\lVert J^{i}\\rVert',
  power: 'k^{\\,T-1}',
} as const;
