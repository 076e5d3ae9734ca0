import type { FootnoteDefinition, FootnoteReference, Root, Text } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { reportProblem } from './file-data.ts';
import { nearest } from './near.ts';
import { pointAtOffset, writtenMarks } from './source-marks.ts';

/** A mark without a footnote stays in the text as it is; a footnote without a mark, or a second one of a name, is shown nowhere. */
export function remarkFootnoteLint() {
  return (tree: Root, file: VFile): void => {
    const notes = new Map<string, FootnoteDefinition>();
    const named = new Set<string>();
    visit(tree, 'footnoteReference', (node: FootnoteReference) => void named.add(node.identifier));
    visit(tree, 'footnoteDefinition', (node) => {
      const name = node.label ?? node.identifier;
      const first = notes.get(node.identifier);
      if (first) {
        reportProblem(
          file,
          'second-footnote',
          node.position?.start,
          `a second footnote has the name “${name}”: it would not be shown`,
          `choose another name; the first stands in line ${first.position?.start.line}`,
        );
        return;
      }
      notes.set(node.identifier, node);
      if (named.has(node.identifier)) return;
      reportProblem(
        file,
        'unused-footnote',
        node.position?.start,
        `nothing in the text names the footnote “${name}”: it would not be shown`,
        `write [^${name}] where it belongs, or take the footnote out`,
      );
    });
    const names = [...notes.values()].map(({ label, identifier }) => label ?? identifier);
    visit(tree, 'text', (node: Text) => {
      const marks = writtenMarks(file, node);
      for (const match of marks?.source.matchAll(/\[\^([^\]\s\uFFFC]+)\]/g) ?? []) {
        const [, name = ''] = match;
        const near = nearest(name, names);
        reportProblem(
          file,
          'unknown-footnote',
          pointAtOffset(file, (marks?.from ?? 0) + match.index),
          `there is no footnote “${name}”`,
          near === undefined
            ? `write it, on a line of its own: [^${name}]: …; for the letters themselves write \\[^${name}]`
            : `perhaps [^${near}] was meant; else write it, on a line of its own: [^${name}]: …`,
        );
      }
    });
  };
}
