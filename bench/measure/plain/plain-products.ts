/** out [rows, columns] += x [rows, K] w [K, columns] */
export function addProduct(
  x: Float32Array,
  w: Float32Array,
  out: Float32Array,
  rows: number,
  K: number,
  columns: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < K; k++) {
      const factor = x[i * K + k]!;
      for (let j = 0; j < columns; j++) out[i * columns + j]! += factor * w[k * columns + j]!;
    }
  }
}

/** out [K, columns] += x^T [K, rows] dz [rows, columns] */
export function addProductLeftTransposed(
  x: Float32Array,
  dz: Float32Array,
  out: Float32Array,
  rows: number,
  K: number,
  columns: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < K; k++) {
      const factor = x[i * K + k]!;
      for (let j = 0; j < columns; j++) out[k * columns + j]! += factor * dz[i * columns + j]!;
    }
  }
}

/** out [rows, K] += dz [rows, columns] w^T [columns, K] */
export function addProductRightTransposed(
  dz: Float32Array,
  w: Float32Array,
  out: Float32Array,
  rows: number,
  columns: number,
  K: number,
): void {
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < K; k++) {
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += dz[i * columns + j]! * w[k * columns + j]!;
      out[i * K + k]! += sum;
    }
  }
}
