/** Square pictures of an even side at half the size: [count, side, side] -> [count, side / 2, side / 2]. */
export function halved(pixels: Float32Array, side: number): Float32Array {
  const half = side / 2;
  const found = new Float32Array(pixels.length / 4);
  for (let i = 0; i < found.length; i++) {
    const [x, row] = [i % half, Math.floor(i / half)];
    const at = 2 * row * side + 2 * x;
    found[i] = (pixels[at]! + pixels[at + 1]! + pixels[at + side]! + pixels[at + side + 1]!) / 4;
  }
  return found;
}
