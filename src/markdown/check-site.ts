import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { toBasePath } from './base-path.ts';
import { builtPages } from './built-pages.ts';
import { decodedUrl } from './decoded-url.ts';
import type { WrittenLink } from './file-data.ts';
import type { PageLinks } from './page-links.ts';
import type { Problem } from './problem.ts';

/** A built site: where it lies on disk, where it will live (`https://host`), and under which path (`/` or `/repo/`). */
export interface BuiltSite {
  folder: string;
  origin: string;
  base: string;
}

/** A page as far as links care. */
interface Page extends Omit<PageLinks, 'ids'> {
  file: string;
  /** Path in the site, base included: `/repo/posts/a/`. */
  path: string;
  ids: ReadonlySet<string>;
}

/**
 * Crawls the files of a built site: each link and picture must lead to a file, each `#part` to an id. Dead links of
 * posts are reported at the line where `written` says they were written, all others at the built page.
 */
export function checkSite(site: BuiltSite, written: readonly WrittenLink[]): Problem[] {
  const pages = new Map<string, Page>();
  for (const { name, ids, links, faults } of builtPages(site.folder)) {
    const path = site.base + encodeURI(name.replaceAll('\\', '/').replace(/(^|\/)index\.html$/, '$1'));
    pages.set(path, { file: join(site.folder, name), path, ids: new Set(ids), links, faults });
  }
  const problems: Problem[] = [];
  // Posts first: what a list repeats of a post's text is mentioned once, where it was written.
  const traced = new Set<string>();
  const isPost = (page: Page): boolean => page.path.startsWith(`${site.base}posts/`);
  for (const page of [...pages.values()].sort((a, b) => Number(isPost(b)) - Number(isPost(a)))) {
    for (const fault of page.faults) {
      problems.push({
        kind: 'faulty-page',
        file: page.file,
        message: fault,
        remedy: 'correct it where this page comes from',
      });
    }
    for (const url of new Set(page.links)) {
      const fault = faultOf(url, page, site, pages);
      if (fault === undefined) continue;
      const address = URL.canParse(url, site.origin + page.path) ? new URL(url, site.origin + page.path).href : url;
      const sources = written.filter((link) => isShownAs(link, page, url, site));
      if (sources.length > 0) traced.add(address);
      else if (!isPost(page) && traced.has(address)) continue;
      const places = sources.length > 0 ? sources : [{ file: page.file, line: undefined, column: undefined }];
      for (const { file, line, column } of places) {
        const message = `the link “${url}” is dead: ${fault}`;
        problems.push({
          kind: 'dead-link',
          file,
          line,
          column,
          message,
          remedy: 'correct the address; posts are at /posts/<folder>/',
        });
      }
    }
  }
  return problems;
}

function faultOf(url: string, page: Page, site: BuiltSite, pages: ReadonlyMap<string, Page>): string | undefined {
  if (/^(mailto|tel|data|javascript|blob):/i.test(url)) return undefined;
  if (!URL.canParse(url, site.origin + page.path)) return 'this is no address';
  const { origin, pathname, hash } = new URL(url, site.origin + page.path);
  if (origin !== new URL(site.origin).origin) return undefined;
  if (!pathname.startsWith(site.base)) return `it leaves the site’s base ${site.base}`;
  const target = pages.get(pathname) ?? pages.get(`${pathname}/`) ?? pages.get(`${pathname}.html`);
  if (!target) {
    const file = join(site.folder, decodedUrl(pathname.slice(site.base.length)));
    return existsSync(file) && statSync(file).isFile() ? undefined : 'there is no such page or file';
  }
  const part = decodedUrl(hash.slice(1).replace(/:~:.*$/, ''));
  if (part === '' || part === 'top' || target.ids.has(part)) return undefined;
  return `${decodeURI(target.path)} has no part “${part}”`;
}

/** Whether this written link is the one that the page shows as `url`. */
function isShownAs(link: WrittenLink, page: Page, url: string, site: BuiltSite): boolean {
  const slug = /([^/\\]+)[/\\]index\.mdx?$/.exec(link.file)?.[1];
  if (slug === undefined || page.path !== `${site.base}posts/${encodeURI(slug)}/`) return false;
  return decoded(toBasePath(link.url)) === decoded(url);
}

function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
