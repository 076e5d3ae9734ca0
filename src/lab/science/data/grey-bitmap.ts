/** Grey pictures of one size under one another as one BMP file in a data URL: an image that needs no script and no canvas. */
export function greyBitmap(pixels: ArrayLike<number>, width: number): string {
  const height = pixels.length / width;
  const row = Math.ceil(width / 4) * 4;
  const head = 14 + 40;
  const palette = 4 * 256;
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
  view.setUint16(28, 8, true);
  for (let tone = 0; tone < 256; tone++) bytes.fill(tone, head + 4 * tone, head + 4 * tone + 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      bytes[head + palette + y * row + x] = Math.round(255 * Math.min(1, Math.max(0, pixels[y * width + x]!)));
    }
  }
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/bmp;base64,${btoa(text)}`;
}
