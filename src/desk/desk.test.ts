import { parseFrontmatter } from '@astrojs/markdown-remark';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newPostText } from './new-post.ts';
import { hasChineseRules, proseFindings, withFindings } from './prose-lint.ts';
import { deadLinks } from './site-links.ts';
import { slugFromTitle } from './title-slug.ts';

describe('a new post', () => {
  it.each<[string, string | undefined]>([
    ['LSTM 讲座笔记 2', 'lstm-jiang-zuo-bi-ji-2'],
    ['梯度消失', 'ti-du-xiao-shi'],
    ['银行行长的绿茶', 'yin-hang-hang-zhang-de-lv-cha'],
    ['第 2 讲', 'di-2-jiang'],
    ['Ångström, naïve', 'angstrom-naive'],
    ['2016', undefined],
    ['？！', undefined],
    ['誤差の逆伝播', undefined],
    ['오차 역전파', undefined],
  ])('%s is named %s', (title, slug) => {
    expect(slugFromTitle(title)).toBe(slug);
  });
  it('has a name that is cut between words', () => {
    const slug = slugFromTitle('误差'.repeat(40)) ?? '';
    expect(slug.length).toBeLessThanOrEqual(60);
    expect(slug).toMatch(/^(?:wu-cha-)+wu(?:-cha)?$/);
  });
  it('has front matter that says the title, whatever it is', () => {
    fc.assert(
      fc.property(
        fc
          .string({ minLength: 1 })
          .map((title) => title.trim())
          .filter(Boolean),
        (title) => {
          const text = newPostText({ title, date: '2026-11-23', experiment: undefined });
          expect(parseFrontmatter(text).frontmatter['title']).toBe(title);
        },
      ),
    );
  });
  it('may begin with an experiment', () => {
    expect(newPostText({ title: '题', date: '2026-11-23', experiment: 'some-phenomenon' })).toContain(
      '<SomePhenomenon />',
    );
  });
});

describe('prose', () => {
  const text = [
    '---',
    'title: 坏post',
    'tags: [坏post]',
    '---',
    '坏post 和 $坏post$',
    '$$',
    '坏post',
    '$$',
    '```',
    '坏post',
    '```',
  ].join('\n');
  const linted = text.split('\n').flatMap((line, i) => {
    const c = line.indexOf('坏post');
    return c === -1
      ? []
      : [{ l: i + 1, c: c + 1, old: line.slice(c), new: line.slice(c).replaceAll('坏post', '坏 post') }];
  });
  it('is the title and the text, not the formulas, code and tags', () => {
    expect(proseFindings(text, linted)).toEqual([
      { line: 2, column: 8, old: '坏post', new: '坏 post' },
      { line: 5, column: 1, old: '坏post 和 $坏post$', new: '坏 post 和 $坏post$' },
    ]);
  });
  it('is corrected in place', () => {
    const fixed = withFindings(text, proseFindings(text, linted));
    expect(fixed.split('\n').filter((line, i) => line !== text.split('\n')[i])).toEqual([
      'title: 坏 post',
      '坏 post 和 $坏post$',
    ]);
  });
});

describe('the rules of Chinese prose', () => {
  it.each<[boolean, string, string | undefined]>([
    [true, '误差倒着传', 'zh-CN'],
    [true, 'LSTM', 'zh-TW'],
    [true, '误差倒着传，每过一层乘一次 Jacobian', undefined],
    [true, '英文 words only in part', undefined],
    [false, '誤差は逆向きに伝わり、層ごとに行列を掛ける', undefined],
    [false, '오차는 거꾸로 전파된다', undefined],
    [false, '오차(誤差)는 거꾸로', 'ko'],
    [false, '誤差逆伝播法', 'ja'],
    [false, 'The 误差 travels back', 'en'],
    [false, '误差', 'fr'],
    [false, '误差', 'xx'],
  ])('%s for %s (%s)', (expected, text, lang) => {
    expect(hasChineseRules(text, lang)).toBe(expected);
  });
  it('are not for a line that quotes another language', () => {
    const lines = ['坏post', '오차post', '誤差はpost'];
    const linted = lines.map((old, i) => ({ l: i + 1, c: 1, old, new: old.replace('post', ' post') }));
    expect(proseFindings(lines.join('\n'), linted).map(({ line }) => line)).toEqual([1]);
  });
});

it('a dead link is named where it was written', () => {
  const link = (url: string) => ({ url, file: 'src/content/posts/a/index.md', line: 5, column: 1 });
  const posts = [{ slug: '甲', tags: ['深度 学习'], categories: [] }];
  const urls = [
    '/posts/甲/',
    '/posts/%E7%94%B2/#x',
    '/tags/深度-学习/',
    '/',
    '/archive/',
    '/favicon.svg',
    '#x',
    'https://a.b/',
    '/none/',
    '/posts/none/',
  ];
  expect(deadLinks(urls.map(link), posts).map(({ message }) => message)).toEqual([
    'the link “/none/” is dead: there is no such page or file',
    'the link “/posts/none/” is dead: there is no such page or file',
  ]);
});
