/**
 * The spectral norm (largest singular value) of a square matrix, in float64.
 *
 * Exact to rounding, not an estimate from below as power iteration gives: the bounds of the experiment
 * (measured <= product of norms) must hold to the last digit. The Gram matrix A A^T is reduced to tridiagonal form by
 * Householder reflections and its largest eigenvalue found by bisection on Sturm sequences
 * (Golub & Van Loan, Matrix Computations, 4th ed., 8.3.1 and 8.4.1).
 *
 * @param matrix n*n numbers, row-major
 * @returns NaN if the matrix holds a number that is not finite
 */
export function spectralNorm(matrix: ArrayLike<number>, n: number): number {
  let largest = 0;
  for (let i = 0; i < n * n; i++) {
    const value = Math.abs(matrix[i]!);
    if (!Number.isFinite(value)) return NaN;
    if (value > largest) largest = value;
  }
  if (largest === 0) return 0;
  // Scaled by the largest entry: squaring must neither overflow nor underflow.
  const { diagonal, off } = tridiagonalise(gram(matrix, n, largest), n);
  return largest * Math.sqrt(largestEigenvalue(diagonal, off));
}

function gram(matrix: ArrayLike<number>, n: number, unit: number): Float64Array {
  const scaled = new Float64Array(n * n);
  for (let i = 0; i < n * n; i++) scaled[i] = matrix[i]! / unit;
  const result = new Float64Array(n * n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    timesVector(scaled, n, 0, i + 1, scaled.subarray(i * n, (i + 1) * n), row);
    for (let j = 0; j <= i; j++) {
      result[i * n + j] = row[j]!;
      result[j * n + i] = row[j]!;
    }
  }
  return result;
}

/**
 * out[j] = sum over k of a[j, k] v[k], for the rows j from `first` (where k begins too) up to `end`. Four rows at a time:
 * their sums do not wait for each other, and each is added up in the same order as alone.
 */
function timesVector(a: Float64Array, n: number, first: number, end: number, v: Float64Array, out: Float64Array): void {
  let j = first;
  for (; j + 4 <= end; j += 4) {
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    const at = j * n;
    for (let k = first; k < n; k++) {
      const x = v[k]!;
      s0 += a[at + k]! * x;
      s1 += a[at + n + k]! * x;
      s2 += a[at + 2 * n + k]! * x;
      s3 += a[at + 3 * n + k]! * x;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
  }
  for (; j < end; j++) {
    let sum = 0;
    for (let k = first; k < n; k++) sum += a[j * n + k]! * v[k]!;
    out[j] = sum;
  }
}

/** Householder reduction of a symmetric matrix (destroyed) to tridiagonal form. */
function tridiagonalise(a: Float64Array, n: number): { diagonal: Float64Array; off: Float64Array } {
  const off = new Float64Array(n);
  const v = new Float64Array(n);
  const p = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    let norm = 0;
    for (let i = k + 1; i < n; i++) norm += a[i * n + k]! ** 2;
    norm = Math.sqrt(norm);
    // Beside a largest entry of 1 this column is zero to every digit, and its square would underflow.
    if (norm < 1e-150) continue;
    const head = a[(k + 1) * n + k]!;
    off[k + 1] = head > 0 ? -norm : norm;
    let square = 0;
    for (let i = k + 1; i < n; i++) {
      v[i] = i === k + 1 ? head - off[k + 1]! : a[i * n + k]!;
      square += v[i]! ** 2;
    }
    const beta = 2 / square;
    timesVector(a, n, k + 1, n, v, p);
    let dot = 0;
    for (let i = k + 1; i < n; i++) {
      p[i]! *= beta;
      dot += p[i]! * v[i]!;
    }
    const half = (beta * dot) / 2;
    for (let i = k + 1; i < n; i++) p[i]! -= half * v[i]!;
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) a[i * n + j]! -= v[i]! * p[j]! + p[i]! * v[j]!;
    }
  }
  if (n > 1) off[n - 1] = a[(n - 1) * n + n - 2]!;
  return { diagonal: Float64Array.from({ length: n }, (_, i) => a[i * n + i]!), off };
}

function largestEigenvalue(diagonal: Float64Array, off: Float64Array): number {
  const n = diagonal.length;
  let high = 0;
  for (let i = 0; i < n; i++) {
    high = Math.max(high, diagonal[i]! + Math.abs(off[i] ?? 0) + Math.abs(off[i + 1] ?? 0));
  }
  let low = Math.max(0, ...diagonal);
  const allBelow = (x: number) => {
    let q = 1;
    for (let i = 0; i < n; i++) {
      const coupling = i === 0 ? 0 : off[i]! ** 2;
      q = diagonal[i]! - x - (coupling === 0 ? 0 : coupling / (q === 0 ? Number.MIN_VALUE : q));
      if (q >= 0) return false;
    }
    return true;
  };
  for (let step = 0; step < 200; step++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (allBelow(middle)) high = middle;
    else low = middle;
  }
  return high;
}
