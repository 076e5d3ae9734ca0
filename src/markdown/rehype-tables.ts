import type { Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { stringsOf } from './file-data.ts';
import { hastElement } from './hast-element.ts';

/** A table scrolls in a box of its own, so that a wide one never widens the page; keyboards reach the box. */
export function rehypeTables() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node, index, parent) => {
      if (node.tagName !== 'table' || index === undefined || !parent) return undefined;
      // GitHub's Markdown aligns columns by an attribute that HTML has given up.
      visit(node, 'element', (cell) => {
        const { align } = cell.properties;
        if (typeof align !== 'string') return;
        delete cell.properties['align'];
        cell.properties['style'] = `text-align: ${align}`;
      });
      const box = { className: ['table-box'], tabIndex: 0, role: 'group', ariaLabel: stringsOf(file).table };
      parent.children[index] = hastElement('div', box, [node]);
      return SKIP;
    });
  };
}
