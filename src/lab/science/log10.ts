/**
 * log10 x, the same in every engine to the last bit: Math.log10 is not (Node's and Chromium's differ), and sums over fifty
 * layers show it. Only +, -, * and / are used, which IEEE 754 fixes. Within two units in the last place.
 *
 * x = m 2^e with m in [sqrt 1/2, sqrt 2); ln m = 2 artanh s = 2 (s + s^3/3 + s^5/5 + ...), s = (m - 1) / (m + 1).
 *
 * @returns -Infinity at 0, NaN below
 */
export function log10(x: number): number {
  if (x === 0) return -Infinity;
  if (!(x > 0) || x === Infinity) return x > 0 ? x : NaN;
  let exponent = 0;
  // Subnormal numbers have no exponent of their own.
  if (x < 2 ** -1022) {
    x *= 2 ** 54;
    exponent = -54;
  }
  bits.setFloat64(0, x);
  exponent += ((bits.getUint16(0) >> 4) & 0x7ff) - 1022;
  bits.setUint16(0, (bits.getUint16(0) & 0x800f) | (1022 << 4));
  let m = bits.getFloat64(0);
  if (m < Math.SQRT1_2) {
    m *= 2;
    exponent -= 1;
  }
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let sum = 0;
  for (let k = 23; k >= 3; k -= 2) sum = (sum + 1 / k) * square;
  const natural = 2 * (s + s * sum);
  // log10 2 in two parts: the first times any exponent is exact.
  return exponent * 0.301029995663157 + (exponent * 8.241712586023572e-13 + natural * 0.4342944819032518);
}

const bits = new DataView(new ArrayBuffer(8));
