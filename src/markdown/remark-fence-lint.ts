import type { Code, Root } from 'mdast';
import type { Math } from 'mdast-util-math';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { reportProblem } from './file-data.ts';
import { pointAtOffset } from './source-marks.ts';

/** Code and formulas that nobody ended: Markdown ends them with the text, and takes all that stands between for theirs. */
export function remarkFenceLint() {
  return (tree: Root, file: VFile): void => {
    let oneTooMany = false;
    visit(tree, ['code', 'math'], (found) => {
      const node = found as Code | Math;
      const [start, end] = [node.position?.start.offset, node.position?.end.offset];
      if (start === undefined || end === undefined) return;
      const source = String(file).slice(start, end);
      if (node.type === 'math') {
        const fault = faultOfDisplay(node, source);
        if (fault === undefined) return;
        node.data = { ...node.data, misplaced: true };
        // One `$$` that is not seen makes beginnings of all ends behind it.
        if (oneTooMany) return;
        oneTooMany = true;
        const at = pointAtOffset(file, start + fault.at);
        reportProblem(file, 'misplaced-dollars', at, fault.message, 'put each $$ on a line of its own');
        return;
      }
      // Code by its indentation has no fence.
      const [fence] = /^(?:`{3,}|~{3,})/.exec(source) ?? [];
      if (fence === undefined || isClosed(source, fence)) return;
      reportProblem(
        file,
        'unclosed-fence',
        node.position?.start,
        `the code that ${fence} begins does not end: all that follows is code`,
        `write ${fence} on a line of its own where the code ends`,
      );
    });
  };
}

declare module 'mdast-util-math' {
  interface MathData {
    /** It has been reported: its words are no formula. */
    misplaced?: boolean;
  }
}

function isClosed(source: string, fence: string): boolean {
  const [, ...rest] = source.split(/\r?\n/);
  const last = (rest.at(-1) ?? '').replace(/^[\s>]+/, '').trimEnd();
  return last.startsWith(fence) && last === fence.charAt(0).repeat(last.length);
}

/** What is wrong with the dollars around a formula by itself, and where in its source. */
function faultOfDisplay(node: Math, source: string): { at: number; message: string } | undefined {
  // `$$…$$` on one line (remark-display-math).
  if (/^\$\$+[^$\n][^\n]*\$\$$/.test(source)) return undefined;
  const beside = node.meta?.trim();
  if (beside) return { at: source.indexOf(beside), message: `“${beside}” stands beside a $$ and would be lost` };
  const inner = source.indexOf('$$', /^\$+/.exec(source)?.[0].length ?? 0);
  const lineOf = (at: number): string =>
    source.slice(source.lastIndexOf('\n', at) + 1, (source + '\n').indexOf('\n', at));
  if (inner !== -1 && !/^[\s>]*\$\$+\s*$/.test(lineOf(inner)))
    return { at: inner, message: 'a $$ beside other text ends no formula' };
  if (inner === -1)
    return { at: 0, message: 'the formula that $$ begins does not end: all that follows is taken for it' };
  return undefined;
}
