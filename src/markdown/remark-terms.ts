import type { Root } from 'mdast';
import type { MdxJsxFlowElement, MdxJsxTextElement } from 'mdast-util-mdx';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { glossary } from '../site/glossary.ts';
import { reportProblem } from './file-data.ts';

/** Every `<Term id="…">` must name an entry of the glossary. */
export function remarkTerms() {
  return (tree: Root, file: VFile): void => {
    visit(tree, ['mdxJsxFlowElement', 'mdxJsxTextElement'], (found) => {
      const node = found as MdxJsxFlowElement | MdxJsxTextElement;
      if (node.name !== 'Term') return;
      const id = node.attributes.find((entry) => entry.type === 'mdxJsxAttribute' && entry.name === 'id')?.value;
      if (typeof id === 'string' && glossary.has(id)) return;
      reportProblem(
        file,
        'unknown-term',
        node.position?.start,
        typeof id === 'string' ? `the glossary has no entry “${id}”` : 'a term without an id',
        `write one of ${[...glossary.keys()].join(', ')}, or add an entry to src/site/glossary.ts`,
      );
    });
  };
}
