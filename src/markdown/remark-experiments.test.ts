import type { Root } from 'mdast';
import { expect, it } from 'vitest';
import { remarkExperiments } from './remark-experiments.ts';

/** What is said of each component of a post that uses these. */
function attributesOf(...names: string[]) {
  const tree = {
    type: 'root',
    children: names.map((name) => ({ type: 'mdxJsxFlowElement', name, attributes: [], children: [] })),
  };
  remarkExperiments()(tree as unknown as Root);
  return tree.children.map(({ attributes }) =>
    Object.fromEntries((attributes as { name: string; value: string }[]).map(({ name, value }) => [name, value])),
  );
}

it('numbers experiments in their order, and nothing else', () => {
  expect(attributesOf('LongLag', 'Figure', 'PingPong')).toEqual([{ number: '1' }, {}, { number: '2' }]);
});

it('gives a single experiment no number', () => {
  expect(attributesOf('LongLag')).toEqual([{}]);
});

it('tells uses of the same experiment from each other', () => {
  expect(attributesOf('LongLag', 'PingPong', 'LongLag')).toEqual([
    { number: '1' },
    { number: '2' },
    { number: '3', use: '2' },
  ]);
});
