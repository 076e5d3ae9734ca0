import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const gbk = Uint8Array.from([0xb9, 0xfa, 0xb1, 0xea]);

describe('the encodings of Chinese Windows', () => {
  it.each([
    ['UTF-8', Buffer.from('汉\r\n字'), 'utf-8', '汉\n字'],
    ['UTF-8 with a mark', Buffer.from('\uFEFF汉'), 'utf-8', '汉'],
    ['GBK', gbk, 'gb18030', '国标'],
    ['UTF-16 with a mark', Buffer.from('\uFEFF汉字', 'utf16le'), 'utf-16le', '汉字'],
    ['UTF-16 without', Buffer.from('---\ntitle: 汉字', 'utf16le'), 'utf-16le', '---\ntitle: 汉字'],
    ['UTF-16, big end first', Buffer.from('\uFEFF汉字', 'utf16le').swap16(), 'utf-16be', '汉字'],
  ])('%s', (_, bytes, encoding, text) => {
    expect(decodeText(bytes)).toEqual({ text, encoding, damaged: false, controls: false });
  });
  it('what no page may hold is left out, and said', () => {
    const bytes = Buffer.from('甲\b\u0001乙\f丙\t丁\u2028');
    expect(decodeText(bytes)).toMatchObject({ text: '甲乙 丙\t丁\u2028', controls: true });
  });
  it('any bytes are read, and damage is said', () => {
    expect(decodeText(Uint8Array.from([0x61, 0xff, 0xff, 0x62])).damaged).toBe(true);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => typeof decodeText(bytes).text === 'string'));
  });
});
