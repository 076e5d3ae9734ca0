import type { Root } from 'hast';
import { toString } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { stringsOf } from './file-data.ts';
import { hastElement } from './hast-element.ts';

/**
 * A quiet link to itself at the end of each heading. Its `#` is drawn by the style sheet: as text it would end up in
 * the table of contents.
 */
export function rehypeHeadingAnchors() {
  return (tree: Root, file: VFile): void => {
    const { linkToSection } = stringsOf(file);
    visit(tree, 'element', (node) => {
      const id = node.properties['id'];
      if (!/^h[2-6]$/.test(node.tagName) || typeof id !== 'string' || id === 'footnote-label') return;
      node.children.push(
        hastElement('a', { className: ['heading-anchor'], href: `#${id}`, ariaLabel: linkToSection(toString(node)) }),
      );
    });
  };
}
