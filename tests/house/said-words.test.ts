import { describe, expect, it } from 'vitest';
import { authorsLanguage, said } from '../../src/markdown/problem-words.ts';
import { zhProblems } from '../../src/markdown/problem-words.zh.ts';
import { mistakes } from '../build/mistakes/index.ts';
import { saidWords } from './said-words.ts';

describe('what authors are told', () => {
  it('is in Chinese for every sentence in the code', () => {
    const all = saidWords();
    expect(all.length).toBeGreaterThan(100);
    const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
    const missing = all.filter(({ words }) => {
      const filled = words.replaceAll('{}', 'X');
      // A sentence that quotes Chinese as an example is not Chinese for that.
      return said(filled, 'zh') === filled || !isChinese(said(filled, 'zh'));
    });
    expect(missing).toEqual([]);
  });
  it('has as many gaps in Chinese as in English', () => {
    const gaps = (text: string): number => text.match(/¤/g)?.length ?? 0;
    const wrong = Object.entries(zhProblems).filter(([english, chinese]) => gaps(english) !== gaps(chinese));
    expect(wrong).toEqual([]);
  });
  it.each([
    ['the setting “depth” of a cannot be 1000', 'a 的“depth”不能是 1000'],
    ['it takes 2 to 100 in steps of 1', '可以是：2 到 100，每步 1'],
    ['the link “a draft” is dead: that post is a draft', '链接“a draft”不通：那篇文章是草稿'],
    ['front matter: title is missing', '文件头：少了 title'],
    [
      'front matter: date 2020-13-01 is no day of the calendar: there is no month 13',
      '文件头：date 的 2020-13-01 不是日历上的日子：没有 13 月',
    ],
    ['1 problem in the text:', '正文里有 1 处要改：'],
    ['Expected `}`, got EOF', 'Expected `}`, got EOF'],
  ])('%s: %s', (english, chinese) => {
    expect(said(english, 'zh')).toBe(chinese);
    expect(said(english, 'en')).toBe(english);
  });
  it('is Chinese on a Chinese system, and English on any other', () => {
    expect(authorsLanguage({ LANG: 'zh_CN.UTF-8' })).toBe('zh');
    expect(authorsLanguage({ LANG: 'zh_CN.UTF-8', LC_ALL: 'en_GB.UTF-8' })).toBe('en');
    for (const LANG of ['C', 'de_DE.UTF-8', 'ja_JP']) expect(authorsLanguage({ LANG })).toBe('en');
  });
  it('keeps what the author has to write', () => {
    expect(mistakes.filter(({ remedy }) => /^[\\$]/.test(remedy)).length).toBeGreaterThan(3);
    const wanted = ['\\$', '\\vert', '\\mid', '\\text{…}', 'npm run', 'references.bib', 'src/', '$$'];
    const lost = Object.entries(zhProblems).filter(([english, chinese]) =>
      wanted.some((word) => english.includes(word) && !chinese.includes(word)),
    );
    expect(lost).toEqual([]);
  });
});
