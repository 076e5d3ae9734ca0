/** One line that would read better. Lines and columns count from 1. */
export interface ProseFinding {
  line: number;
  column: number;
  old: string;
  new: string;
}

/** What autocorrect says of a line. */
export interface LintedLine {
  l: number;
  c: number;
  old: string;
  new: string;
}

const count = (text: string, script: RegExp): number => text.match(script)?.length ?? 0;

/** Letters of Japanese and Korean, which Chinese does not have. */
const otherLetters = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** Whether more of it is written in Chinese than in Japanese or Korean, as far as the letters tell. */
function looksChinese(text: string): boolean {
  const han = count(text, /\p{Script=Han}/gu);
  return count(text, otherLetters) <= han * 0.2;
}

/**
 * Whether the rules of Chinese prose are those of this post: its `lang` says so, or it says nothing and is not written in another
 * language's letters. Every other language has rules of its own, which nobody here knows.
 */
export function hasChineseRules(text: string, lang: string | undefined): boolean {
  return lang === undefined ? looksChinese(text) : /^zh\b/i.test(lang);
}

/**
 * What autocorrect finds in a post, without what is no prose: front matter but for title and description, display
 * formulas, imports, code. Formulas in the line are put back as they were: their Chinese is their author's.
 */
export function proseFindings(text: string, linted: readonly LintedLine[]): ProseFinding[] {
  const lines = text.split(/\r?\n/);
  const skipped = linesWithoutProse(lines);
  return linted.flatMap(({ l, c, old, new: better }) => {
    if (skipped.has(l)) return [];
    const line = lines[l - 1] ?? '';
    const repaired = withFormulasOf(old, better);
    // A line that quotes Japanese or Korean is theirs.
    if (repaired === undefined || repaired === old || !looksChinese(line)) return [];
    const at = line.startsWith(old, c - 1) ? c - 1 : line.indexOf(old);
    return at === -1 ? [] : [{ line: l, column: at + 1, old, new: repaired }];
  });
}

/** The text with the findings carried out. */
export function withFindings(text: string, findings: readonly ProseFinding[]): string {
  const lines = text.split('\n');
  // From the end of a line, so that columns before stay right.
  for (const { line, column, old, new: better } of [...findings].sort(
    (a, b) => b.line - a.line || b.column - a.column,
  )) {
    const there = lines[line - 1] ?? '';
    if (!there.startsWith(old, column - 1)) continue;
    lines[line - 1] = there.slice(0, column - 1) + better + there.slice(column - 1 + old.length);
  }
  return lines.join('\n');
}

function linesWithoutProse(lines: readonly string[]): ReadonlySet<number> {
  const skipped = new Set<number>();
  let inside: 'matter' | 'math' | 'code' | undefined = lines[0]?.trim() === '---' ? 'matter' : undefined;
  let fence = '';
  lines.forEach((line, i) => {
    const number = i + 1;
    if (i === 0 && inside === 'matter') skipped.add(number);
    else if (inside === 'matter') {
      if (line.trim() === '---') inside = undefined;
      if (!/^(title|description|coverAlt)\s*:/.test(line)) skipped.add(number);
    } else if (inside === undefined) {
      fence = /^[\s>]*(`{3,}|~{3,})/.exec(line)?.[1] ?? '';
      if (fence !== '') inside = 'code';
      else if (/^[\s>]*\$\$\s*$/.test(line)) inside = 'math';
      if (inside !== undefined || /^(import|export)\s/.test(line) || /^\s*\$\$.*\$\$\s*$/.test(line))
        skipped.add(number);
    } else {
      skipped.add(number);
      if (
        inside === 'math'
          ? /\$\$\s*$/.test(line)
          : line
              .trim()
              .replace(/^[>\s]*/, '')
              .startsWith(fence)
      )
        inside = undefined;
    }
  });
  return skipped;
}

/** And citations: their number follows the word. */
const formula = /(?<!\\)(\${1,2})(?!\s)[^$]+?\1| ?\[@[^\][]+\]/g;

/** A better line with the formulas of the old one; undefined if they cannot be told apart any more. */
function withFormulasOf(old: string, better: string): string | undefined {
  const before = [...old.matchAll(formula)].map(([match]) => match);
  const after = [...better.matchAll(formula)];
  if (before.length !== after.length) return undefined;
  let k = 0;
  return better.replace(formula, () => before[k++] ?? '');
}
