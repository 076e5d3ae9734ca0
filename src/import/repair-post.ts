import { fencePattern, spanPattern, unescaped } from './code-patterns.ts';
import type { WrittenLink } from '../markdown/file-data.ts';
import type { Problem } from '../markdown/problem.ts';
import type { Manuscript } from './manuscript.ts';
import { barsInFormulas, closeFence, replaceLine, widenTable } from './repair-lines.ts';
import { codeSpan, fenced } from './steps/code.ts';

/**
 * Repairs one thing that the site's checks find in a converted post: emphasis that kramdown closes and CommonMark does
 * not, a formula that slipped through. What has no repair becomes code.
 * @returns whether something was changed
 */
export function repairPost(manuscript: Manuscript, problem: Problem): boolean {
  const line = problem.line ?? 1;
  const before = manuscript.text;
  switch (problem.kind) {
    case 'unclosed-strong':
      emphasis(manuscript, line, '**');
      break;
    case 'unclosed-strike':
      emphasis(manuscript, line, '~~');
      break;
    case 'price-as-formula':
      escapeDollars(manuscript, line);
      break;
    case 'label-in-line':
    case 'malformed-label':
    case 'second-label':
    case 'duplicate-label':
      withoutLabel(manuscript, line);
      break;
    case 'liquid':
      liquidAsCode(manuscript, line);
      break;
    case 'bad-tex':
    case 'bare-words-in-tex':
    case 'dollar-in-formula':
      formulaAsCode(manuscript, line, problem.column ?? 1, problem.message);
      break;
    case 'lone-dollar':
      escapeAt(manuscript, line, problem.column ?? 1, /^\$+/);
      break;
    case 'misplaced-dollars':
      dollarsApart(manuscript, line, problem.column ?? 1);
      break;
    case 'unknown-footnote':
      escapeAt(manuscript, line, problem.column ?? 1, /^\[/);
      break;
    case 'bar-in-formula':
      barsInFormulas(manuscript, line);
      break;
    case 'lost-cell':
      widenTable(manuscript, line);
      break;
    case 'unclosed-fence':
      closeFence(manuscript, line, problem.column ?? 1);
      break;
    // Nothing is known that its author could have meant: the passage stands as code.
    case 'unknown-label':
    case 'backslash-in-address':
    case 'link-without-text':
    case 'picture-without-words':
    case 'picture-elsewhere':
    case 'diagram-without-words':
    case 'bad-diagram':
    case 'unknown-citation':
    case 'unknown-term':
    case 'unused-footnote':
    case 'second-footnote':
    case 'unknown-component':
    case 'missing-import':
    case 'unknown-name':
    case 'no-value':
    case 'unknown-experiment':
    case 'unknown-setting':
    case 'setting-out-of-range':
    case 'unknown-claim':
      break;
    // Not of this text: its lines are those of another file, or none, and to change the text would mend nothing. Parts are
    // settled when all posts are there (journey/settle-parts.ts).
    case 'missing-picture':
    case 'unreadable-picture':
    case 'bad-bibliography':
    case 'dead-part':
    case 'misplaced-file':
    case 'not-utf-8':
    case 'bad-yaml':
    case 'front-matter':
    case 'missing-cover':
    case 'bad-folder-name':
    case 'address-taken':
    case 'bad-address':
    case 'bad-translation':
    case 'unparsable-text':
    case 'faulty-page':
    case 'dead-link':
    case 'heavy-page':
    case 'prose-style':
      return false;
    default:
      problem.kind satisfies never;
  }
  if (manuscript.text === before && problem.line !== undefined) passageAsCode(manuscript, line, problem.message);
  return manuscript.text !== before;
}

/**
 * In a block of HTML a back-slash takes no meaning from a tag: as an entity its first sign is a letter everywhere. Outside of
 * code first; what looks like code in a block of HTML is none.
 * @returns whether something was changed
 */
export function tagsAsText(manuscript: Manuscript): boolean {
  const before = manuscript.text;
  for (const code of [`${fencePattern}|${spanPattern}`, fencePattern]) {
    manuscript.replace(new RegExp(`${code}|(?<tag>\\\\?<(?=[A-Za-z/!?]))`, 'gm'), ({ groups, 0: match }) =>
      groups?.['tag'] === undefined || (code !== fencePattern && !match.startsWith('\\')) ? undefined : '&lt;',
    );
    if (manuscript.text !== before) return true;
  }
  return false;
}

/** A link that leads nowhere is words, its address too. */
export function linkAsText(manuscript: Manuscript, { url, line = 1, column = 1 }: WrittenLink): void {
  const before = manuscript.text;
  manuscript.note(
    'look',
    manuscript.originOf(line),
    `the link to ${url.slice(0, 60)} leads nowhere: it stands as text`,
  );
  escapeAt(manuscript, line, column, /^[[<]/);
  if (manuscript.text === before) passageAsCode(manuscript, line, `a link to ${url.slice(0, 60)}`);
}

/** The last resort: the passage stands as it is, as code, and the post builds. Its author finds it in the report. */
function passageAsCode(manuscript: Manuscript, line: number, why: string): void {
  const { start, end } = paragraphAround(manuscript.text, line);
  const source = manuscript.text.slice(start, end);
  if (source.trim() === '' || /^\s*(```|~~~)/.test(source)) return;
  manuscript.note('look', manuscript.originOf(line), `a passage that could not be brought over stands as code: ${why}`);
  manuscript.splice([{ start, end, text: `\n${fenced(source, 'text')}\n` }]);
}

/** The paragraph around a line: positions in the text. */
function paragraphAround(text: string, line: number): { start: number; end: number } {
  const lines = text.split('\n');
  let first = Math.min(line, lines.length) - 1;
  let last = first;
  while (first > 0 && lines[first - 1]!.trim() !== '') first -= 1;
  while (last < lines.length - 1 && lines[last + 1]!.trim() !== '') last += 1;
  const start = lines.slice(0, first).join('\n').length + (first > 0 ? 1 : 0);
  return { start, end: start + lines.slice(first, last + 1).join('\n').length };
}

/** The item of a list around a line, or its paragraph where it is in none: no emphasis goes on in the next. */
function itemAround(text: string, line: number): { start: number; end: number } {
  const around = paragraphAround(text, line);
  const lines = text.slice(around.start, around.end).split('\n');
  const at = line - text.slice(0, around.start).split('\n').length;
  const begins = (row: string | undefined): boolean => /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]/.test(row ?? '');
  let first = Math.max(0, Math.min(at, lines.length - 1));
  let next = first + 1;
  while (first > 0 && !begins(lines[first])) first -= 1;
  while (next < lines.length && !begins(lines[next])) next += 1;
  const start = around.start + lines.slice(0, first).reduce((sum, row) => sum + row.length + 1, 0);
  return { start, end: start + lines.slice(first, next).join('\n').length };
}

/** `前**“引用”**后`: as HTML it closes. A mark without its other half goes; between letters (`2**10`) it is code. */
function emphasis(manuscript: Manuscript, line: number, mark: '**' | '~~'): void {
  const { start, end } = itemAround(manuscript.text, line);
  const source = manuscript.text.slice(start, end);
  const aside: string[] = [];
  const escapedMark = mark === '**' ? '\\*\\*' : '~~';
  const tag = mark === '**' ? 'strong' : 'del';
  let text = source.replace(
    /(?<!\\)(`+)(?!`)[\s\S]*?[^`]\1(?!`)|(?<!\\)\$[^$\n]+\$|<\/?[A-Za-z][^>\n]*>|\]\([^)\n]*\)/g,
    (piece) => `\uFDD0${aside.push(piece) - 1}\uFDD1`,
  );
  const pair = (space: string): RegExp =>
    new RegExp(`${unescaped}${escapedMark}${space}((?:(?!${escapedMark})[\\s\\S])+?)${space}${escapedMark}`, 'g');
  const tagged = (match: string, inside: string): string =>
    /\n[ \t]*(?:[-*+]|\d+[.)]|\|)[ \t]/.test(inside) ? match : `<${tag}>${inside.trim()}</${tag}>`;
  // Pairs that touch their words first; then what is between letters; then pairs with spaces; what is left has no other half.
  text = text
    .replace(
      new RegExp(`${unescaped}${escapedMark}(?!\\s)((?:(?!${escapedMark})[\\s\\S])*?[^\\s])${escapedMark}`, 'g'),
      tagged,
    )
    .replace(
      /([A-Za-z0-9_)]+)(\*\*|~~)([A-Za-z0-9_(]+)/g,
      (_, a: string, between: string, b: string) => `\`${a}${between}${b}\``,
    )
    .replace(pair('[ \\t]*'), tagged)
    .replace(
      new RegExp(`([\\p{L}\\p{N})]+)${escapedMark}([\\p{L}\\p{N}(]+)`, 'gu'),
      (_, a: string, b: string) => `\`${a}${mark}${b}\``,
    )
    .replace(new RegExp(`${unescaped}${escapedMark}`, 'g'), '')
    .replace(new RegExp(`${unescaped}${mark === '**' ? '\\\\\\*\\\\?\\*' : '\\\\~\\\\?~'}`, 'g'), codeSpan(mark));
  // Code beside code would be one.
  text = text.replace(/`(?=\uFDD0(\d+)\uFDD1)|\uFDD0(\d+)\uFDD1(?=`)/g, (match, next?: string, before?: string) =>
    aside[Number(next ?? before)]?.includes('`') === true ? `${match} ` : match,
  );
  text = text.replace(/\uFDD0(\d+)\uFDD1/g, (_, i) => aside[Number(i)] ?? '');
  if (text === source) return;
  manuscript.note(
    'changed',
    manuscript.originOf(line),
    `emphasis that does not close beside Chinese marks is written as <${tag}>, or a lone ${mark} is left out`,
  );
  manuscript.splice([{ start, end, text }]);
}

function escapeDollars(manuscript: Manuscript, line: number): void {
  replaceLine(manuscript, line, (text) => text.replace(/(?<!\\)\$(?=[\s\d])|(?<=\s)\$(?!\S)/g, '\\$'));
}

/** Puts back-slashes before the marks that stand at a place: they are letters then. */
function escapeAt(manuscript: Manuscript, line: number, column: number, marks: RegExp): void {
  replaceLine(
    manuscript,
    line,
    (text) =>
      text.slice(0, column - 1) +
      text.slice(column - 1).replace(marks, (match) => match.replace(/[\s\S]/g, (mark) => `\\${mark}`)),
  );
}

/** `$$` beside other text gets a line of its own; one that begins what nothing ends are letters. */
function dollarsApart(manuscript: Manuscript, line: number, column: number): void {
  const row = manuscript.text.split('\n')[line - 1] ?? '';
  const [before, after] = [row.slice(0, column - 1), row.slice(column - 1)];
  const [indent = ''] = /^[\s>]*/.exec(row) ?? [];
  if (before.trim() === indent.trim()) {
    escapeAt(manuscript, line, column, /^\$+/);
    return;
  }
  const parts = after.startsWith('$$') ? [before, '$$', after.slice(2)] : [before, after];
  const text = parts
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part, i) => (i === 0 ? before.slice(0, before.indexOf(part)) : indent) + part)
    .join('\n');
  const start =
    manuscript.text
      .split('\n')
      .slice(0, line - 1)
      .join('\n').length + (line > 1 ? 1 : 0);
  manuscript.splice([{ start, end: start + row.length, text }]);
}

