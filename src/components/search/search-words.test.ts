import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hitsOf, passageAround, wordsOf } from './search-words.ts';

const found = (text: string, query: string): string[] | undefined =>
  hitsOf(text, wordsOf(query))?.map(([from, to]) => text.slice(from, to));

describe('words in a text', () => {
  it.each<[string, string, string, string[] | undefined]>([
    ['across the borders of words', '误差的反向传播', '向传', ['向传']],
    ['only as they stand', '误差传向后方', '向传', undefined],
    ['every one of them', 'LSTM 与梯度', '梯度 lstm', ['LSTM', '梯度']],
    ['not if one is missing', 'LSTM 与梯度', '梯度 爆炸', undefined],
    ['whatever blanks lie between', '用 LSTM 网络', 'LSTM网络', ['LSTM 网络']],
    ['in full width', 'ＬＳＴＭ网络', 'lstm', ['ＬＳＴＭ']],
    ['TeX', '乘 \\sigma^{i-1}=\\sigma^i', '\\sigma^{i-1}', ['\\sigma^{i-1}']],
    ['TeX with other blanks', '乘 \\sigma ^ {i-1} 得', '\\sigma^{i-1}', ['\\sigma ^ {i-1}']],
    ['TeX with its case', '\\Sigma', '\\sigma', undefined],
    ['without quotation marks', '梯度消失', '“梯度”', ['梯度']],
    ['beyond the basic plane', '𠀀梯度', '梯度', ['梯度']],
  ])('are found %s', (_, text, query, expected) => {
    expect(found(text, query)).toEqual(expected);
  });

  it('are found wherever they were put', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
        const text = `${before}反向${after}`;
        expect(hitsOf(text, ['反向'])?.map(([from, to]) => text.slice(from, to))).toContain('反向');
      }),
    );
  });
});

describe('a passage', () => {
  const text = `${'前'.repeat(50)}中间${'后'.repeat(100)}`;
  const written = (pieces: ReturnType<typeof passageAround>) =>
    pieces.map((piece) => (piece.hit ? `[${piece.text}]` : piece.text)).join('');
  it('is cut at both ends and marks the hit', () => {
    expect(written(passageAround(text, [[50, 52]], 50, { before: 2, after: 4 }))).toBe('…前前[中间]后后…');
  });
  it('does not reach back behind its section', () => {
    expect(written(passageAround(text, [[50, 52]], 50, { before: 10, after: 4, start: 49 }))).toBe('前[中间]后后…');
  });
  it('marks words that overlap once', () => {
    expect(
      written(
        passageAround(
          '梯度消失',
          [
            [0, 3],
            [2, 4],
          ],
          0,
        ),
      ),
    ).toBe('[梯度消][失]');
  });
  it('holds the text as it is', () => {
    expect(written(passageAround('<b>中</b>', [[3, 4]], 3))).toBe('<b>[中]</b>');
  });
});
