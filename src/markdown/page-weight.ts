import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { usualBudgets, type PageBudgets } from '../site/page-budgets.ts';
import { decodedUrl } from './decoded-url.ts';
import type { Problem } from './problem.ts';

/** What is known of a page's weight without its files. */
export interface PageWeight {
  /** Bytes, compressed; of a light page at most so many. */
  readonly html: number;
  readonly sheets: readonly string[];
  readonly scripts: readonly string[];
}

/** Below this nobody asks for the exact weight. */
const light = 50_000;

export function weightOfPage(html: string, tree: Root): PageWeight {
  // Fast compression is an upper bound: most of a thousand pages need no other.
  const bound = gzipSync(html, { level: 1 }).length;
  const found = { html: bound < light ? bound : gzipSync(html, { level: 9 }).length, sheets: new Set<string>() };
  const scripts = new Set<string>();
  visit(tree, 'element', ({ tagName, properties: { rel, href, src } }) => {
    if (tagName === 'link' && Array.isArray(rel) && rel.includes('stylesheet')) found.sheets.add(String(href));
    if (tagName === 'script' && typeof src === 'string') scripts.add(src);
  });
  return { html: found.html, sheets: [...found.sheets], scripts: [...scripts] };
}

/**
 * The pages of a built site that are heavier than they may be.
 * @param pages those that lie in `folder`, by their path there
 * @param base the site's path, `/` or `/repo/`
 * @param budgets instead of the usual ones
 */
export function heavyPages(
  pages: readonly { readonly name: string; readonly weight: PageWeight }[],
  folder: string,
  base: string,
  budgets: Partial<PageBudgets> = {},
): Problem[] {
  const allowed = { ...usualBudgets, ...budgets };
  const known = new Map<string, number>();
  const bytesOf = (address: string): number => {
    // Scripts of other hosts are the author's wish, and not in this folder.
    if (!address.startsWith(base)) return 0;
    const file = join(folder, decodedUrl(address.slice(base.length).replace(/[?#].*$/, '')));
    const bytes = known.get(file) ?? gzipSync(readFileSync(file), { level: 9 }).length;
    known.set(file, bytes);
    return bytes;
  };
  const sum = (addresses: readonly string[]) => addresses.reduce((total, address) => total + bytesOf(address), 0);
  return pages.flatMap(({ name, weight }) => {
    const over = (key: keyof PageBudgets, found: number, message: string, remedy: string): Problem[] =>
      found <= allowed[key]
        ? []
        : [
            {
              kind: 'heavy-page',
              file: join(folder, name),
              message,
              remedy: `${remedy}, or raise budgets.${key} in src/site/options.ts`,
            },
          ];
    const more = (bytes: number, key: keyof PageBudgets) => `${bytes} bytes compressed, and may have ${allowed[key]}`;
    const [styles, scripts] = [sum(weight.sheets), sum(weight.scripts)];
    return [
      ...over('html', weight.html, `this page has ${more(weight.html, 'html')}`, 'make two posts of it'),
      ...over('styles', styles, `the style sheets of this page have ${more(styles, 'styles')}`, 'leave styles out'),
      ...over(
        'sheets',
        weight.sheets.length,
        `this page has ${weight.sheets.length} style sheets, and may have ${allowed.sheets}`,
        'join style sheets',
      ),
      ...over('scripts', scripts, `the scripts of this page have ${more(scripts, 'scripts')}`, 'leave scripts out'),
    ];
  });
}
