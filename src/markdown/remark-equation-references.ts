import type { Link, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { decodedUrl } from './decoded-url.ts';
import { reportProblem, stringsOf } from './file-data.ts';

/**
 * `[](#eq:chain)` becomes a link “式 (1)” to the formula with `\label{eq:chain}`; after a written 式 or 公式 only
 * “(1)”. `[own words](#eq:chain)` keeps its words. Each reference gets an id, so that the formula can link back.
 */
export function remarkEquationReferences() {
  return (tree: Root, file: VFile): void => {
    const byLabel = new Map((file.data.formulas ?? []).flatMap((f) => (f.label === undefined ? [] : [[f.label, f]])));
    visit(tree, 'link', (node: Link, index, parent) => {
      const label = /^#eq:(.+)$/.exec(decodedUrl(node.url))?.[1];
      if (label === undefined) {
        if (node.children.length === 0) {
          reportProblem(
            file,
            'link-without-text',
            node.position?.start,
            `the link to “${node.url}” has no text`,
            'write [text](address); only #eq: references may be empty',
          );
        }
        return;
      }
      const formula = byLabel.get(label);
      if (!formula) {
        const known = [...byLabel.keys()].map((name) => `eq:${name}`).join(', ') || 'none in this post';
        reportProblem(
          file,
          'unknown-label',
          node.position?.start,
          `no formula has the label eq:${label}`,
          `labels are: ${known}`,
        );
        return;
      }
      const id = `ref-eq-${label}-${formula.referrers.length + 1}`;
      formula.referrers.push(id);
      if (node.children.length === 0) {
        const before = index === undefined ? undefined : parent?.children[index - 1];
        const announced = before?.type === 'text' && /(?:式|\b(?:eq\.|equations?|formulas?))\s*$/i.test(before.value);
        const word = announced ? '' : `${stringsOf(file).equation}\u00a0`;
        node.children = [{ type: 'text', value: `${word}(${formula.number})` }];
      }
      node.url = `#eq-${label}`;
      node.data = { ...node.data, hProperties: { id, className: ['formula-reference'] } };
    });
  };
}
