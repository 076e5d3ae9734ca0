/** Tones that a bitmap has, from black to white. */
const tones = 16;

/** A grey picture as a BMP file of 16 tones in a data URL: a small image that needs no script and no canvas. [height, width] */
export function greyBitmap(pixels: ArrayLike<number>, width: number): string {
  const height = pixels.length / width;
  // Two pixels a byte; rows begin at multiples of four bytes.
  const row = Math.ceil(width / 8) * 4;
  const head = 14 + 40;
  const palette = 4 * tones;
  const bytes = new Uint8Array(head + palette + row * height);
  const view = new DataView(bytes.buffer);
  bytes.set([0x42, 0x4d]);
  view.setUint32(2, bytes.length, true);
  view.setUint32(10, head + palette, true);
  view.setUint32(14, 40, true);
  view.setInt32(18, width, true);
  // Negative: the first row is the upper one.
  view.setInt32(22, -height, true);
  view.setUint16(26, 1, true);
  view.setUint16(28, 4, true);
  for (let tone = 0; tone < tones; tone++) bytes.fill(17 * tone, head + 4 * tone, head + 4 * tone + 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const tone = Math.round((tones - 1) * Math.min(1, Math.max(0, pixels[y * width + x]!)));
      bytes[head + palette + y * row + (x >> 1)]! |= x % 2 === 0 ? tone << 4 : tone;
    }
  }
  return `data:image/bmp;base64,${btoa(String.fromCharCode(...bytes))}`;
}
