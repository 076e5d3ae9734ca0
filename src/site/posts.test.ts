import { describe, expect, it } from 'vitest';
import { byYear, neighbours, pagesOf, postPath, postState, visiblePosts } from './posts.ts';

const post = (id: string, date: string, draft = false) => ({ id, data: { title: id, date: new Date(date), draft } });
const posts = [
  post('b', '2016-10-11'),
  post('draft', '2024-01-01', true),
  post('a', '2016-10-11'),
  post('new', '2020-01-01'),
];
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe('visiblePosts', () => {
  it('leaves drafts out of a published site', () => {
    expect(ids(visiblePosts(posts, { drafts: false }))).toEqual(['new', 'a', 'b']);
  });
  it('shows them to the author', () => {
    expect(ids(visiblePosts(posts, { drafts: true }))).toEqual(['draft', 'new', 'a', 'b']);
  });
  it('does not touch its input', () => {
    visiblePosts(posts, { drafts: true });
    expect(posts[0]?.id).toBe('b');
  });
});

describe('neighbours', () => {
  const list = visiblePosts(posts, { drafts: false });
  it('knows both sides, one side, none', () => {
    expect(neighbours(list, 'a')).toMatchObject({ newer: { id: 'new' }, older: { id: 'b' } });
    expect(neighbours(list, 'new').newer).toBeUndefined();
    expect(neighbours(list, 'nowhere')).toEqual({});
  });
});

describe('pagesOf', () => {
  it('cuts a list, keeping the rest on the last page', () => {
    expect(pagesOf([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
    expect(pagesOf([1, 2], 2)).toEqual([[1, 2]]);
  });
  it('gives an empty site its first page', () => {
    expect(pagesOf([], 10)).toEqual([[]]);
  });
});

it('groups by year in order', () => {
  expect(byYear(visiblePosts(posts, { drafts: false })).map(({ year, posts: of }) => [year, of.length])).toEqual([
    [2020, 1],
    [2016, 2],
  ]);
});

it('encodes a path', () => {
  expect(postPath('a b')).toBe('/posts/a%20b/');
});

describe('a post whose day has not come', () => {
  const list = [post('later', '2026-12-01'), post('today', '2026-11-23')];
  const now = new Date('2026-11-22T17:00:00Z');

  it('waits for its day in China', () => {
    expect(ids(visiblePosts(list, { drafts: false, now }))).toEqual(['today']);
    expect(ids(visiblePosts(list, { drafts: false, now: new Date('2026-11-22T15:00:00Z') }))).toEqual([]);
  });
  it('is shown to its author, who is told', () => {
    expect(ids(visiblePosts(list, { drafts: true, now }))).toEqual(['later', 'today']);
    expect(list.map(({ data }) => postState(data, now))).toEqual(['scheduled', undefined]);
    expect(postState({ date: new Date('2026-12-01'), draft: true }, now)).toBe('draft');
  });
});
