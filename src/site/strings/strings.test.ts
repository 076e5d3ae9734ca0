import { describe, expect, it } from 'vitest';
import { languageName, primaryOf, stringsFor } from './index.ts';

const day = new Date('2016-10-01');

describe('the site’s words', () => {
  it('follow the primary language, and are Chinese without a table', () => {
    expect(stringsFor('en-GB').lang).toBe('en');
    expect([undefined, 'zh-Hant', 'de'].map((lang) => stringsFor(lang).lang)).toEqual(['zh-CN', 'zh-CN', 'zh-CN']);
    expect(primaryOf('EN-us')).toBe('en');
  });

  it('write dates and amounts as the language does', () => {
    expect(stringsFor('zh').date(day)).toBe('2016年10月1日');
    expect(stringsFor('en').date(day)).toBe('1 October 2016');
    expect(stringsFor('zh').readingTime(14, 6)).toBe('约 14 分钟，另有 6 个实验');
    expect(stringsFor('zh').readingTime(3, 0)).toBe('约 3 分钟');
    expect(stringsFor('en').readingTime(1, 2)).toBe('about 1 minute, and 2 experiments');
  });

  it('hold no Han in English, and nothing is empty in either', () => {
    const words = (value: unknown): string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value === 'function') return [String((value as (...args: unknown[]) => unknown)(day, 2))];
      return Object.values(value as object).flatMap(words);
    };
    const { date, ownName, ...english } = stringsFor('en');
    expect([...words(english), date(day), ownName].filter((word) => /\p{sc=Han}/u.test(word))).toEqual([]);
    for (const lang of ['zh', 'en'])
      expect(words({ ...stringsFor(lang), date: '-' }).filter((word) => word === '')).toEqual([]);
  });

  it('call a language by its own name', () => {
    expect(['en', 'zh-CN', 'de'].map(languageName)).toEqual(['English', '中文', 'Deutsch']);
  });
});
