import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { plugins } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { z } from 'astro/zod';
import { contentFolder } from './content-folder.ts';

const name = z.object({ family: z.string().optional(), given: z.string().optional(), literal: z.string().optional() });

/** What we use of an entry; CSL-JSON's names (https://docs.citationstyles.org/en/stable/specification.html). */
const entry = z.object({
  id: z.string(),
  type: z.string(),
  title: z.string().default(''),
  author: z.array(name).default([]),
  editor: z.array(name).default([]),
  issued: z.object({ 'date-parts': z.array(z.array(z.union([z.number(), z.string()]))) }).optional(),
  'container-title': z.string().optional(),
  publisher: z.string().optional(),
  'publisher-place': z.string().optional(),
  volume: z.string().optional(),
  issue: z.string().optional(),
  page: z.string().optional(),
  language: z.string().optional(),
  DOI: z.string().optional(),
  URL: z.string().optional(),
});

export type Name = z.infer<typeof name>;
export type Entry = z.infer<typeof entry>;

/** A .bib file that cannot be read. The line counts from 1, where the parser knows it. */
export class BibliographyError extends Error {
  readonly file: string;
  readonly line: number | undefined;
  constructor(file: string, message: string, line?: number) {
    super(message);
    this.name = 'BibliographyError';
    this.file = file;
    this.line = line;
  }
}

/** The files that a post's citations may come from, the first first: its own and the site's. Both may be missing. */
export function bibliographyFiles(post: string): string[] {
  return [join(dirname(post), 'references.bib'), join(contentFolder(), '..', 'references.bib')];
}

/**
 * The entries of a BibTeX file by key, LaTeX turned into plain text; a missing file has none.
 * @throws BibliographyError
 */
export function readBibliography(file: string): Map<string, Entry> {
  if (!existsSync(file)) return new Map();
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') return new Map();
  let data: unknown;
  try {
    data = plugins.input.chain(text, {
      generateGraph: false,
      forceType: '@biblatex/text',
      maxChainLength: 10,
      strict: true,
      target: '@csl/list+object',
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const line = /at line (\d+)/.exec(message)?.[1];
    throw new BibliographyError(file, message.split(/ at line | \(|\n/)[0] ?? message, line ? Number(line) : undefined);
  }
  const entries = z.array(entry).safeParse(data);
  if (!entries.success) {
    const [issue] = entries.error.issues;
    throw new BibliographyError(
      file,
      `entry ${String(issue?.path[0])}: ${issue?.path.slice(1).join('.')} is not as expected`,
    );
  }
  return new Map(entries.data.map((one) => [one.id, one]));
}
