import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Root } from 'hast';
import { visit } from 'unist-util-visit';
import { usualBudgets, type PageBudgets } from '../site/page-budgets.ts';
import { decodedUrl } from './decoded-url.ts';
import type { Problem } from './problem.ts';

/** What is known of a page's weight without its files. */
export interface PageWeight {
  /** Bytes, compressed: at most so many. */
  readonly html: number;
  readonly sheets: readonly string[];
  readonly scripts: readonly string[];
}

export function weightOfPage(html: string, tree: Root): PageWeight {
  const [sheets, scripts] = [new Set<string>(), new Set<string>()];
  visit(tree, 'element', ({ tagName, properties: { rel, href, src } }) => {
    if (tagName === 'link' && Array.isArray(rel) && rel.includes('stylesheet')) sheets.add(String(href));
    if (tagName === 'script' && typeof src === 'string') scripts.add(src);
  });
  // Fast compression is an upper bound: hardly a page of a thousand needs the exact weight.
  return { html: gzipSync(html, { level: 1 }).length, sheets: [...sheets], scripts: [...scripts] };
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
    const bytes = known.get(file) ?? compressed(file);
    known.set(file, bytes);
    return bytes;
  };
  const sum = (addresses: readonly string[]) => addresses.reduce((total, address) => total + bytesOf(address), 0);
  return pages.flatMap(({ name, weight }) => {
    const file = join(folder, name);
    const { sheets, scripts } = weight;
    const html = weight.html > allowed.html ? compressed(file) : weight.html;
    const [styleBytes, scriptBytes] = [sum(sheets), sum(scripts)];
    const rows = [
      {
        over: html > allowed.html,
        message: `this page has ${html} bytes compressed, and may have ${allowed.html}`,
        remedy: 'make two posts of it, or raise budgets.html in src/site/options.ts',
      },
      {
        over: styleBytes > allowed.styles,
        message: `the style sheets of this page have ${styleBytes} bytes compressed, and may have ${allowed.styles}`,
        remedy: 'leave styles out, or raise budgets.styles in src/site/options.ts',
      },
      {
        over: sheets.length > allowed.sheets,
        message: `this page has ${sheets.length} style sheets, and may have ${allowed.sheets}`,
        remedy: 'join style sheets, or raise budgets.sheets in src/site/options.ts',
      },
      {
        over: scriptBytes > allowed.scripts,
        message: `the scripts of this page have ${scriptBytes} bytes compressed, and may have ${allowed.scripts}`,
        remedy: 'leave scripts out, or raise budgets.scripts in src/site/options.ts',
      },
    ];
    return rows.flatMap(({ over, ...told }): Problem[] => (over ? [{ kind: 'heavy-page', file, ...told }] : []));
  });
}

/** A file that is not there weighs nothing: that its link is dead is told by check-site.ts. */
function compressed(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? gzipSync(readFileSync(file), { level: 9 }).length : 0;
}
