/** Cholesky's: the lower triangle takes the place of a symmetric positive matrix, [n, n] row by row. */
export function factorise(matrix: Float64Array, n: number) {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = matrix[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k]! * matrix[j * n + k]!;
      matrix[i * n + j] = i === j ? Math.sqrt(sum) : sum / matrix[j * n + j]!;
    }
  }
}

/** Solves L y = right, for the triangle that `factorise` leaves: the length of y is what right has under the inverse matrix. */
export function solveLower(triangle: Float64Array, right: ArrayLike<number>): Float64Array {
  const n = right.length;
  const y = Float64Array.from(right);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) y[i]! -= triangle[i * n + k]! * y[k]!;
    y[i]! /= triangle[i * n + i]!;
  }
  return y;
}

/** Solves A x = right. */
export function solve(triangle: Float64Array, right: ArrayLike<number>): Float64Array {
  const x = solveLower(triangle, right);
  const n = x.length;
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) x[i]! -= triangle[k * n + i]! * x[k]!;
    x[i]! /= triangle[i * n + i]!;
  }
  return x;
}
