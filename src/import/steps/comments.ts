import type { Job } from './job.ts';

/**
 * HTML comments: the excerpt's mark gets a line of its own, what could upset the page's checks is left out and
 * reported, a harmless comment stays.
 */
export function comments({ manuscript, description }: Job): void {
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
  manuscript.replace(/<!--([\s\S]*?)(?:-->|$)/g, ([match, body = ''], line) => {
    if (/^\s*more\s*$/i.test(body) || match.trim() === separator) return mark();
    if (!/[<>{}$*`~\\]|--|\n\s*\n/.test(body) && match.endsWith('-->')) {
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
  manuscript.replace(/^([ \t]*)(\uFDD0\d+\uFDD1)(?=[ \t]*\S)/gm, ([match, , kept = '']) =>
    manuscript.keptIn(kept)[0]?.kind === 'mark' ? `${kept}\n\n` : match,
  );
}

function short(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}
