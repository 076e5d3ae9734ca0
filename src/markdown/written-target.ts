import { decodedUrl } from './decoded-url.ts';

/** The folder's name of a post's file. */
export const slugOfFile = (file: string): string => /([^/\\]+)[/\\]index\.mdx?$/.exec(file)?.[1] ?? '';

/**
 * Where a link leads within the site, decoded: one from the root, or one relative to the post that it stands in. Undefined if
 * it leads elsewhere.
 */
export function writtenTarget(url: string, file: string): { path: string; part: string } | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return undefined;
  const page = `http://site/posts/${encodeURIComponent(slugOfFile(file))}/`;
  if (!URL.canParse(url, page)) return undefined;
  const { pathname, hash } = new URL(url, page);
  return { path: decodedUrl(pathname), part: decodedUrl(hash.slice(1).replace(/:~:.*$/, '')) };
}
