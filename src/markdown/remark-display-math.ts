import type { InlineMath, Math } from 'mdast-util-math';
import type { Root } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';

/**
 * A paragraph that is nothing but `$$…$$` on one line is a display formula, as it is in Jekyll and in TeX;
 * remark-math alone would set it in the line. `$$…$$` amid text stays in the line.
 */
export function remarkDisplayMath() {
  return (tree: Root, file: VFile): void => {
    const source = String(file);
    visit(tree, 'paragraph', (node, index, parent) => {
      const inner = node.children.filter((child) => child.type !== 'text' || child.value.trim() !== '');
      const only = inner[0];
      if (inner.length !== 1 || only?.type !== 'inlineMath' || index === undefined || !parent) return undefined;
      if (!fence(source, only).startsWith('$$')) return undefined;
      const display: Math = { type: 'math', value: only.value, meta: null, position: only.position };
      parent.children[index] = display;
      return SKIP;
    });
  };
}

function fence(source: string, node: InlineMath): string {
  const start = node.position?.start.offset;
  return start === undefined ? '' : (/^\$+/.exec(source.slice(start)) ?? [''])[0];
}
