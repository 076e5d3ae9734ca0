import { z } from 'astro/zod';
import { describe, expect, it } from 'vitest';
import { frontMatter } from './front-matter.ts';

const schema = frontMatter(z.string());
const good = { title: '题', date: new Date('2017-06-09') };
const complaints = (data: unknown): string[] =>
  schema.safeParse(data).error?.issues.map(({ message }) => message) ?? [];

describe('front matter', () => {
  it('fills in what may be left out', () => {
    expect(schema.parse(good)).toEqual({
      ...good,
      draft: false,
      tags: [],
      categories: [],
      redirectFrom: [],
      lang: 'zh-CN',
      comments: true,
    });
  });
  it('takes Jekyll’s ways: layout, words in one string, dates as text', () => {
    const post = schema.parse({
      title: '题',
      layout: 'post',
      tags: 'NN, 深度学习，LSTM',
      date: '2017-06-09 10:00:00 +08:00',
    });
    expect(post.tags).toEqual(['NN', '深度学习', 'LSTM']);
    expect(post.date.toISOString()).toBe('2017-06-09T02:00:00.000Z');
  });
  it.each<[string, object, RegExp]>([
    ['no title', { title: undefined }, /^title is missing$/],
    ['an empty title', { title: ' ' }, /^title is empty$/],
    ['a number as title', { title: 2017 }, /^title must be text/],
    ['no date', { date: undefined }, /^date is missing$/],
    ['a date that is none', { date: '昨天' }, /^date must be a date: 2017-06-09$/],
    ['a number as date', { date: 2017 }, /^date must be a date/],
    ['an update before the date', { updated: new Date('2017-01-01') }, /^updated lies before date$/],
    ['a language that no browser takes', { lang: 'en_US' }, /^lang must be a language tag: en, zh-CN, pt-BR$/],
    ['a draft that is neither', { draft: 'ja' }, /^draft must be true or false$/],
    ['tags that are no words', { tags: 3 }, /^tags must be a list of words/],
    ['a cover without words', { cover: './a.png' }, /^cover needs coverAlt/],
    ['a redirect with a host', { redirectFrom: ['https://a.b/'] }, /^redirectFrom: each address begins with/],
    ['a redirect that is no list', { redirectFrom: '/a/' }, /^redirectFrom must be a list/],
    ['a series without a part', { series: { name: '一' } }, /^series must have a name and a part/],
    ['a series that is a word', { series: '一' }, /^series must have a name and a part/],
    ['an unknown key', { tag: 'x' }, /^unknown “tag”; allowed are: title, .*layout$/],
  ])('complains of %s', (_, change, complaint) => {
    expect(complaints({ ...good, ...change })).toEqual([expect.stringMatching(complaint) as string]);
  });
});
