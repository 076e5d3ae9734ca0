import { describe, expect, it } from 'vitest';
import { linkKey, permalinkOf, redirectAddress } from './permalink.ts';

const post = {
  categories: ['Machine Learning', 'Research&Study'],
  name: 'LSTM-Lecture',
  day: '2016-01-09',
  time: '08:30:00',
};

describe('the address that Jekyll gave', () => {
  it.each([
    ['/:categories/:title/', '/machine learning/research&study/LSTM-Lecture/'],
    ['date', '/machine learning/research&study/2016/01/09/LSTM-Lecture.html'],
    ['pretty', '/machine learning/research&study/2016/01/09/LSTM-Lecture/'],
    ['none', '/machine learning/research&study/LSTM-Lecture.html'],
    ['ordinal', '/machine learning/research&study/2016/009/LSTM-Lecture.html'],
    ['weekdate', '/machine learning/research&study/2016/W01/Sat/LSTM-Lecture.html'],
    ['/blog/:year/:i_month/:i_day/:slug', '/blog/2016/1/9/lstm-lecture'],
    ['/:short_year-:short_month/:hour:minute/:slugified_categories/', '/16-Jan/0830/machine-learning/research-study/'],
    ['posts/:title', '/posts/LSTM-Lecture'],
  ])('by %s', (pattern, address) => {
    expect(permalinkOf(pattern, post)).toBe(address);
  });
  it('without categories has no gap', () => {
    expect(permalinkOf('/:categories/:title/', { ...post, categories: [] })).toBe('/LSTM-Lecture/');
  });
  it('keeps Han and cuts what no address takes', () => {
    expect(permalinkOf('none', { ...post, categories: [], name: '反向传播 笔记（一）' })).toBe(
      '/反向传播-笔记-一.html',
    );
  });
});

it('links are compared decoded, without ending and case', () => {
  const keys = [
    '/Machine%20Learning/NN1',
    '/machine learning/nn1/',
    '/machine learning/NN1/index.html#x',
    'machine learning/NN1.html',
  ].map(linkKey);
  expect(new Set(keys)).toEqual(new Set(['/machine learning/nn1/']));
  expect(linkKey('/')).toBe('/');
  expect(linkKey('/100%/')).toBe('/100%/');
});

it('a redirect begins at the root, has no query, and can be decoded', () => {
  expect(redirectAddress('https://a.b/c/?d#e')).toBe('/c/');
  expect(redirectAddress('old')).toBe('/old');
  expect(redirectAddress('/100%/')).toBe('/100%25/');
  expect(['/', '/../x', '/%2e%2e/x', '/:nonsense/'].map(redirectAddress)).toEqual(Array(4).fill(undefined));
});
