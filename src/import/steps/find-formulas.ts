import type { Manuscript } from '../manuscript.ts';
import { isEscaped } from '../tex/groups.ts';
import type { Job } from './job.ts';

/** A formula in the text, as it was found. */
export interface Found {
  start: number;
  end: number;
  /** Without its delimiters. */
  tex: string;
  display: boolean;
  /** Punctuation after a display formula, which moves into it. */
  after: string;
}

/** Where the line begins that a position of the text is in. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
const lineEnd = (text: string, at: number): number =>
  text.indexOf('\n', at) === -1 ? text.length : text.indexOf('\n', at);
const onlyPrefix = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*$/;

/** Whether nothing else stands on the lines of a formula; then it is a display formula, with or without blank lines around. */
function standsAlone(
  text: string,
  start: number,
  end: number,
  tex: string,
): { display: boolean; after: string; end: number } {
  const before = text.slice(lineStart(text, start), start);
  const rest = text.slice(end, lineEnd(text, end));
  // MathJax sets `<center>$$…$$</center>` by itself.
  if (/^[ \t>]*<(center|div|p)\b[^>]*>[ \t]*$/i.test(before) && /^[ \t]*<\/(center|div|p)>[ \t]*$/i.test(rest))
    return { display: true, after: '', end };
  if (!onlyPrefix.test(before)) return { display: false, after: '', end };
  if (/^[ \t]*(?:\{:[^}]*\}[ \t]*)?(?:\\\\)?[ \t]*$/.test(rest))
    return { display: true, after: '', end: end + rest.length };
  // Several lines cannot be set in the line, so the comma after them goes along.
  const punctuation = /^[ \t]*([.,;:。，；：、])[ \t]*$/.exec(rest)?.[1];
  if (punctuation !== undefined && /\\\\|\\begin|\\tag|\\label|\n/.test(tex))
    return { display: true, after: punctuation, end: end + rest.length };
  return { display: false, after: '', end };
}

/** kramdown's `$$…$$`, in the line and by itself. */
export function doubleDollars(manuscript: Manuscript): Found[] {
  const { text } = manuscript;
  const found: Found[] = [];
  for (let at = text.indexOf('$$'); at !== -1; at = text.indexOf('$$', at)) {
    // kramdown's `\$$x$$` at the start of a block is a formula in the line; elsewhere the dollars are escaped.
    const escaped = isEscaped(text, at);
    const opensBlock = escaped && onlyPrefix.test(text.slice(lineStart(text, at), at - 1));
    if (escaped && !(opensBlock ? /^[^\n$]*\S[^\n$\\]*\$\$/ : /^[^\n$]*[^\n$\\\s]\$\$/).test(text.slice(at + 2))) {
      at += 2;
      continue;
    }
    let close = text.indexOf('$$', at + 2);
    // `\text{a $$}`… no: only a dollar that is escaped does not close.
    while (close !== -1 && text[close - 1] === '\\' && text[close - 2] !== '\\') close = text.indexOf('$$', close + 1);
    if (close === -1) {
      manuscript.note('look', manuscript.lineAt(at), 'a $$ without its other half: it is text');
      break;
    }
    const tex = text.slice(at + 2, close);
    const gap = /\n[ \t>]*\n/.test(tex);
    const alone = standsAlone(text, at, close + 2, tex);
    // A formula may hold blank lines only if it clearly is one block; otherwise a lone $$ would swallow paragraphs.
    if (
      gap &&
      !(alone.display && !/[\p{Script=Han}]{6,}/u.test(tex.replace(/\\(?:text|mbox|tag)\s*\{[^{}]*\}/g, '')))
    ) {
      manuscript.note('look', manuscript.lineAt(at), 'a $$ without its other half: it is text');
      at += 2;
      continue;
    }
    found.push(
      escaped
        ? { start: at - 1, end: close + 2, tex, display: false, after: '' }
        : { start: at, end: alone.end, tex, display: alone.display, after: alone.after },
    );
    at = close + 2;
  }
  return found;
}

