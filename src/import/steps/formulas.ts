import { rawBraces, type Manuscript } from '../manuscript.ts';
import { expandMacros, takeDefinitions } from '../tex/macros.ts';
import { settleFormula } from '../tex/settle-formula.ts';
import { codeSpan, fenced } from './code.ts';
import type { Job } from './job.ts';

/** A formula in the text, as it was found. */
interface Found {
  start: number;
  end: number;
  /** Without its delimiters. */
  tex: string;
  display: boolean;
  /** Punctuation after a display formula, which moves into it. */
  after: string;
}

/** Finds every formula, makes it one that the site renders, and puts it aside. */
export function formulas(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(
    /\{%-?\s*(katex|math|latex)\b([^%]*?)-?%\}([\s\S]*?)\{%-?\s*end\1\s*-?%\}/g,
    ([, , options = '', tex = '']) =>
      /display|block/.test(options) || tex.includes('\n') ? `\n\n$$\n${tex.trim()}\n$$\n\n` : `$$${tex.trim()}$$`,
  );
  settle(job, doubleDollars(manuscript));
  settle(job, bareEnvironments(manuscript));
  settle(job, bracketed(manuscript));
  settle(job, singleDollars(job));
  references(job);
}

/** Lines that belong to a table: with their delimiter row, or with a bar at the edge. */
export function tableLines(text: string): ReadonlySet<number> {
  const lines = text.split('\n');
  const rows = new Set<number>();
  lines.forEach((line, i) => {
    if (/^\s*\|.*\|\s*$/.test(line)) rows.add(i);
    if (!isDelimiterRow(line)) return;
    if (i > 0 && lines[i - 1]!.includes('|')) rows.add(i - 1);
    for (let k = i; k < lines.length && lines[k]!.trim() !== '' && (k === i || lines[k]!.includes('|')); k += 1)
      rows.add(k);
  });
  return rows;
}

/** `|---|:-:|`, also without bars at the edges. */
export const isDelimiterRow = (line: string): boolean =>
  line.includes('|') && /^[\s>]*\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*$/.test(line);

