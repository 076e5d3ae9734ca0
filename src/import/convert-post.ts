import { apart } from './steps/apart.ts';
import { code } from './steps/code.ts';
import { comments, commentsAroundCode } from './steps/comments.ts';
import { distill } from './steps/distill.ts';
import { dollars } from './steps/dollars.ts';
import { footnotes } from './steps/footnotes.ts';
import { formulas } from './steps/formulas.ts';
import { headings } from './steps/headings.ts';
import { html, scripts } from './steps/html.ts';
import type { Job } from './steps/job.ts';
import { kramdown } from './steps/kramdown.ts';
import { links } from './steps/links.ts';
import { liquid } from './steps/liquid.ts';
import { pictures } from './steps/pictures.ts';
import { raw, rawLeftovers } from './steps/raw.ts';
import { tables } from './steps/tables.ts';
import { typography } from './steps/typography.ts';

/** In this order: each step relies on what those before it have put aside. */
const steps: readonly ((job: Job) => void)[] = [
  raw,
  commentsAroundCode,
  code,
  comments,
  scripts,
  distill,
  formulas,
  liquid,
  kramdown,
  footnotes,
  html,
  pictures,
  links,
  tables,
  headings,
  typography,
  dollars,
  rawLeftovers,
];

/** A post's text from kramdown and Liquid to our Markdown, in place. */
export function convertPost(job: Job): void {
  for (const step of steps) step(job);
  const { manuscript } = job;
  apart(manuscript);
  manuscript.restore();
  // No more than one blank line, outside of code; none at the ends; no spaces that mean nothing.
  let fence: string | undefined;
  let blank = true;
  manuscript.mapLines((line) => {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,}|\$\$)/.exec(line)?.[1];
    if (fence === undefined && mark !== undefined && !/^\$\$./.test(line.trim())) fence = mark;
    else if (fence !== undefined && mark?.startsWith(fence) === true) {
      fence = undefined;
      blank = false;
      return line;
    }
    if (fence !== undefined) {
      blank = false;
      return line;
    }
    if (line.trim() !== '') {
      blank = false;
      return line.replace(/[ \t]+$/, (spaces) => (spaces.includes('  ') ? '  ' : ''));
    }
    if (blank) return undefined;
    blank = true;
    return '';
  });
}
