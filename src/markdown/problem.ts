import { relative } from 'node:path';

/** One thing an author has to repair. Lines and columns count from 1; a problem of a whole file has neither. */
export interface Problem {
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
    const lines = sorted.map((problem) => `  ${place(problem)}\n    ${problem.message}\n    → ${problem.remedy}`);
    super(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the text:\n${lines.join('\n')}`);
    this.name = 'ProblemsError';
    // A stack through the Markdown machinery tells an author nothing.
    this.stack = this.message;
  }
}
