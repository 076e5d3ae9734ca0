import { readFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { z } from 'astro/zod';
import { decodePost } from './decode-post.ts';
import type { Problem } from './problem.ts';

/** A post on disk, parsed as far as it can be. */
export interface Source {
  file: string;
  slug: string;
  raw: string;
  data: Record<string, unknown>;
  content: string;
}

/** Lines and columns count from 1. */
export interface Place {
  line: number;
  column: number;
}

/** Reads a post; one that cannot be read at all is reported. */
export async function readSource(file: string, problems: Problem[]): Promise<Source | undefined> {
  const decoded = decodePost(await readFile(file));
  if (!('text' in decoded)) {
    problems.push({
      kind: 'not-utf-8',
      file,
      ...decoded,
      message: 'this file is not in UTF-8: from here on its letters would be others',
      remedy: 'save it as UTF-8 in your editor, or: iconv -f GB18030 -t UTF-8 old.md > index.md',
    });
    return undefined;
  }
  const raw = decoded.text;
  try {
    const { frontmatter, content } = parseFrontmatter(raw, { frontmatter: 'empty-with-spaces' });
    return { file, slug: basename(dirname(file)), raw, data: frontmatter, content };
  } catch (error) {
    const mark = z
      .object({ reason: z.string(), mark: z.object({ line: z.number(), column: z.number() }) })
      .safeParse(error);
    problems.push({
      kind: 'bad-yaml',
      file,
      line: mark.success ? mark.data.mark.line + 1 : 1,
      column: mark.success ? mark.data.mark.column + 1 : 1,
      message: `the front matter is not YAML: ${mark.success ? mark.data.reason : String(error)}`,
      remedy: 'put text with a colon, quotes or brackets in quotes',
    });
    return undefined;
  }
}

/** Where a top-level key of the front matter stands; its first line if the key is not there. */
export function placeOfKey(raw: string, key: string): Place {
  const lines = raw.split(/\r?\n/);
  const found =
    key === '' ? -1 : lines.findIndex((line) => line.trimStart().replace(/["']/g, '').startsWith(`${key}:`));
  return { line: Math.max(found, 0) + 1, column: (/^\s*/.exec(lines[found] ?? '')?.[0].length ?? 0) + 1 };
}

/** What is written behind a top-level key, and where; without its quotes and what is remarked behind it. */
export function writtenValue(raw: string, key: string): { text: string; place: Place } | undefined {
  const { line } = placeOfKey(raw, key);
  const match = /^(\s*["']?([\w-]+)["']?\s*:\s*)(?:"([^"]*)"|'([^']*)'|([^#]*))/.exec(
    raw.split(/\r?\n/)[line - 1] ?? '',
  );
  if (match?.[2] !== key) return undefined;
  const text = (match[3] ?? match[4] ?? match[5] ?? '').trim();
  return { text, place: { line, column: (match[1] ?? '').length + 1 } };
}
