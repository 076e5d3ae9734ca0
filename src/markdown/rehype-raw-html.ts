import type { Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/**
 * Parses the HTML an author wrote in `.md` before the other steps, so that they see its links and pictures too, and
 * drops comments, all but the excerpt's mark. In `.mdx` there is none left to parse.
 */
export function rehypeRawHtml() {
  const parse = rehypeRaw();
  return (tree: Root, file: VFile): Root => {
    if (file.path.endsWith('.mdx')) return tree;
    const parsed = parse(tree, file) as Root;
    visit(parsed, 'comment', (node, index, parent) => {
      if (node.value.trim() === 'more' || index === undefined || !parent) return undefined;
      parent.children.splice(index, 1);
      return index;
    });
    return parsed;
  };
}
