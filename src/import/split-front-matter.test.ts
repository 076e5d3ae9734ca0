import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitFrontMatter } from './split-front-matter.ts';

const data = (yaml: string): Record<string, unknown> => splitFrontMatter(`---\n${yaml}\n---\n字`).data;

describe('front matter', () => {
  it.each([
    ['title: NN: one neuron', { title: 'NN: one neuron' }],
    ['title: "引号"与 b', { title: '"引号"与 b' }],
    ['title: @某人 & 别人', { title: '@某人 & 别人' }],
    ['title: [论文] 笔记', { title: '[论文] 笔记' }],
    ['title: &amp; x', { title: '&amp; x' }],
    ["title: 'it''s'", { title: "it's" }],
    ['title:\t制表', { title: '制表' }],
    ['tags: [A, B,C&D]', { tags: ['A', 'B', 'C&D'] }],
    ['tags:\n\t- 一\n\t- 二', { tags: ['一', '二'] }],
    ['Title: x', { title: 'x' }],
    ['published: false\ntitle: a: b', { published: false, title: 'a: b' }],
    ['', {}],
  ])('%j', (yaml, expected) => {
    expect(data(yaml)).toEqual(expected);
  });
  it('ends where the text begins', () => {
    expect(splitFrontMatter('---\ntitle: x\n---\n一\n二')).toMatchObject({ body: '一\n二', firstLine: 4 });
    expect(splitFrontMatter('一\n---\n二')).toMatchObject({ body: '一\n---\n二', firstLine: 1, data: {} });
  });
  it('never throws', () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => splitFrontMatter(`---\n${a}\n---\n${b}`).firstLine >= 1));
  });
});
