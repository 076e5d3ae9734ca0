import { randomUUID } from 'node:crypto';
import type { Comment, Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { formulaHtml } from './formula-html.ts';

/**
 * A formula is two hundred elements of which no step of the pipeline reads one, and a dozen steps walk through all. So a comment
 * stands in its place until the post is text; whoever renders posts puts the formulas in. By the front matter object, as
 * in findings.ts: without `holdFormulas` each is left to rehype-katex, as in .mdx, where they become calls.
 */
const held = new WeakMap<object, string[]>();

/** No author can have written this. */
const mark = `formula:${randomUUID()}:`;
const hole = new RegExp(`<!--${mark}(\\d+)-->`, 'g');

/** Makes the next rendering with this front matter object leave holes for its formulas. */
export function holdFormulas(frontmatter: object): void {
  held.set(frontmatter, []);
}

/** Puts a rendering's formulas into a text of it. */
export function withFormulas(html: string, frontmatter: object | undefined): string {
  const formulas = (frontmatter && held.get(frontmatter)) ?? [];
  return html.replace(hole, (_, index: string) => formulas[Number(index)] ?? '');
}

/** What a front matter outlives: it is handed on with the post, and would hold the post's text twice. */
export function releaseFormulas(frontmatter: object): void {
  held.delete(frontmatter);
}

export const isHeldFormula = (node: { readonly type: string; readonly value?: unknown }): boolean =>
  node.type === 'comment' && typeof node.value === 'string' && node.value.startsWith(mark);

/** Takes out of the tree what formulaHtml can write without one. Those of headings stay: their letters make the heading's id. */
export function rehypeHeldFormulas() {
  return (tree: Root, file: VFile): void => {
    const formulas = file.data.astro?.frontmatter && held.get(file.data.astro.frontmatter);
    if (!formulas) return;
    visit(tree, 'element', (node) => {
      const formula = file.data.formulas?.[Number(node.properties['dataFormula'] ?? NaN)];
      const [code, ...others] = node.children;
      if (!formula || formula.inHeading || others.length > 0) return;
      if (code?.type !== 'element' || code.tagName !== 'code') return;
      const html = formulaHtml(toString(code), formula.display, formula.tex);
      if (html === undefined) return;
      node.children = [{ type: 'comment', value: `${mark}${formulas.push(html) - 1}` } satisfies Comment];
    });
  };
}
