import type { ElementContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import katex from 'katex';
import { expect, it } from 'vitest';
import { formulaHtml } from './formula-html.ts';
import { katexOptions } from './katex-options.ts';
import { finished } from './rehype-formulas.ts';

/** By way of a tree, as rehype-katex and rehypeFormulas do it. */
function byTree(tex: string, display: boolean, written: string): string {
  const tree = fromHtml(katex.renderToString(tex, { ...katexOptions, displayMode: display }), { fragment: true });
  const children = finished(tree.children as ElementContent[], { tex: written, display, inHeading: false });
  return toHtml({ type: 'root', children });
}

it.each([
  '\\sigma^{i-1} = \\sigma^i \\cdot J^i, \\qquad J^i = \\frac{\\partial h}{\\partial x}',
  'a < b \\And c > d, \\quad \\text{“x ="y" \'z\' & <b/>”}'.replace(' & ', ' \\& '),
  '\\sqrt[3]{\\frac{x}{\\sqrt{y}}} + \\vec{v} + \\widehat{abc} + \\overbrace{a+b}^{n}',
  '\\begin{aligned} a &= b \\\\ &\\le c \\tag{1} \\end{aligned}',
  '\\begin{pmatrix} 1 & 2 \\\\ \\hline 3 & 4 \\end{pmatrix} \\left\\{ \\begin{array}{l|r} x & y \\end{array} \\right.',
  '\\cancel{x} \\boxed{y} \\color{red}{z} \\xrightarrow[a]{b} \\overleftarrow{AB} \\rule{1em}{2pt} \\phantom{x}',
  "\\mathbb{R} \\mathcal{L} \\mathfrak{g} \\operatorname*{arg\\,max}_x \\; \\lVert x \\rVert \\not= \\neq f''",
])('writes what a tree would become: %s', (tex) => {
  // KaTeX numbers only what stands by itself.
  for (const display of tex.includes('\\tag') ? [true] : [false, true]) {
    const written = `${tex} % < & > "`;
    expect(formulaHtml(tex, display, written)).toBe(byTree(tex, display, written));
  }
});
it('leaves to the tree what KaTeX refuses, and what carries an author’s marks', () => {
  expect(formulaHtml('x^', false, 'x^')).toBeUndefined();
  expect(formulaHtml('\\htmlData{value=x}{1}', false, '1')).toBeUndefined();
});
