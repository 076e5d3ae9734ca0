import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { stringsOf } from './file-data.ts';

/** Names the footnotes, and the ways back from them, in the post's language. */
export function rehypeFootnotes() {
  return (tree: Root, file: VFile): void => {
    const { footnotes, backToText } = stringsOf(file);
    visit(tree, 'element', (node) => {
      if (node.properties['id'] === 'footnote-label') node.children = [{ type: 'text', value: footnotes }];
      if (!('dataFootnoteBackref' in node.properties)) return;
      // As the renderer was told to write it: which footnote, and which of its marks.
      const [footnote = '', again = ''] = String(node.properties['ariaLabel']).split(' ');
      node.properties['ariaLabel'] = backToText(footnote, again === '1' ? undefined : again);
    });
  };
}
