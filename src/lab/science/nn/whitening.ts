/**
 * The symmetric matrix that takes correlations out of rows (ZCA): (C + e I)^(-1/2), C the rows' mean outer product and e a
 * share of C's mean eigenvalue, so that directions of noise are not blown up.
 *
 * By the coupled Newton-Schulz iteration (Higham 2008, section 6.7), which is matrix products only: no eigenvectors are
 * needed, and every engine rounds alike.
 *
 * @param rows [n, size]
 * @returns [size, size]
 */
export function whiteningOf(rows: Float32Array, size: number, share: number): Float64Array {
  const n = rows.length / size;
  const c = new Float64Array(size * size);
  for (let at = 0; at < rows.length; at += size) {
    for (let a = 0; a < size; a++) {
      const value = rows[at + a]! / n;
      for (let b = 0; b <= a; b++) c[a * size + b]! += value * rows[at + b]!;
    }
  }
  let trace = 0;
  for (let a = 0; a < size; a++) trace += c[a * size + a]!;
  const ridge = (share * trace) / size;
  for (let a = 0; a < size; a++) {
    c[a * size + a]! += ridge;
    for (let b = 0; b < a; b++) c[b * size + a] = c[a * size + b]!;
  }
  return inverseRoot(c, size, trace + ridge * size);
}

/** Smallest eigenvalues of a fiftieth part of a thousandth of the trace need about twenty rounds; some more cost nothing. */
const rounds = 26;

/** @param bound no eigenvalue is larger */
function inverseRoot(matrix: Float64Array, size: number, bound: number): Float64Array {
  let y = matrix.map((value) => value / bound);
  let z = new Float64Array(size * size);
  for (let a = 0; a < size; a++) z[a * size + a] = 1;
  for (let round = 0; round < rounds; round++) {
    const x = product(z, y, size).map((value) => -value / 2);
    for (let a = 0; a < size; a++) x[a * size + a]! += 1.5;
    y = product(y, x, size);
    z = product(x, z, size);
  }
  const scale = 1 / Math.sqrt(bound);
  return z.map((value) => value * scale);
}

function product(a: Float64Array, b: Float64Array, size: number): Float64Array<ArrayBuffer> {
  const c = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const value = a[i * size + k]!;
      for (let j = 0; j < size; j++) c[i * size + j]! += value * b[k * size + j]!;
    }
  }
  return c;
}
