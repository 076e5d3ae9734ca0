import { describe, expect, it } from 'vitest';
import { categoryPath, labelNamed, labelsOf, slugOf, tagPath } from './labels.ts';

const post = (id: string, ...tags: string[]) => ({ id, data: { title: id, date: new Date(0), tags } });
const labels = (...posts: ReturnType<typeof post>[]) => labelsOf(posts, ({ data }) => data.tags);

describe('slugOf', () => {
  it.each([
    ['Deep Learning', 'deep-learning'],
    ['梯度消失', '梯度消失'],
    ['梯度 / 误差', '梯度-误差'],
    ['C', 'c'],
    ['C++', 'c-plus-plus'],
    ['C#', 'c-sharp'],
    ['.NET', 'net'],
    ['..', 'u2e-2e'],
    ['?', 'u3f'],
    ['a/../b', 'a-..-b'],
  ])('%s -> %s', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe('labelsOf', () => {
  it('takes spellings that differ in case or width for one label', () => {
    const found = labels(post('a', 'LSTM'), post('b', 'lstm', 'ＬＳＴＭ'));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ name: 'LSTM', slug: 'lstm' });
    expect(found[0]?.posts).toHaveLength(2);
  });
  it('keeps different labels at different addresses', () => {
    const slugs = labels(post('a', 'a b', 'a-b', 'a/b')).map(({ slug }) => slug);
    expect(new Set(slugs).size).toBe(3);
  });
  it('puts the most used first', () => {
    expect(labels(post('a', 'x', 'y'), post('b', 'y'))[0]?.name).toBe('y');
  });
  it('copes with posts without labels', () => {
    expect(labelsOf([post('a')], () => undefined)).toEqual([]);
  });
  it('finds a label however it is written', () => {
    expect(labelNamed(labels(post('a', 'Deep  Learning')), 'deep learning')?.slug).toBe('deep-learning');
  });
});

it('encodes paths', () => {
  expect(tagPath('梯度')).toBe('/tags/%E6%A2%AF%E5%BA%A6/');
  expect(categoryPath('a-b')).toBe('/categories/a-b/');
});