/** MathJax also reads `\begin{align}…\end{align}` that stands in the text without dollars. */
export function bareEnvironments(manuscript: Manuscript): Found[] {
  const pattern =
    /(?<!\\)\\begin\s?\{\s?((?:equation|align|gather|multline|eqnarray|alignat|flalign|split|cases|aligned)\*?)\s?\}(?:(?!\\begin\s?\{\s?\1\s?\})[\s\S]){0,6000}?\\end\s*\{\s?\1\s?\}/g;
  // A blank line ends no environment for MathJax; sentences between two would be another matter.
  const isOne = ([whole]: RegExpExecArray): boolean => !/\n\s*\n\s*\p{Script=Han}{2}/u.test(whole);
  return [...manuscript.text.matchAll(pattern)].filter(isOne).map((match) => {
    const end = match.index + match[0].length;
    const alone = standsAlone(manuscript.text, match.index, end, match[0]);
    return { start: match.index, end: alone.end, tex: unescaped(match[0]), display: alone.display, after: alone.after };
  });
}

/** `\\(…\\)` and `\\[…\\]`; with one backslash only if it looks like TeX, for Markdown takes `\[` for a bracket. */
export function bracketed(manuscript: Manuscript): Found[] {
  const { text } = manuscript;
  const pattern =
    /\\\\\(((?:[^\n]|\n(?!\s*\n))+?)\\\\\)|\\\\\[((?:[^\n]|\n(?!\s*\n))+?)\\\\\]|(?<!\\)\\\(((?:[^\n]|\n(?!\s*\n))+?)\\\)|(?<!\\)\\\[((?:[^\n]|\n(?!\s*\n))+?)\\\]/g;
  const showsTex = (tex: string): boolean => /\\[A-Za-z]+|[\^_=]/.test(tex);
  const matches = [...text.matchAll(pattern)];
  // Whoever writes one so writes `\(x\)` so, too; words in escaped brackets are words.
  const certain = matches.some(([, , , inline, block]) => showsTex(inline ?? block ?? ''));
  const isOne = (tex: string): boolean => showsTex(tex) || (certain && !/\p{L}{3}|\p{Script=Han}/u.test(tex));
  return matches.flatMap((match): Found[] => {
    const [, inline, block, looseInline, looseBlock] = match;
    const tex = inline ?? block ?? looseInline ?? looseBlock ?? '';
    if ((looseInline ?? looseBlock) !== undefined && !isOne(tex)) return [];
    const end = match.index + match[0].length;
    const alone = standsAlone(text, match.index, end, tex);
    const display = (block ?? looseBlock) !== undefined && alone.display;
    return [
      {
        start: match.index,
        end: display ? alone.end : end,
        tex: unescaped(tex),
        display,
        after: display ? alone.after : '',
      },
    ];
  });
}

/**
 * `$…$` is text to kramdown and a formula to many blogs' MathJax. It is read as one where the blog's pages say so, or
 * where TeX shows (a command, `^`, `_`) and neither side looks like a price or a variable of a shell.
 */
