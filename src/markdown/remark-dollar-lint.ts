import type { Nodes, Parent, PhrasingContent, Root, Table, TableRow, Text } from 'mdast';
import type { InlineMath, Math } from 'mdast-util-math';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { reportProblem } from './file-data.ts';
import { pointAtOffset, writtenMarks } from './source-marks.ts';

/**
 * Dollars that Markdown could make no formula of, and cells of tables that it drops: both would be seen by nobody before a reader
 * sees them.
 */
export function remarkDollarLint() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node) => {
      if (node.type === 'table') {
        for (const row of node.children) lintRow(row, node, file);
        return SKIP;
      }
      if (node.type !== 'paragraph' && node.type !== 'heading') return undefined;
      const at = loneDollar(node, file);
      if (at !== undefined) reportLone(file, at);
      return SKIP;
    });
  };
}

function reportLone(file: VFile, at: number): void {
  const double = String(file).startsWith('$$', at);
  reportProblem(
    file,
    'lone-dollar',
    pointAtOffset(file, at),
    double ? 'a $$ that no second one closes' : 'a $ that no second one closes',
    double
      ? 'close the formula with $$, or, if it stands by itself, put each $$ on a line of its own'
      : 'close the formula: $…$; for a dollar sign write \\$',
  );
}

/** Where in the file the first dollar of a passage stands that begins no formula; nothing after a formula that `\$` has cut. */
function loneDollar(passage: Parent, file: VFile): number | undefined {
  let found: number | undefined;
  const walk = (node: Nodes, parent: Parent): boolean => {
    if (node.type === 'inlineMath') return !isCutByDollar(node as InlineMath, file);
    if (node.type === 'text') {
      if (isBareAddress(parent, file)) return true;
      found = dollarIn(node, file);
      return found === undefined;
    }
    return !('children' in node) || (node.children as Nodes[]).every((child) => walk(child, node));
  };
  (passage.children as PhrasingContent[]).every((child) => walk(child, passage));
  return found;
}

function dollarIn(node: Text, file: VFile): number | undefined {
  const marks = writtenMarks(file, node);
  const at = marks?.source.indexOf('$') ?? -1;
  return marks === undefined || at === -1 ? undefined : marks.from + at;
}

/** `https://a.b/$c`, a link without brackets: nothing in it can be escaped. */
function isBareAddress(parent: Parent, file: VFile): boolean {
  return parent.type === 'link' && String(file)[parent.position?.start.offset ?? -1] !== '[';
}

/** `$\$10$`: Markdown knows no escapes in a formula, the second dollar ends it. */
export function isCutByDollar(node: InlineMath | Math, file: VFile): boolean {
  const start = node.position?.start.offset;
  if (start === undefined || node.type !== 'inlineMath') return false;
  if (String(file)[start] !== '$' || String(file)[start + 1] === '$') return false;
  return /(?:^|[^\\])(?:\\\\)*\\$/.test(node.value);
}

/** In a row a bar ends the cell, whatever stands around it. */
function lintRow(row: TableRow, table: Table, file: VFile): void {
  for (const cell of row.children) {
    const at = loneDollar(cell, file);
    if (at === undefined) continue;
    const [start, end] = [cell.position?.end.offset ?? at, row.position?.end.offset ?? at];
    if (!String(file).slice(start, end).includes('$')) reportLone(file, at);
    else {
      reportProblem(
        file,
        'bar-in-formula',
        pointAtOffset(file, at),
        'a bar in this formula ends the cell of the table',
        'write \\vert or \\mid for the bar; for a dollar sign write \\$',
      );
    }
    return;
  }
  const columns = table.align?.length ?? row.children.length;
  const extra = row.children[columns];
  if (extra === undefined) return;
  reportProblem(
    file,
    'lost-cell',
    extra.position?.start,
    `the row has ${row.children.length} cells and the table ${columns}: this one would not be shown`,
    'write \\| for a bar that is meant to be read, or give the table’s head as many cells',
  );
}
