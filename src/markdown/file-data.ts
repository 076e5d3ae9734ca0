import type { Point } from 'unist';
import type { VFile } from 'vfile';
import { stringsFor, type Strings } from '../site/strings/index.ts';
import type { Formula } from './formula.ts';
import type { Problem, TextProblemKind } from './problem.ts';

/** A link as its author wrote it, so that a dead end found in the built site can be traced to its line. */
export interface WrittenLink {
  url: string;
  file: string;
  line: number | undefined;
  column: number | undefined;
}

/** The places of a post that links may lead to. */
export interface PostParts {
  ids: string[];
  /** Beginnings of names that only the built page knows: those of experiments and of the post's own components. */
  open: string[];
}

/** What the plugins of one file tell each other. */
declare module 'vfile' {
  interface DataMap {
    problems: Problem[];
    formulas: Formula[];
    links: WrittenLink[];
    /** absolute paths of files that the result depends on */
    files: string[];
    parts: PostParts;
  }
}

/** Notes a problem at a point of the file; the build lists them all and stops (fail-on-problems). */
export function reportProblem(
  file: VFile,
  kind: TextProblemKind,
  at: Point | undefined,
  message: string,
  remedy: string,
): void {
  file.data.problems ??= [];
  file.data.problems.push({ kind, file: file.path, line: at?.line, column: at?.column, message, remedy });
}

/** Notes that the result depends on a file, there or not: when it changes, the post is rendered again. */
export function dependOn(file: VFile, path: string): void {
  file.data.files ??= [];
  file.data.files.push(path);
}

/** The site's words in the language of this file's post. */
export function stringsOf(file: VFile): Strings {
  const lang: unknown = file.data.astro?.frontmatter?.['lang'];
  return stringsFor(typeof lang === 'string' ? lang : undefined);
}
