import { rawBraces, type Manuscript } from '../manuscript.ts';
import { expandMacros, takeDefinitions } from '../tex/macros.ts';
import { settleFormula } from '../tex/settle-formula.ts';
import { codeSpan, decodedEntities, fenced } from './code.ts';
import { bareEnvironments, bracketed, doubleDollars, lineStart, singleDollars, type Found } from './find-formulas.ts';
import { references, takeLabel, withoutLabels } from './formula-labels.ts';
import type { Job } from './job.ts';
import { tableLines } from './table-lines.ts';

/** Finds every formula, makes it one that the site renders, and puts it aside. */
export function formulas(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(
    /\{%-?\s*(katex|math|latex)\b([^%]*?)-?%\}([\s\S]*?)\{%-?\s*end\1\s*-?%\}/g,
    ([, , options = '', tex = '']) =>
      /display|block/.test(options) || tex.includes('\n') ? `\n\n$$\n${tex.trim()}\n$$\n\n` : `$$${tex.trim()}$$`,
  );
  // Octopress's tag in the line, which ends in a word of its own.
  manuscript.replace(/\{%-?\s*m\s*-?%\}([\s\S]*?)\{%-?\s*em\s*-?%\}/g, ([, tex = '']) => `$$${tex.trim()}$$`);
  // A page's own MathML says the TeX that it was made from.
  manuscript.replace(
    /<math\b([^>]*)>(?:(?!<\/math)[\s\S])*?<annotation\b[^>]*application\/x-tex[^>]*>([\s\S]*?)<\/annotation>[\s\S]*?<\/math\s*>/gi,
    ([, attributes = '', tex = '']) => {
      const plain = decodedEntities(tex).trim();
      return /\bdisplay\s*=\s*["']?block/i.test(attributes) ? `\n\n$$\n${plain}\n$$\n\n` : `$$${plain}$$`;
    },
  );
  settle(job, doubleDollars(manuscript));
  settle(job, outermost([...bareEnvironments(manuscript), ...bracketed(manuscript)]));
  settle(job, singleDollars(job));
  references(job);
}

/** What begins first holds what begins in it. */
function outermost(found: readonly Found[]): Found[] {
  const kept: Found[] = [];
  for (const formula of [...found].sort((a, b) => a.start - b.start))
    if (formula.start >= (kept.at(-1)?.end ?? 0)) kept.push(formula);
  return kept;
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
    const tex = (quoted ? plain.replace(/\n[ \t]*>[ \t]?/g, '\n') : plain)
      .replace(/\n\s*\n/g, '\n')
      // `\begin {align}`, `\end{ cases }`: spaces that TeX does not see.
      .replace(/(?<!\\)\\(begin|end)\s*\{\s*([A-Za-z]+\*?)\s*\}/g, '\\$1{$2}')
      .trim();
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
      start: display ? start - looseIndent(manuscript.text, start) : start,
      end,
      text: display
        ? itemIndent(manuscript.text, start) + block(job, unlikeLiquid(settled.tex), label?.name)
        : inline(manuscript, unlikeLiquid(settled.tex), start),
    });
  }
  manuscript.splice(edits);
}

/**
 * Where a display formula's line begins to count: after four spaces a block would be code, unless a list holds it.
 * @returns how many characters before it go
 */
function looseIndent(text: string, start: number): number {
  const from = lineStart(text, start);
  const before = text.slice(from, start);
  if (!/^(?: {4}| {0,3}\t)[ \t]*$/.test(before)) return 0;
  let indent = before.replaceAll('\t', '    ').length;
  for (const line of text.slice(0, from).split('\n').reverse()) {
    const own = /^[ \t]*/.exec(line)![0].replaceAll('\t', '    ').length;
    if (line.trim() === '' || own >= indent) continue;
    if (/^[ \t]*(?:[-*+]|\d+[.)]|\[\^[^\]\n]+\]:)[ \t]/.test(line)) return 0;
    if (own === 0) break;
    indent = own;
  }
  return before.length;
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
