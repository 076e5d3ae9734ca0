import type { Html, Image, Link, Root, Text } from 'mdast';
import type { Point } from 'unist';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { decodedUrl } from './decoded-url.ts';
import { reportProblem } from './file-data.ts';

const liquid = /\{\{.*?\}\}|\{%.*?%\}/;

/** What Markdown lets pass as plain text though its author meant something else: `**` and `~~`, Jekyll's braces, Windows paths. */
export function remarkProseLint() {
  return (tree: Root, file: VFile): void => {
    const source = String(file).split(/\r?\n/);
    visit(tree, ['text', 'html', 'image', 'link'], (found) => {
      const node = found as Text | Html | Image | Link;
      const start = node.position?.start;
      if (node.type === 'image' || node.type === 'link') {
        const url = decodedUrl(node.url);
        if (liquid.test(url))
          reportProblem(file, 'liquid', start, `“${liquid.exec(url)?.[0]}” is left in an address`, jekyll);
        else if (url.includes('\\'))
          reportProblem(
            file,
            'backslash-in-address',
            start,
            `a back-slash in the address “${url}”`,
            'write forward slashes',
          );
        return;
      }
      const brace = liquid.exec(node.value);
      if (brace) {
        reportProblem(file, 'liquid', pointOf(source, start, brace[0]), `“${brace[0]}” is left in the text`, jekyll);
        return;
      }
      const prose =
        node.type === 'html'
          ? node.value.replace(/<(pre|code|script|style)\b[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/g, '')
          : node.value;
      const mark = /\*\*|~~/.exec(prose)?.[0];
      if (mark !== undefined && !(node.type === 'text' && isEscaped(String(file), node, mark))) {
        const message = `a literal ${mark} in the text: the emphasis does not close`;
        reportProblem(
          file,
          mark === '**' ? 'unclosed-strong' : 'unclosed-strike',
          pointOf(source, start, mark),
          message,
          `move punctuation or brackets at the edge out of the ${mark}, or write \`${mark}\` as code`,
        );
      }
    });
  };
}

const jekyll =
  'Jekyll’s templates do not run here: put the picture beside the post and write ![text](./name.jpg), or link from the root: /posts/…/';

/** Whether its author wrote back-slashes before the marks: then they are meant to be read. */
function isEscaped(source: string, { position }: Text, mark: string): boolean {
  const [start, end] = [position?.start.offset, position?.end.offset];
  if (start === undefined || end === undefined) return false;
  // Escapes and entities aside, what is left of the marks was written as one.
  return !source
    .slice(start, end)
    .replace(/\\[\s\S]|&#?\w+;/g, '\uFFFC')
    .includes(mark);
}

/** The first `text` in the source at or after `start`; a node's own start if it is not found within a few lines. */
function pointOf(source: readonly string[], start: Point | undefined, text: string): Point | undefined {
  if (!start) return undefined;
  for (let line = start.line; line < start.line + 20 && line <= source.length; line += 1) {
    const column = (source[line - 1] ?? '').indexOf(text, line === start.line ? start.column - 1 : 0);
    if (column !== -1) return { line, column: column + 1 };
  }
  return start;
}
