import type { Root } from 'mdast';
import type { MdxJsxFlowElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import { experimentComponents } from './experiment-components.ts';
import { attributeOf, type JsxElement } from './jsx-attribute.ts';

/**
 * Numbers a post's experiments in their order, if there are several (`number`), and tells a second use of the same
 * experiment from its first (`use`), so that no two ids are the same. The first number of a claim is told too (`first`):
 * that is where the way from the table of claims leads.
 */
export function remarkExperiments() {
  return (tree: Root): void => {
    const names = experimentComponents();
    const found: MdxJsxFlowElement[] = [];
    visit(tree, 'mdxJsxFlowElement', (node) => {
      if (names.has(node.name ?? '')) found.push(node);
    });
    const uses = new Map<string, number>();
    for (const [index, node] of found.entries()) {
      const name = node.name ?? '';
      const use = (uses.get(name) ?? 0) + 1;
      uses.set(name, use);
      const set = (key: string, value: number) =>
        node.attributes.push({ type: 'mdxJsxAttribute', name: key, value: String(value) });
      if (found.length > 1) set('number', index + 1);
      if (use > 1) set('use', use);
    }
    tellFirstNumbers(tree);
  };
}

function tellFirstNumbers(tree: Root): void {
  const seen = new Set<string>();
  visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
    const element = node as JsxElement;
    if (element.name !== 'Measured') return;
    const claim = ['experiment', 'claim'].map((name) => attributeOf(element, name)?.text ?? '').join('/');
    if (!seen.has(claim)) element.attributes.push({ type: 'mdxJsxAttribute', name: 'first', value: null });
    seen.add(claim);
  });
}
