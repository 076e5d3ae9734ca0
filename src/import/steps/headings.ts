import type { Job } from './job.ts';

const heading = /^([ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)?)(#{1,6})(?:[ \t]+(.*?))?[ \t]*#*[ \t]*$/;

/**
 * Headings as the page needs them: written with `#`, a space after it, levels that begin at 2 (the title is the page's
 * first) and never skip one downwards.
 */
export function headings(job: Job): void {
  const { manuscript, description } = job;
  underlined(job);
  let spaced = false;
  manuscript.mapLines((line, i) => {
    const [, prefix, marks, text] = /^([ \t>]{0,8})(#{1,6})([^#\s!\d/=,.;:)\]"'].*)$/u.exec(line) ?? [];
    if (marks === undefined || (prefix ?? '').replace(/[^ \t]/g, '').length > 3) return line;
    if (!spaced) manuscript.note('changed', manuscript.originOf(i + 1), 'headings get a space after #');
    spaced = true;
    return `${prefix}${marks} ${text}`;
  });
  manuscript.mapLines((line, i) => {
    const [, prefix = '', marks, text = ''] = heading.exec(line) ?? [];
    if (marks === undefined || text.trim() !== '') return line;
    manuscript.note('changed', manuscript.originOf(i + 1), 'an empty heading is left out');
    return prefix;
  });
  // A first heading that only says the title again.
  let first = true;
  manuscript.mapLines((line, i) => {
    const [, , marks, text = ''] = heading.exec(line) ?? [];
    if (marks === undefined || !first) return line;
    first = false;
    const words = manuscript
      .resolved(text)
      .replace(/<[^>]*>/g, '')
      .trim();
    const isTitle = normalised(words) === normalised(description.title) || (!description.titled && marks === '#');
    // A title is words alone.
    const whole = manuscript.resolved(text);
    const holdsMore = /!\[|\]\(/.test(whole) || (!description.titled && whole.includes('$'));
    if (marks.length > 2 || !isTitle || holdsMore) return line;
    if (!description.titled) description.title = words.replace(/[*_`$]/g, '') || description.title;
    manuscript.note('changed', manuscript.originOf(i + 1), `the heading “${words}” is the title: left out of the text`);
    return '';
  });
  levels(job);
}

const normalised = (text: string): string => text.replace(/[\s*_`]+/g, '').toLowerCase();

/** `标题` over `===` or `---`; under several lines of text kramdown sees a rule. */
function underlined({ manuscript }: Job): void {
  const lines = manuscript.text.split('\n');
  const isText = (line: string | undefined): boolean =>
    line !== undefined &&
    line.trim() !== '' &&
    !/^[ \t]*(?:[-*+>#|]|\d+[.)][ \t]|```|~~~|\uFDD0\d+\uFDD1[ \t]*$)/.test(line) &&
    !/^ {4}/.test(line);
  const underline = (line: string | undefined): string | undefined => /^ {0,3}(=+|-+)[ \t]*$/.exec(line ?? '')?.[1];
  manuscript.mapLines((line, i) => {
    const below = underline(lines[i + 1]);
    const above = lines[i - 1];
    const isHeading =
      below !== undefined &&
      isText(line) &&
      (above === undefined || above.trim() === '' || /^[ \t]*#|^\uFDD0\d+\uFDD1$/.test(above)) &&
      (below.length > 1 || above === undefined || above.trim() === '');
    if (isHeading) return `${below.startsWith('=') ? '#' : '##'} ${line.trim()}`;
    const own = underline(line);
    if (own !== undefined && above !== undefined && above.trim() !== '') {
      const two = lines[i - 2];
      const wasHeading =
        isText(above) && (two === undefined || two.trim() === '' || /^[ \t]*#|^\uFDD0\d+\uFDD1$/.test(two));
      if (wasHeading) return undefined;
      if (own.startsWith('-') && own.length >= 3 && !/\|/.test(above)) return `\n${line}`;
    }
    return line;
  });
}

function levels({ manuscript }: Job): void {
  const open: { source: number; now: number }[] = [];
  let changed: number | undefined;
  manuscript.mapLines((line, i) => {
    const [, prefix = '', marks, text = ''] = heading.exec(line) ?? [];
    if (marks === undefined) return line;
    while (open.length > 0 && open.at(-1)!.source >= marks.length) open.pop();
    const now = Math.min(6, (open.at(-1)?.now ?? 1) + 1);
    open.push({ source: marks.length, now });
    if (now !== marks.length) changed ??= manuscript.originOf(i + 1);
    // A paragraph that ends without a blank line is no matter; a list before it would take it in.
    return `${prefix}${'#'.repeat(now)} ${text.trim()}`;
  });
  if (changed !== undefined) manuscript.note('changed', changed, 'heading levels begin at 2 and skip none');
}
