import { expect, it } from 'vitest';
import type { Post } from './posts.ts';
import { relatedPosts } from './related.ts';
import { seriesOf } from './series.ts';

const post = (id: string, tags: string[], series?: { name: string; part: number }): Post => ({
  id,
  data: { title: id, date: new Date('2017-06-09'), tags, ...(series ? { series } : {}) },
});
const ids = (posts: readonly Post[]): string[] => posts.map(({ id }) => id);

it('takes the posts that share tags, rare tags first', () => {
  const posts = [
    post('a', ['NN', 'LSTM']),
    post('b', ['NN']),
    post('c', ['nn', 'ＬＳＴＭ']),
    post('d', ['图像']),
    post('e', ['NN']),
  ];
  expect(ids(relatedPosts(posts, 'a'))).toEqual(['c', 'b', 'e']);
  expect(ids(relatedPosts(posts, 'a', 1))).toEqual(['c']);
  expect(relatedPosts(posts, 'd')).toEqual([]);
  expect(relatedPosts(posts, 'none')).toEqual([]);
});
it('leaves out what stands in the same series', () => {
  const series = (part: number) => ({ name: '反向传播', part });
  const posts = [post('a', ['NN'], series(1)), post('b', ['NN'], series(2)), post('c', ['NN'])];
  expect(ids(relatedPosts(posts, 'a'))).toEqual(['c']);
});
it('puts a series in the order of its parts', () => {
  const posts = [
    post('c', [], { name: '一', part: 3 }),
    post('a', [], { name: '一', part: 1 }),
    post('b', [], { name: '一', part: 2 }),
    post('x', [], { name: '二', part: 1 }),
    post('y', []),
  ];
  expect(ids(seriesOf(posts, 'b'))).toEqual(['a', 'b', 'c']);
  expect(seriesOf(posts, 'x')).toEqual([]);
  expect(seriesOf(posts, 'y')).toEqual([]);
});
