import { expect, test } from 'vitest';
import { layerOrder, layersIn, sheetOf } from './layers.ts';

test('the layers of a sheet are read in their order, whatever stands inside them', () => {
  const css = `@import './other.css';
    @import 'katex/dist/katex.min.css' layer(katex);
    /* a { b: c } */
    @layer formulas { @media print { .a::before { content: '}'; } } }
    @layer limits { .b { color: red; } }`;
  expect(layersIn(css)).toEqual(['katex', 'formulas', 'limits']);
  expect(sheetOf(css)).toBe('text');
  expect(layersIn('')).toEqual([]);
});

test.each([
  ['.a { color: red; }', /“\.a” stands in no layer/],
  ['@layer page { .a { color: red; } } .b { color: red; }', /“\.b” stands in no layer/],
  ['@media print { .a { color: red; } }', /“@media print” stands in no layer/],
  ["@import 'katex/dist/katex.min.css';", /stands in no layer/],
  ['@layer pages { .a { color: red; } }', /“pages” is no layer\. There are tokens, /],
])('a rule without a layer is a problem: %s', (css, problem) => {
  expect(() => layersIn(css)).toThrow(problem);
});

test('the order is one statement', () => {
  expect(layerOrder).toMatch(/^@layer tokens, .*, prose, .*experiment, limits;$/);
});
