import type { Html, Root, RootContent } from 'mdast';
import type { InlineMath } from 'mdast-util-math';
import type { Point } from 'unist';

/**
 * Formulas in the words that a folded passage shows (`<summary>答案 $x=1$</summary>`). All HTML is one piece to Markdown, dollars
 * in it are letters; but nothing else than a formula is meant there, and there is no other way to write one.
 */
export function remarkSummaryFormulas() {
  return (tree: Root): void => {
    tree.children = tree.children.flatMap((node) =>
      node.type === 'html' && /<summary\b/i.test(node.value) ? split(node) : [node],
    );
  };
}

const summary = /<summary\b[^>]*>[\s\S]*?<\/summary>/gi;
const formula = /(?<![\\$])\$(?![\s$])((?:\\[\s\S]|[^$\\\n])+?)(?<!\s)\$(?!\$)/g;

function split(node: Html): RootContent[] {
  const parts: RootContent[] = [];
  let from = 0;
  const html = (until: number): void => {
    if (until > from) parts.push({ ...node, value: node.value.slice(from, until) });
  };
  for (const words of node.value.matchAll(summary)) {
    for (const match of words[0].matchAll(formula)) {
      const at = words.index + match.index;
      html(at);
      from = at + match[0].length;
      const maths: InlineMath = {
        type: 'inlineMath',
        value: match[1] ?? '',
        ...(node.position && {
          position: {
            start: pointIn(node.value, node.position.start, at),
            end: pointIn(node.value, node.position.start, from),
          },
        }),
      };
      // It stands between the pieces of its HTML, which the page's parser puts together again.
      parts.push(maths as unknown as RootContent);
    }
  }
  html(node.value.length);
  return parts;
}

function pointIn(value: string, start: Point, index: number): Point {
  const before = value.slice(0, index).split('\n');
  const [line, last] = [start.line + before.length - 1, before.at(-1) ?? ''];
  return {
    line,
    column: before.length === 1 ? start.column + last.length : last.length + 1,
    ...(start.offset === undefined ? {} : { offset: start.offset + index }),
  };
}
