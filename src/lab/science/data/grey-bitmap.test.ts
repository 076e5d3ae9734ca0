import { expect, test } from 'vitest';
import { greyBitmap } from './grey-bitmap.ts';

test('a BMP file: its header’s sizes, and every pixel where a reader of the format looks for it', () => {
  const width = 5;
  const pixels = Float64Array.from({ length: 3 * width }, (_, i) => (i - 1) / 12);
  const [head, base64 = ''] = greyBitmap(pixels, width).split(',');
  expect(head).toBe('data:image/bmp;base64');
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.toString('latin1', 0, 2)).toBe('BM');
  expect(bytes.readUInt32LE(2)).toBe(bytes.length);
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22), bytes.readUInt16LE(28)]).toEqual([width, -3, 8]);
  const start = bytes.readUInt32LE(10);
  for (let i = 0; i < pixels.length; i++) {
    // Rows begin at multiples of four bytes.
    const tone = bytes[start + 8 * Math.floor(i / width) + (i % width)]!;
    const [blue, green, red] = bytes.subarray(54 + 4 * tone, 54 + 4 * tone + 3);
    const wanted = Math.round(255 * Math.min(1, Math.max(0, pixels[i]!)));
    expect([blue, green, red]).toEqual([wanted, wanted, wanted]);
  }
});