const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1;
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
function doubleDollars(manuscript: Manuscript): Found[] {
  const { text } = manuscript;
  const found: Found[] = [];
  for (let at = text.indexOf('$$'); at !== -1; at = text.indexOf('$$', at)) {
    // kramdown's `\$$x$$` at the start of a block is a formula in the line; elsewhere the dollars are escaped.
    const escaped = text[at - 1] === '\\';
    if (escaped && !/^[^\n$]*[^\n$\\\s]\$\$/.test(text.slice(at + 2))) {
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
function bareEnvironments(manuscript: Manuscript): Found[] {
  const pattern =
    /(?<!\\)\\begin\{((?:equation|align|gather|multline|eqnarray|alignat|flalign|split|cases|aligned)\*?)\}(?:(?!\n\s*\n)[\s\S])*?\\end\{\1\}/g;
  return [...manuscript.text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    const alone = standsAlone(manuscript.text, match.index, end, match[0]);
    return { start: match.index, end: alone.end, tex: unescaped(match[0]), display: alone.display, after: alone.after };
  });
}

/** `\\(…\\)` and `\\[…\\]`; with one backslash only if it looks like TeX, for Markdown takes `\[` for a bracket. */
function bracketed(manuscript: Manuscript): Found[] {
  const { text } = manuscript;
  const pattern =
    /\\\\\(((?:[^\n]|\n(?!\s*\n))+?)\\\\\)|\\\\\[((?:[^\n]|\n(?!\s*\n))+?)\\\\\]|(?<!\\)\\\(((?:[^\n]|\n(?!\s*\n))+?)\\\)|(?<!\\)\\\[((?:[^\n]|\n(?!\s*\n))+?)\\\]/g;
  return [...text.matchAll(pattern)].flatMap((match): Found[] => {
    const [, inline, block, looseInline, looseBlock] = match;
    const tex = inline ?? block ?? looseInline ?? looseBlock ?? '';
    if ((looseInline ?? looseBlock) !== undefined && !/\\[A-Za-z]+|[\^_=]/.test(tex)) return [];
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
function singleDollars({ manuscript, blog }: Job): Found[] {
  const { text } = manuscript;
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
  const withoutWords = (tex: string): string => tex.replace(/\\(?:text\w*|mbox|mathrm|tag)\s*\{[^{}]*\}/g, '');
  const showsTex = (tex: string): boolean =>
    /\\[A-Za-z]{2,}|[\^_][A-Za-z0-9{*\\(]/.test(tex) && !/\p{Script=Han}{5,}/u.test(withoutWords(tex));
  const certain = candidates.some(({ tex }) => showsTex(tex));
  const plausible = (tex: string): boolean =>
    !/\p{Script=Han}{3,}/u.test(withoutWords(tex)) && !/^\d[\d,.]*$|^\d+[\d,.]*\s/.test(tex);
  const apart = (a: { start: number; end: number }): boolean =>
    candidates.every((b) => a.end <= b.start || b.end <= a.start);
  const chosen = [
    ...candidates.filter(({ tex }) => showsTex(tex) || ((blog.dollarMaths || certain) && plausible(tex))),
    ...spaced.filter((formula) => showsTex(formula.tex) && apart(formula)),
  ].sort((a, b) => a.start - b.start);
  if (chosen.length > 0 && !blog.dollarMaths) {
    manuscript.note(
      'changed',
      manuscript.lineAt(chosen[0]!.start),
      `$…$ that shows TeX is read as a formula, here and in ${chosen.length - 1} other places`,
    );
  }
  return chosen.map(({ start, end, tex }) => ({ start, end, tex: unescaped(tex), display: false, after: '' }));
}

/** Outside of `$$` Markdown came first: `\\\\` was written for `\\`, `\_` for `_`. */
function unescaped(tex: string): string {
  if (/\\\\\\\\/.test(tex)) return tex.replace(/\\([\\`*_{}[\]()#+\-.!|])/g, '$1');
  return tex.replace(/(?<!\\)\\([_*])(?=[{A-Za-z0-9\\])/g, '$1');
}

function settle(job: Job, found: readonly Found[]): void {
  const { manuscript, formulas: count, macros, labels } = job;
  const tables = tableLines(manuscript.text);
  const edits: { start: number; end: number; text: string }[] = [];
  // The numbers that the site will give, so that a formula can name another.
  const prepared = found.map((formula) => {
    const plain = manuscript
      .resolved(formula.tex)
      .replace(/[\uFDD2-\uFDD5]/g, (c) => Object.entries(rawBraces).find(([, v]) => v === c)?.[0] ?? c);
    const quoted = manuscript.text.slice(lineStart(manuscript.text, formula.start), formula.start).includes('>');
    const tex = (quoted ? plain.replace(/\n[ \t]*>[ \t]?/g, '\n') : plain).replace(/\n\s*\n/g, '\n').trim();
    const line = manuscript.lineAt(formula.start);
    return { ...formula, tex, line, label: formula.display ? takeLabel(job, tex, line) : undefined };
  });
  for (const { start, end, tex, display, after, line, label } of prepared) {
    if (tex === '') {
      manuscript.note('changed', line, 'an empty formula is left out');
      edits.push({ start, end, text: '' });
      continue;
    }
    // `$\\eqref{x}$` is a reference, not a formula.
    if (/^\\(?:eqref|ref)\s*\{[^}]*\}$/.test(tex)) {
      edits.push({ start, end, text: tex });
      continue;
    }
    const bare = withoutLabels(takeDefinitions(tex, macros), labels);
    if (bare.trim() === '') {
      manuscript.note('changed', line, 'a definition of TeX commands is written out where they are used');
      edits.push({ start, end, text: '' });
      continue;
    }
    const row = manuscript.text.slice(0, start).split('\n').length - 1;
    const inTable = !display && tables.has(row);
    const expanded = expandMacros(bare, macros);
    const settled = settleFormula(joined(expanded, display) + inFormula(after), { display, inTable });
    if (settled.rendered && settled.tex === '') {
      manuscript.note('changed', line, 'a formula that only loads or defines something is left out');
      edits.push({ start, end, text: '' });
      continue;
    }
    count.found += 1;
    if (!settled.rendered) {
      count.failed += 1;
      if (label) labels.delete(label.written);
      manuscript.note('look', line, `a formula that does not render stands as code: ${settled.fault ?? ''}`);
      const source = tex.replaceAll('$$', '$');
      edits.push({
        start,
        end,
        text: display
          ? manuscript.keep('block', fenced(source, 'tex'))
          : manuscript.keep('code', inTable ? codeSpan(source).replaceAll('|', '\\|') : codeSpan(source)),
      });
      continue;
    }
    count.rendered += 1;
    const changes = [...(expanded === bare ? [] : ['the author’s own commands are written out']), ...settled.changes];
    if (changes.length > 0) {
      count.translated += 1;
      manuscript.note('changed', line, `a formula is translated: ${changes.join('; ')}`);
    }
    if (!display && /\\label\b/.test(tex)) manuscript.note('look', line, 'a \\label in the line is left out');
    edits.push({
      start,
      end,
      text: display
        ? itemIndent(manuscript.text, start) + block(job, unlikeLiquid(settled.tex), label?.name)
        : inline(manuscript, unlikeLiquid(settled.tex), start),
    });
  }
  manuscript.splice(edits);
}

/** A block right under a list item's text belongs to the item, as it does in kramdown; here it has to be indented. */
function itemIndent(text: string, start: number): string {
  const from = lineStart(text, start);
  if (from === 0 || text.slice(from, start) !== '') return '';
  const above = text.slice(lineStart(text, from - 1), from - 1);
  return ' '.repeat(/^[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?=\S)/.exec(above)?.[0].length ?? 0);
}

/** A formula in the line is one line; a comment would swallow the rest of it. */
const joined = (tex: string, display: boolean): string =>
  display ? tex : tex.replace(/(^|[^\\])%[^\n]*\n/g, '$1\n').replace(/\s*\n\s*/g, ' ');

/** `{{a}}` in TeX is a group in a group; a space keeps it from looking like forgotten Liquid. Words keep theirs. */
const unlikeLiquid = (tex: string): string => tex.replace(/(?<!\\(?:text\w*|mbox|begin|end|tag))\{\{/g, '{ {');

const inFormula = (mark: string): string => (mark === '' ? '' : /[.,;:]/.test(mark) ? mark : `\\text{${mark}}`);

function block({ manuscript }: Job, tex: string, label: string | undefined): string {
  const lines = tex
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const named = label === undefined ? lines : [...lines, `\\label{eq:${label}}`];
  return manuscript.keep('block', `$$\n${named.join('\n')}\n$$`);
}

function inline(manuscript: Manuscript, tex: string, at: number): string {
  // A dollar inside (`\text{$x$}`) needs a longer fence, and two formulas side by side need a gap.
  const fence = tex.includes('$') ? '$$' : '$';
  const gap = manuscript.text[at - 1] === '$' && manuscript.text[at - 2] !== '\\' ? ' ' : '';
  const glued = /[$\uFDD1]/.test(manuscript.text[at - 1] ?? '') && gap === '' ? ' ' : '';
  return `${gap || glued}${manuscript.keep('formula', fence + tex + fence)}`;
}

/** Gives a formula's first label a name that the site takes. */
function takeLabel(
  { manuscript, labels }: Job,
  tex: string,
  line: number,
): { name: string; written: string } | undefined {
  const [first, ...others] = [...tex.matchAll(/\\label\s*\{([^}]*)\}/g)].map(([, name]) => (name ?? '').trim());
  if (first === undefined) return undefined;
  const base =
    first
      .replace(/^(?:eqn?|equation|eq):/i, '')
      .replace(/[^\p{L}\p{N}_-]+/gu, '-')
      .replace(/^[-_]+|[-_]+$/g, '') || 'formula';
  if (labels.has(first)) {
    manuscript.note('look', line, `the label “${first}” is already taken: left out`);
    return undefined;
  }
  const names = new Set([...labels.values()].map(({ name }) => name));
  let name = base;
  for (let n = 2; names.has(name); n += 1) name = `${base}-${n}`;
  const tag = /\\tag\*?\s*\{([^}]*)\}/.exec(tex)?.[1];
  const count = new Set([...labels.values()].filter(({ number }) => /^\d+$/.test(number)).map((entry) => entry.name))
    .size;
  const number = tag ?? String(count + 1);
  labels.set(first, { name, number });
  for (const other of others) {
    labels.set(other, { name, number });
    manuscript.note(
      'look',
      line,
      `a formula has one number here: the label “${other}” leads to the same as “${first}”`,
    );
  }
  return { name, written: first };
}

/** References inside a formula become their numbers. */
function withoutLabels(tex: string, labels: Job['labels']): string {
  return tex
    .replace(/\\label\s*\{[^}]*\}/g, '')
    .replace(/\\(eqref|ref)\s*\{([^}]*)\}/g, (_, command: string, name: string) => {
      const number = labels.get(name.trim())?.number ?? '?';
      return `\\text{${command === 'eqref' ? `(${number})` : number}}`;
    });
}

/** `\eqref{x}` in the text becomes a link that the site numbers. */
function references({ manuscript, labels }: Job): void {
  manuscript.replace(/\\{1,2}(eqref|ref)\s*\{([^}\n]*)\}/g, ([, , written = ''], line) => {
    const label = labels.get(written.trim().replace(/\\_/g, '_'));
    if (label) return manuscript.keep('mark', `[](#eq:${label.name})`);
    manuscript.note('look', line, `a reference to “${written}”, which no formula is labelled: left as words`);
    return `(${written.replace(/[_*]/g, '\\$&')})`;
  });
}

/** Display formulas get blank lines around, as blocks; after the steps that read lines. */
export function apart(manuscript: Manuscript): void {
  const isBlock = (line: string): boolean => {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(\uFDD0\d+\uFDD1)[ \t]*$/.exec(line)?.[1];
    return mark !== undefined && manuscript.keptIn(mark)[0]?.kind === 'block';
  };
  manuscript.mapLines((line, i, lines) => {
    if (!isBlock(line)) return line;
    const prefix = /^[ \t>]*/.exec(line)?.[0].replace(/[ \t]+$/, '') ?? '';
    const isFirst = onlyPrefixWithMarker(line);
    const before = i > 0 && lines[i - 1]!.replace(/[>\s]/g, '') !== '' && !isFirst ? `${prefix}\n` : '';
    const after = i < lines.length - 1 && lines[i + 1]!.replace(/[>\s]/g, '') !== '' ? `\n${prefix}` : '';
    return before + line + after;
  });
}

const onlyPrefixWithMarker = (line: string): boolean => /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]/.test(line);
