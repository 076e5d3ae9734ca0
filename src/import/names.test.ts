import { describe, expect, it } from 'vitest';
import { isOptimisable, pictureName } from './find-picture.ts';
import { placeOf } from './fragments.ts';
import { languageOf, languageTag } from './language.ts';
import { freeSlug, postSlug } from './slug.ts';

describe('a post’s folder name', () => {
  it.each([
    ['LSTM_Lecture-en', 'lstm_lecture-en'],
    ['反向传播 笔记', '反向传播-笔记'],
    ['C++', 'c-plus-plus'],
    ['100%', '100'],
    ['？', 'uff1f'],
  ])('%s', (name, slug) => {
    expect(postSlug(name)).toMatch(slug === 'uff1f' ? /^u[0-9a-f]+$/ : new RegExp(`^${slug}$`));
  });
  it('is free', () => {
    expect(freeSlug('a', (slug) => ['a', 'a-2'].includes(slug))).toBe('a-3');
  });
});

describe('a language', () => {
  it.each([
    ['深度学习 deep learning 的笔记', 'zh-CN'],
    ['This is a text in English and it is about the chain rule.', 'en'],
    ['Dies ist ein Text auf Deutsch, und wir lesen ihn mit der Kette.', 'de'],
    ['これは日本語の文章です。勾配消失について書きます。', 'ja'],
    ['', 'zh-CN'],
  ])('%s', (text, language) => {
    expect(languageOf(text)).toBe(language);
  });
  it('is written in many ways', () => {
    expect(['zh_CN', 'cn', 'en-us', 'EN', 'zh-TW', '火星文'].map(languageTag)).toEqual([
      'zh-CN',
      'zh-CN',
      'en-US',
      'en',
      'zh-TW',
      undefined,
    ]);
  });
});

describe('a picture', () => {
  it('has a name that an address takes', () => {
    expect(pictureName('images/Two Words (1).PNG', () => false)).toBe('two-words-1.png');
    expect(pictureName('图 一.jpg', (name) => name === '图-一.jpg')).toBe('图-一-2.jpg');
  });
  it('is optimised only if it is one', () => {
    expect(isOptimisable('a.png', Buffer.from('no picture'))).toBe(false);
    expect(isOptimisable('a.svg', Buffer.from('<svg viewBox="0 0 1 1"/>'))).toBe(true);
    expect(isOptimisable('a.svg', Buffer.from('<svg/>'))).toBe(false);
    expect(isOptimisable('a.bmp', Buffer.from('BM'))).toBe(false);
  });
});

it('kramdown’s names of headings lead to ours', () => {
  const headings = [
    { slug: '一节', text: '一节' },
    { slug: '二节', text: '二节' },
    { slug: 'the-2nd-part', text: 'The 2nd part' },
  ];
  const places = { ids: new Set(['一节', '二节', 'the-2nd-part', 'x']), headings };
  expect(
    ['section', 'section-1', '%E4%BA%8C%E8%8A%82', 'the-2nd-part', 'x', 'none'].map((part) => placeOf(part, places)),
  ).toEqual(['一节', '二节', '二节', 'the-2nd-part', 'x', undefined]);
});