export function singleDollars({ manuscript, blog }: Job): Found[] {
  const { text } = manuscript;
  if (blog.dollarMaths) return dollarsOfMathJax(text);
  const pattern = /(?<![\\$\w])\$(?![\s$])((?:\\[\s\S]|[^$\\\n]|\n(?!\s*\n))+?)(?<![\s\\])\$(?![\w$])/g;
  const candidates = [...text.matchAll(pattern)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    tex: match[1] ?? '',
  }));
  // `$ E = mc^2 $` with a space at both ends, only if TeX shows.
  const spaced = [...text.matchAll(/(?<![\\$\w])\$ ((?:\\[\s\S]|[^$\\\n])+?) \$(?![\w$])/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    tex: match[1] ?? '',
  }));
  const showsTex = (tex: string): boolean =>
    /\\[A-Za-z]{2,}|[\^_][A-Za-z0-9{*\\(]/.test(tex) &&
    !/\p{Script=Han}{5,}/u.test(withoutWords(tex)) &&
    !syllables.test(withoutWords(tex));
  const certain = candidates.some(({ tex }) => showsTex(tex));
  // `$(LIB)/$(NAME)` are variables of a Makefile.
  const isVariable = ({ tex, end }: { tex: string; end: number }): boolean =>
    /^\([A-Z][A-Z0-9_]+\)/.test(tex) && text[end] === '(';
  const plausible = (tex: string): boolean =>
    !/\p{Script=Han}{3,}/u.test(withoutWords(tex)) &&
    !syllables.test(withoutWords(tex)) &&
    !/^\d[\d,.]*$|^\d+[\d,.]*\s/.test(tex);
  const apart = (a: { start: number; end: number }): boolean =>
    candidates.every((b) => a.end <= b.start || b.end <= a.start);
  const chosen = [
    ...candidates.filter((it) => !isVariable(it) && (showsTex(it.tex) || (certain && plausible(it.tex)))),
    ...spaced.filter((formula) => showsTex(formula.tex) && apart(formula)),
  ].sort((a, b) => a.start - b.start);
  if (chosen.length > 0) {
    manuscript.note(
      'changed',
      manuscript.lineAt(chosen[0]!.start),
      `$…$ that shows TeX is read as a formula, here and in ${chosen.length - 1} other places`,
    );
  }
  return chosen.map(({ start, end, tex }) => ({ start, end, tex: unescaped(tex), display: false, after: '' }));
}

/** Kana and Hangul that stand bare make a sentence: Han alone may be a name in a formula. */
const syllables = /[\p{Script=Hiragana}\p{Script=Hangul}]|\p{Script=Katakana}{3}/u;

const withoutWords = (tex: string): string => tex.replace(/\\(?:text\w*|mbox|mathrm|tag)\s*\{[^{}]*\}/g, '');

/**
 * As MathJax pairs dollars where a blog turns them on: any one with the next in its paragraph, whatever stands beside them, as
 * long as the braces between balance. Only what is plainly a sentence is passed over: there an author forgot an escape.
 */
function dollarsOfMathJax(text: string): Found[] {
  const found: Found[] = [];
  const dollar = /(?<!\\)(?:\\\\)*\$|\n[ \t>]*\n/g;
  let open: number | undefined;
  for (const match of text.matchAll(dollar)) {
    const at = match.index + match[0].length - 1;
    if (text[at] !== '$') {
      open = undefined;
      continue;
    }
    const tex = open === undefined ? '' : text.slice(open + 1, at);
    const bare = withoutWords(tex);
    // A name in brackets is an argument: cohesion(꿀잼).
    const outside = bare.replace(/\([^()]*\)|\{[^{}]*\}/g, '');
    const sentence =
      /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{3,}/u.test(outside) ||
      // `rank A + dim Nul A = n` has two words side by side and is none.
      (/(?<!\\)\b[A-Za-z]{3,}\s+[A-Za-z]{3,}\b/.test(bare) && !(bare.length < 60 && /[=^_\\]/.test(bare)));
    if (open === undefined || tex.trim() === '' || sentence || !balanced(tex)) {
      open = at;
      continue;
    }
    found.push({ start: open, end: at + 1, tex: unescaped(tex).trim(), display: false, after: '' });
    open = undefined;
  }
  return found;
}

function balanced(tex: string): boolean {
  let depth = 0;
  for (const [brace] of tex.matchAll(/\\[\s\S]|[{}]/g)) {
    if (brace === '{') depth += 1;
    else if (brace === '}' && (depth -= 1) < 0) return false;
  }
  return depth === 0;
}

/** Outside of `$$` Markdown came first: `\\\\` was written for `\\`, `\_` for `_`. */
function unescaped(written: string): string {
  if (/\\\\\\\\/.test(written)) return written.replace(/\\([\\`*_{}[\]()#+\-.!|])/g, '$1');
  // `\\{a\\}` in pairs are braces, for a line's end is followed by no group that another one closes.
  const paired = written.match(/\\\\\{/g)?.length === written.match(/\\\\\}/g)?.length;
  const tex = paired ? written.replace(/(?<!\\)\\\\(?=[{}])/g, '\\') : written;
  // `\*`, `\(` and their like mean nothing in TeX's formulas: they are escapes.
  return tex.replace(/(?<!\\)\\([_*])(?=[{A-Za-z0-9\\])/g, '$1').replace(/(?<!\\)\\([*()[\]+`])/g, '$1');
}