function withoutLabel(manuscript: Manuscript, line: number): void {
  replaceLine(manuscript, line, (text) => text.replace(/\\label\s*\{[^}]*\}/g, ''));
  manuscript.note('look', manuscript.originOf(line), 'a \\label that the site does not take is left out');
}

function liquidAsCode(manuscript: Manuscript, line: number): void {
  replaceLine(manuscript, line, (text) =>
    text.replace(/(`?)(\{\{.*?\}\}|\{%.*?%\})/g, (_, tick: string, match: string) =>
      // Where it is in back-ticks already they have no meaning (inside of HTML): then the braces go.
      tick === '' ? codeSpan(match) : tick + match.slice(2, -2).trim(),
    ),
  );
  manuscript.note('look', manuscript.originOf(line), 'Liquid in the text is set as code');
}

/** The formula at a place becomes code: the post builds, and the author finds it in the report. */
function formulaAsCode(manuscript: Manuscript, line: number, column: number, why: string): void {
  const lines = manuscript.text.split('\n');
  const note = (): void =>
    manuscript.note('look', manuscript.originOf(line), `a formula that does not render stands as code: ${why}`);
  const row = lines[line - 1] ?? '';
  let done = false;
  const changed = row.replace(
    /(?<!\\)(\${1,2})(?!\$)((?:\\.|[^$\\])+?)\1/g,
    (match, _fence: string, tex: string, at: number) => {
      if (done || at + match.length < column - 1) return match;
      done = true;
      return codeSpan(tex.trim());
    },
  );
  if (done) {
    note();
    replaceLine(manuscript, line, () => changed);
    return;
  }
  const isFence = (text: string | undefined): boolean => /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*\$\$\s*$/.test(text ?? '');
  let [from, to] = [line - 1, line - 1];
  while (from > 0 && !isFence(lines[from])) from -= 1;
  if (to === from) to += 1;
  while (to < lines.length - 1 && !isFence(lines[to])) to += 1;
  if (!isFence(lines[from]) || !isFence(lines[to])) return;
  note();
  manuscript.mapLines((text, i) =>
    i === from ? text.replace('$$', '```tex') : i === to ? text.replace('$$', '```') : text,
  );
}
