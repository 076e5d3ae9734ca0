import { fencePattern, spanPattern } from '../code-patterns.ts';
import type { Job } from './job.ts';

/**
 * Comments that hold a mark of code, before code is looked for: a fence in a comment begins nothing, and a comment in code is
 * code. kramdown reads from the top: what begins first holds the other.
 */
export function commentsAroundCode({ manuscript }: Job): void {
  const codeOrComment = new RegExp(
    [
      fencePattern,
      '\\{%-?\\s*(highlight|codeblock|raw)\\b[\\s\\S]*?\\{%-?\\s*end\\2\\s*-?%\\}',
      '<pre\\b[\\s\\S]*?</pre>',
      // a line of an indented block, where a comment would be code
      '^(?: {4}|\\t)[^\\n]*$',
      spanPattern,
      '(?<bang>!?)<!--(?<body>[\\s\\S]*?)-->(?=(?<link>\\[?))',
    ].join('|'),
    'gm',
  );
  manuscript.replace(codeOrComment, (match, line) => {
    const body = match.groups?.['body'];
    if (body === undefined || !/[`~]{3}|`|\{%/.test(body)) return undefined;
    manuscript.note('changed', line, `a comment is left out: “${short(body)}”`);
    const { bang = '', link } = match.groups ?? {};
    // Without the comment between them, they would be a picture.
    return bang !== '' && link !== '' ? '\\!' : bang;
  });
}

/**
 * HTML comments: the excerpt's mark gets a line of its own, what could upset the page's checks is left out and
 * reported, a harmless comment stays.
 */
export function comments({ manuscript, description }: Job): void {
  // Without the comment between them, `!` and a link would be a picture.
  manuscript.replace(/(?<!\\)!(?=(?:<!--(?:(?!-->)[\s\S])*-->)+\[)/g, () => '\\!');
  let marked = false;
  const separator = description.excerptSeparator?.trim();
  const mark = (): string => {
    if (marked) return '';
    marked = true;
    return `\n\n${manuscript.keep('mark', '<!-- more -->')}\n\n`;
  };
  manuscript.replace(/\{%-?\s*comment\s*-?%\}([\s\S]*?)\{%-?\s*endcomment\s*-?%\}/g, ([, body = ''], line) => {
    manuscript.note('changed', line, `a comment is left out: “${short(body)}”`);
    return '';
  });
  // One that never ends is text to kramdown: it takes nothing with it.
  manuscript.replace(/<!--([\s\S]*?)-->/g, ([match, body = ''], line) => {
    if (/^\s*more\s*$/i.test(body) || match.trim() === separator) return mark();
    if (!/[<>{}$*`~\\]|--|\n\s*\n/.test(body)) {
      return body.includes('\n') ? `\n\n${manuscript.keep('mark', match)}\n\n` : manuscript.keep('mark', match);
    }
    manuscript.note('changed', line, `a comment is left out: “${short(body)}”`);
    return '';
  });
  if (
    separator !== undefined &&
    !/^(?:\\n)*$/.test(separator) &&
    !separator.startsWith('<!--') &&
    separator.trim() !== ''
  ) {
    const escaped = separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    manuscript.replace(new RegExp(`^[ \\t]*${escaped}[ \\t]*$`, 'gm'), mark);
  }
  // A comment that opens a line swallows the rest of it, Markdown and all.
  manuscript.replace(
    /^((?:[ \t>]|(?:[-*+]|\d+[.)])[ \t]+)*)((?:\uFDD0\d+\uFDD1[ \t]*)+)(.*)$/gm,
    ([match, prefix = '', kept = '', rest = '']) => {
      const all = kept.match(/\uFDD0\d+\uFDD1[ \t]*/g) ?? [];
      const first = all.findIndex((mark) => manuscript.keptIn(mark)[0]?.kind !== 'mark');
      const marks = first === -1 ? all : all.slice(0, first);
      const after = all.slice(marks.length).join('') + rest;
      if (marks.length === 0 || after.trim() === '') return match;
      // In a list or a quotation there is no line of its own for it.
      return prefix.trim() === '' ? `${marks.join('')}\n\n${after}` : prefix + after;
    },
  );
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
