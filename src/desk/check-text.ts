import { readFileSync, writeFileSync } from 'node:fs';
import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { z } from 'astro/zod';
import { checkPosts } from '../markdown/check-posts.ts';
import { contentFolder } from '../markdown/content-folder.ts';
import { frontMatter } from '../markdown/front-matter.ts';
import type { Problem } from '../markdown/problem.ts';
import { said } from '../markdown/problem-words.ts';
import { postState } from '../site/posts.ts';
import { hasChineseRules, proseFindings, withFindings, type LintedLine } from './prose-lint.ts';
import { deadLinks, type Addressed } from './site-links.ts';

const usage = 'npm run check [-- --fix]';

/**
 * `npm run check`: everything that the build would refuse in the posts, links within the site, and Chinese prose by
 * autocorrect (spaces between Han and Latin, half-width punctuation). `--fix` writes the prose's repairs.
 * @returns the exit code: 0 for posts that the build takes, 1 for others, 2 for an option that does not exist
 */
export async function runCheck(args: readonly string[]): Promise<number> {
  const other = args.find((arg) => arg !== '--fix');
  if (other !== undefined) {
    console.error(`There is no option ${other}.\n${usage}`);
    return 2;
  }
  const fix = args.includes('--fix');
  const files = globSync('src/content/posts/*/index.{md,mdx}')
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
  const prose: Problem[] = [];
  let fixed = 0;
  const lint = await linter();
  for (const file of lint ? files : []) {
    const text = readFileSync(file, 'utf8');
    const findings = hasChineseRules(text, langOf(text)) ? proseFindings(text, lint?.(text) ?? []) : [];
    if (fix && findings.length > 0) {
      writeFileSync(file, withFindings(text, findings));
      fixed += findings.length;
    } else {
      for (const { line, column, old, new: better } of findings) {
        prose.push({
          kind: 'prose-style',
          file,
          line,
          column,
          message: `“${excerpt(old, better)}” reads better as “${excerpt(better, old)}”`,
          remedy: 'npm run check -- --fix writes it so',
        });
      }
    }
  }
  const { problems, links } = await checkPosts(contentFolder());
  const all = [...problems, ...deadLinks(links, files.map(addressed)), ...prose].sort(
    (a, b) =>
      shortPath(a.file).localeCompare(shortPath(b.file)) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  for (const { file, line, column, message, remedy } of all) {
    console.log(
      `${[shortPath(file), line, column].filter((part) => part !== undefined).join(':')}\n  ${said(message)}\n  → ${said(remedy)}`,
    );
  }
  const faults = all.length - prose.length;
  if (fixed > 0) console.log(said(`${counted(fixed, 'line')} of prose corrected.`));
  if (!lint) console.log(said('Prose was not looked at: autocorrect-node has no binary for this machine.'));
  console.log(said(`${files.length} posts, ${counted(faults, 'thing')} to correct.`));
  if (prose.length > 0)
    console.log(said(`${counted(prose.length, 'line')} would read better: npm run check -- --fix.`));
  return faults > 0 ? 1 : 0;
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** autocorrect is a native module: where it has no binary, the rest of the check still runs. */
async function linter(): Promise<((text: string) => LintedLine[]) | undefined> {
  try {
    const { default: autocorrect } = await import('autocorrect-node');
    return (text) => autocorrect.lintFor(text, 'index.md').lines;
  } catch {
    return undefined;
  }
}

function addressed(file: string): Addressed {
  const slug = basename(dirname(file));
  try {
    const { frontmatter } = parseFrontmatter(readFileSync(file, 'utf8'));
    const { date, draft, tags, categories } = frontMatter(z.string()).parse(frontmatter);
    const state = postState({ date, draft }, new Date());
    return state === undefined ? { slug, tags, categories } : { slug, tags: [], categories: [], state };
  } catch {
    return { slug, tags: [], categories: [] };
  }
}

/** What a post says of its language; one whose front matter cannot be read is reported as such. */
function langOf(text: string): string | undefined {
  try {
    const lang: unknown = parseFrontmatter(text).frontmatter['lang'];
    return typeof lang === 'string' ? lang : undefined;
  } catch {
    return undefined;
  }
}

const shortPath = (file: string): string =>
  file.replaceAll('\\', '/').replace(`${process.cwd().replaceAll('\\', '/')}/`, '');

/** The part of a line around where it differs from the other. */
function excerpt(text: string, other: string): string {
  let from = 0;
  while (from < text.length && text[from] === other[from]) from += 1;
  const start = Math.max(0, from - 8);
  const piece = text.slice(start, from + 16).trim();
  return `${start > 0 ? '…' : ''}${piece}${from + 16 < text.length ? '…' : ''}`;
}
