import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import { hastElement } from './hast-element.ts';

/** Code is not prose: a translated page must leave it alone. A block gets a frame, where its copy button can stay put. */
export function rehypeCode() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName === 'code') node.properties['translate'] = 'no';
      if (node.tagName !== 'pre' || index === undefined || !parent) return undefined;
      node.properties['translate'] = 'no';
      parent.children[index] = hastElement('div', { className: ['code-block'] }, [node]);
      return SKIP;
    });
  };
}
