import type { Root } from 'hast';
import type {} from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import { toBasePath } from './base-path.ts';

const attributes = ['href', 'src', 'poster'] as const;

/** Puts the base path before links and pictures written from the root (`/posts/…`); links to other hosts get `rel`. */
export function rehypeLinks() {
  return (tree: Root): void => {
    visit(tree, ['element', 'mdxJsxFlowElement', 'mdxJsxTextElement'], (node) => {
      if (node.type === 'element') {
        for (const name of attributes) {
          const value = node.properties[name];
          if (typeof value === 'string') node.properties[name] = toBasePath(value);
        }
        const { href } = node.properties;
        if (node.tagName === 'a' && typeof href === 'string' && /^(https?:)?\/\//.test(href)) {
          node.properties['rel'] = ['noopener'];
        }
        return;
      }
      if (node.type !== 'mdxJsxFlowElement' && node.type !== 'mdxJsxTextElement') return;
      // Only HTML's own elements: what a component does with its href is the component's business.
      if (node.name === null || /^[^a-z]/.test(node.name)) return;
      for (const attribute of node.attributes) {
        if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') continue;
        if ((attributes as readonly string[]).includes(attribute.name)) attribute.value = toBasePath(attribute.value);
      }
    });
  };
}
