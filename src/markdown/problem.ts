import { relative } from 'node:path';
import { said } from './problem-words.ts';

/** What may be wrong in a post's text: found by the plugins, one post at a time. */
export type TextProblemKind =
  // A mark of emphasis that CommonMark leaves in the text: `**`, `~~`.
  | 'unclosed-strong'
  | 'unclosed-strike'
  // Jekyll's braces.
  | 'liquid'
  | 'backslash-in-address'
  | 'link-without-text'
  // A price, or what else has a space inside its dollars.
  | 'price-as-formula'
  // TeX that KaTeX cannot render; the second for words and full-width marks that stand bare in it.
  | 'bad-tex'
  | 'bare-words-in-tex'
  // Labels of formulas, and what refers to one that is not there.
  | 'label-in-line'
  | 'malformed-label'
  | 'second-label'
  | 'duplicate-label'
  | 'unknown-label'
  | 'picture-without-words'
  | 'picture-elsewhere'
  | 'missing-picture'
  | 'unreadable-picture'
  | 'diagram-without-words'
  | 'bad-diagram'
  | 'unknown-citation'
  | 'unknown-term'
  | 'bad-bibliography'
  // Dollars without a second one, `\$` within single dollars, and `$$` that does not stand by itself.
  | 'lone-dollar'
  | 'dollar-in-formula'
  | 'misplaced-dollars'
  | 'unclosed-fence'
  // What a table would drop.
  | 'bar-in-formula'
  | 'lost-cell'
  | 'unknown-footnote'
  | 'unused-footnote'
  | 'second-footnote'
  // A link to a part of its own post that is not there.
  | 'dead-part'
  // Of .mdx alone: names that are not there, and braces that show nothing.
  | 'unknown-component'
  | 'missing-import'
  | 'unknown-name'
  | 'no-value'
  | 'unknown-experiment'
  | 'unknown-setting'
  | 'setting-out-of-range'
  | 'unknown-claim';

/** What may be wrong with a post as a file among others: found before its text is read. */
export type PostProblemKind =
  | 'misplaced-file'
  | 'not-utf-8'
  | 'bad-yaml'
  | 'front-matter'
  | 'missing-cover'
  | 'bad-folder-name'
  | 'address-taken'
  | 'bad-address'
  | 'bad-translation'
  // Markdown's or MDX's parser gave up.
  | 'unparsable-text';

/** What is found in the built site, and what only reads better otherwise (npm run check). */
export type SiteProblemKind = 'faulty-page' | 'dead-link' | 'heavy-page' | 'prose-style';

export type ProblemKind = TextProblemKind | PostProblemKind | SiteProblemKind;

/** One thing an author has to repair. Lines and columns count from 1; a problem of a whole file has neither. */
export interface Problem {
  /** What programs tell problems apart by; the words below are for people, and may change. */
  kind: ProblemKind;
  /** Path as the author knows it: absolute, or relative to the working directory. */
  file: string;
  line?: number | undefined;
  column?: number | undefined;
  /** What is wrong, in one clause. */
  message: string;
  /** What to do about it, in one clause. */
  remedy: string;
}

function place({ file, line, column }: Problem): string {
  const name = file.startsWith('/') ? relative(process.cwd(), file) : file;
  return [name, line, column].filter((part) => part !== undefined).join(':');
}

/** An error that lists every problem as `file:line:column  what is wrong. Remedy.`, sorted by place. */
export class ProblemsError extends Error {
  constructor(problems: readonly Problem[]) {
    const sorted = [...problems].sort(
      (a, b) => a.file.localeCompare(b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    );
    const lines = sorted.map(
      (problem) => `  ${place(problem)}\n    ${said(problem.message)}\n    → ${said(problem.remedy)}`,
    );
    super(
      `${said(`${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} in the text:`)}\n${lines.join('\n')}`,
    );
    this.name = 'ProblemsError';
    // A stack through the Markdown machinery tells an author nothing.
    this.stack = this.message;
  }
}
