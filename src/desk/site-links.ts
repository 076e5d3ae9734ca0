import { existsSync, globSync } from 'node:fs';
import { decodedUrl } from '../markdown/decoded-url.ts';
import type { WrittenLink } from '../markdown/file-data.ts';
import type { Problem } from '../markdown/problem.ts';
import { slugOf } from '../site/labels.ts';

/** A post as far as addresses care. */
export interface Addressed {
  slug: string;
  tags: readonly string[];
  categories: readonly string[];
}

/** Links written into posts that no page of the site answers. Parts (`#…`) are known only when the site is built. */
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
  return links.flatMap(({ url, file, line, column }) => {
    if (!url.startsWith('/') || url.startsWith('//')) return [];
    const path = decodedUrl(url.replace(/[?#].*$/, ''));
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
