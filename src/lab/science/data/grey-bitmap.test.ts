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
  expect([bytes.readInt32LE(18), bytes.readInt32LE(22), bytes.readUInt16LE(28)]).toEqual([width, -3, 4]);
  const start = bytes.readUInt32LE(10);
  for (let i = 0; i < pixels.length; i++) {
    // Rows begin at multiples of four bytes; two pixels share a byte, the left one its upper half.
    const [x, y] = [i % width, Math.floor(i / width)];
    const byte = bytes[start + 4 * y + Math.floor(x / 2)]!;
    const tone = x % 2 === 0 ? Math.floor(byte / 16) : byte % 16;
    const [blue, green, red] = bytes.subarray(54 + 4 * tone, 54 + 4 * tone + 3);
    const wanted = 17 * Math.round(15 * Math.min(1, Math.max(0, pixels[i]!)));
    expect([blue, green, red]).toEqual([wanted, wanted, wanted]);
  }
});
