import { expect, it } from 'vitest';
import { cardPicture, cardSize } from './card.ts';
import { fontsFor } from './card-fonts.ts';

const card = { title: 'LSTM 发明人讲座笔记', note: '误差还剩多少？', foot: '2016年10月11日', site: '活讲义' };

/** Width and height stand in a PNG's first chunk. */
const sizeOf = (png: Uint8Array) => {
  const view = new DataView(png.buffer, png.byteOffset);
  return { width: view.getUint32(16), height: view.getUint32(20) };
};

it('is a PNG of the size that networks show, the same every time', async () => {
  const png = await cardPicture(card);
  expect([...png.slice(1, 4)].map((byte) => String.fromCharCode(byte)).join('')).toBe('PNG');
  expect(sizeOf(png)).toEqual(cardSize);
  expect(Buffer.compare(await cardPicture(card), png)).toBe(0);
});

it('says what it is told: other words, another picture', async () => {
  const png = await cardPicture(card);
  expect(Buffer.compare(await cardPicture({ ...card, title: 'LSTM 发明人讲座笔迹' }), png)).not.toBe(0);
  expect(Buffer.compare(await cardPicture({ ...card, note: undefined }), png)).not.toBe(0);
});

it.each(['学习遗忘门', '學習遺忘門', '喆堃', 'Über naïve', '“引号”——…', 'σ²→αβΣ∇√≤ω', 'Глубокое'])(
  'has a letter for every one in %s',
  async (text) => {
    const families = fontsFor(text).map(({ name }) => name);
    expect(families[0]).toBe('card-latin');
    // A letter that no font has would be drawn as one and the same box.
    const drawn = await Promise.all([...text].map((title) => cardPicture({ ...card, title })));
    const missing = await cardPicture({ ...card, title: '\ue123' });
    expect([...text].filter((_, i) => Buffer.compare(drawn[i]!, missing) === 0)).toEqual([]);
  },
);
