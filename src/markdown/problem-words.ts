import { zhProblems } from './problem-words.zh.ts';

/** The language of whoever runs a command, as its system says: Chinese, or English for everybody else. */
export function authorsLanguage(env: Readonly<Record<string, string | undefined>> = process.env): 'zh' | 'en' {
  const said = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || Intl.DateTimeFormat().resolvedOptions().locale;
  return /^zh/i.test(said) ? 'zh' : 'en';
}

/** A sentence of the table, ready to be recognised. */
interface Known {
  readonly pattern: RegExp;
  /** Whether what fills a gap is the author's own word, in quotes: it stays as it is. */
  readonly quoted: readonly boolean[];
  readonly chinese: string;
}

const known: readonly Known[] = Object.entries(zhProblems)
  // A sentence is known by its beginning, one that begins with a gap by its end alone; then the one with the fewest gaps.
  .sort(
    ([a], [b]) =>
      Number(a.startsWith('¤')) - Number(b.startsWith('¤')) ||
      b.replaceAll('¤', '').length - a.replaceAll('¤', '').length,
  )
  .map(([english, chinese]) => {
    const parts = english.split('¤');
    const escaped = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
    return {
      pattern: new RegExp(`^${escaped.join('([\\s\\S]*?)')}$`),
      quoted: parts.slice(0, -1).map((part) => /[“`]$/.test(part)),
      chinese,
    };
  });

/** What the checks say, in the language asked for. A sentence that is not in the table (KaTeX's, a parser's) stays as it is. */
export function said(english: string, language: 'zh' | 'en' = authorsLanguage()): string {
  if (language === 'en') return english;
  for (const { pattern, quoted, chinese } of known) {
    const found = pattern.exec(english);
    if (!found) continue;
    const gaps = found.slice(1).map((gap, i) => (quoted[i] === true ? gap : said(gap, language)));
    let next = 0;
    return chinese.replace(/¤(\d?)/g, (_, number: string) => gaps[number === '' ? next++ : Number(number) - 1] ?? '');
  }
  return english;
}
