import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { fromHtml } from 'hast-util-from-html';
import { hasKeptMark, withKeptHtml } from './kept-html.ts';
import { keptFor } from './kept.ts';
import { linksOfPage, type PageLinks } from './page-links.ts';
import { toSearchHtml } from './to-search-html.ts';
import { withTexAlone } from './cut-formulas.ts';

/** What the search index and the check of links want to know of a page. */
export interface BuiltPage extends PageLinks {
  /** Its path in the built site's folder. */
  readonly name: string;
  /** What the search index is made from; absent if the page is no post. */
  readonly search?: string;
}

let last: { folder: string; pages: readonly BuiltPage[] } = { folder: '', pages: [] };

/** Puts the posts' texts into the pages that a build wrote, and reads them; before any integration that asks for `builtPages`. */
export function readBuiltPages(): AstroIntegration {
  return {
    name: 'built-pages',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        last = { folder, pages: finishPages(folder) };
      },
    },
  };
}

/** The pages of the site that was built into this folder, each parsed once for all who ask. */
export const builtPages = (folder: string): readonly BuiltPage[] =>
  last.folder === folder ? last.pages : finishPages(folder);

function finishPages(folder: string): BuiltPage[] {
  // With their types: without, each is asked for its own.
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.html'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  // A folder's order is no order: the search index would be another one on another disk.
  return names.sort().map((name) => {
    const file = join(folder, name);
    const written = readFileSync(file, 'utf8');
    let html: string | undefined;
    if (hasKeptMark(written)) writeFileSync(file, (html = withKeptHtml(written)));
    // A mark is the hash of the text that it stands for.
    return { name, ...keptFor('pages', written, () => readPage(html ?? written)) };
  });
}

function readPage(html: string): Omit<BuiltPage, 'name'> {
  const tree = fromHtml(withTexAlone(html));
  const search = toSearchHtml(tree);
  return { ...linksOfPage(tree), ...(search === undefined ? {} : { search }) };
}
