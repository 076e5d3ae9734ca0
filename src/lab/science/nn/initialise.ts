import type { Random } from '../random.ts';

/** `count` independent N(0, deviation^2) numbers. */
export function gaussian(random: Random, count: number, deviation: number): Float32Array {
  const drawn = new Float64Array(count);
  random.normals(drawn);
  const numbers = new Float32Array(count);
  for (let i = 0; i < count; i++) numbers[i] = deviation * drawn[i]!;
  return numbers;
}

/**
 * A random orthogonal n x n matrix (row-major), uniform over the orthogonal group: Gram-Schmidt on a Gaussian matrix, each row
 * twice so that rounding does not spoil it (F. Mezzadri, Notices AMS 54, 2007).
 */
export function unitOrthogonal(random: Random, n: number): Float64Array {
  const rows: Float64Array[] = [];
  while (rows.length < n) {
    const row = new Float64Array(n);
    random.normals(row);
    for (let pass = 0; pass < 2; pass++) {
      for (const other of rows) {
        let dot = 0;
        for (let j = 0; j < n; j++) dot += row[j]! * other[j]!;
        for (let j = 0; j < n; j++) row[j]! -= dot * other[j]!;
      }
    }
    const norm = Math.hypot(...row);
    // A row that lies in the others' span has probability zero, but a finite-precision draw may come close.
    if (norm > 1e-8) rows.push(row.map((value) => value / norm));
  }
  return Float64Array.from(rows.flatMap((row) => Array.from(row)));
}
