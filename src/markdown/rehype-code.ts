import type { Root } from 'hast';
import { visit } from 'unist-util-visit';

/** Code is not prose: a translated page must leave it alone. */
export function rehypeCode() {
  return (tree: Root): void => {
    visit(tree, 'element', (node, _index, parent) => {
      const inPre = parent?.type === 'element' && parent.tagName === 'pre';
      if (node.tagName === 'pre' || (node.tagName === 'code' && !inPre)) node.properties['translate'] = 'no';
    });
  };
}
