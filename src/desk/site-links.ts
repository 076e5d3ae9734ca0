import { existsSync, globSync } from 'node:fs';
import type { WrittenLink } from '../markdown/file-data.ts';
import type { Problem } from '../markdown/problem.ts';
import { slugOfFile, writtenTarget } from '../markdown/written-target.ts';
import { slugOf } from '../site/labels.ts';
import { mayHavePart } from './page-parts.ts';

/** A post as far as addresses care. */
export interface Addressed {
  slug: string;
  tags: readonly string[];
  categories: readonly string[];
  /** what keeps it from readers: only the author's server has a page for it */
  state?: 'draft' | 'scheduled' | undefined;
}

/** Links written into posts that no page of the site answers. Their parts (`#…`) have been looked at with the posts. */
export function deadLinks(links: readonly WrittenLink[], posts: readonly Addressed[]): Problem[] {
  const pages = new Set([
    '/',
    '/sitemap-index.xml',
    // Files that the build writes: rss.xml.ts, favicon.svg.ts
    ...globSync('src/pages/**/*.ts').map((file) => file.replaceAll('\\', '/').replace(/^src\/pages(.*)\.ts$/, '$1')),
    ...globSync('src/pages/**/*.astro').map((file) =>
      `/${file
        .replaceAll('\\', '/')
        .replace(/^src\/pages\//, '')
        .replace(/(?:index)?\.astro$/, '')}/`.replace(/\/{2,}/g, '/'),
    ),
    ...globSync('src/experiments/*/').map(
      (folder) => `/lab/${folder.replaceAll('\\', '/').replace(/\/$/, '').split('/').at(-1)}/`,
    ),
    ...posts.map(({ slug }) => `/posts/${slug}/`),
    ...posts.flatMap(({ tags }) => tags.map((tag) => `/tags/${slugOf(tag)}/`)),
    ...posts.flatMap(({ categories }) => categories.map((category) => `/categories/${slugOf(category)}/`)),
  ]);
  const hidden = new Map(posts.flatMap(({ slug, state }) => (state === undefined ? [] : [[slug, state]])));
  return links.flatMap(({ url, file, line, column }) => {
    if (url.startsWith('#') || url === '') return [];
    const dead = (message: string, remedy = 'correct the address; posts are at /posts/<folder>/'): Problem[] => [
      { kind: 'dead-link', file, line, column, message: `the link “${url}” is dead: ${message}`, remedy },
    ];
    if (!URL.canParse(url, 'http://site/posts/post/')) return dead('this is no address');
    const { path, part = '' } = writtenTarget(url, file) ?? {};
    if (path === undefined) return [];
    const state = hidden.get(/^\/posts\/([^/]+)\/?$/.exec(path)?.[1] ?? '');
    // A post that is not shown either may well lead there: they will be shown together.
    if (state !== undefined && !hidden.has(slugOfFile(file))) {
      const why = state === 'draft' ? 'a draft' : 'not shown before its day';
      return dead(`that post is ${why}`, 'publish that post first, or take the link out');
    }
    const isThere =
      pages.has(path) || pages.has(`${path}/`) || /^\/(page|_astro)\//.test(path) || existsSync(`public${path}`);
    if (!isThere) return dead('there is no such page or file');
    return mayHavePart(path, part) ? [] : dead(`${path} has no part “${part}”`);
  });
}
