import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fromHtml } from 'hast-util-from-html';
import { withTexAlone } from './cut-formulas.ts';
import { withoutIdleSheet } from './idle-sheet.ts';
import { hasKeptMark, withKeptHtml } from './kept-html.ts';
import { keptFor } from './kept.ts';
import { linksOfPage, type PageLinks } from './page-links.ts';
import { weightOfPage, type PageWeight } from './page-weight.ts';
import { toSearchHtml } from './to-search-html.ts';

/** A page of a built site, as far as links and weights care. */
export interface BuiltPage extends PageLinks {
  /** Its path in the built site's folder. */
  readonly name: string;
  readonly weight: PageWeight;
}

let finished: { folder: string; pages: readonly BuiltPage[] } | undefined;

/** The pages that `finishPages` finished in this folder. @throws Error if it did not */
export function builtPages(folder: string): readonly BuiltPage[] {
  if (finished?.folder !== folder) throw new Error(`The pages in ${folder} have not been finished yet.`);
  return finished.pages;
}

/**
 * Finishes the pages that a build wrote, one after the other: puts the posts' texts in, and parses each once for all who ask. The
 * first to ask is the search index, which works on one page while the next is made here.
 * @param take told each page, and what the search index is made from; nothing if the page is no post
 */
export async function finishPages(
  folder: string,
  take: (name: string, search: string | undefined) => void,
): Promise<void> {
  // With their types: without, each is asked for its own.
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(({ name }) => name.endsWith('.html'))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  const pages: BuiltPage[] = [];
  // A folder's order is no order: the search index would be another one on another disk.
  for (const name of names.sort()) {
    const file = join(folder, name);
    const written = readFileSync(file, 'utf8');
    const html = withoutIdleSheet(hasKeptMark(written) ? withKeptHtml(written) : written);
    if (html !== written) writeFileSync(file, html);
    // A mark is the hash of the text that it stands for.
    const { search, ...found } = keptFor('pages', written, () => readPage(html));
    pages.push({ name, ...found });
    take(name, search);
    await setImmediate();
  }
  finished = { folder, pages };
}

function readPage(html: string): PageLinks & { weight: PageWeight; search?: string } {
  const tree = fromHtml(withTexAlone(html));
  const weight = weightOfPage(html, tree);
  const search = toSearchHtml(tree);
  return { ...linksOfPage(tree), weight, ...(search === undefined ? {} : { search }) };
}
