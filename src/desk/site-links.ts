import { existsSync, globSync } from 'node:fs';
import type { WrittenLink } from '../markdown/file-data.ts';
import type { Problem } from '../markdown/problem.ts';
import { slugOfFile, writtenTarget } from '../markdown/written-target.ts';
import { slugOf } from '../site/labels.ts';

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
    const path = url.startsWith('#') || url === '' ? undefined : writtenTarget(url, file)?.path;
    if (path === undefined) return [];
    const state = hidden.get(/^\/posts\/([^/]+)\/?$/.exec(path)?.[1] ?? '');
    // A post that is not shown either may well lead there: they will be shown together.
    if (state !== undefined && !hidden.has(slugOfFile(file))) {
      return [
        {
          kind: 'dead-link',
          file,
          line,
          column,
          message: `the link “${url}” is dead: that post is ${state === 'draft' ? 'a draft' : 'not shown before its day'}`,
          remedy: 'publish that post first, or take the link out',
        },
      ];
    }
    if (pages.has(path) || pages.has(`${path}/`) || /^\/(page|_astro)\//.test(path) || existsSync(`public${path}`))
      return [];
    return [
      {
        kind: 'dead-link',
        file,
        line,
        column,
        message: `the link “${url}” is dead: there is no such page or file`,
        remedy: 'correct the address; posts are at /posts/<folder>/',
      },
    ];
  });
}
