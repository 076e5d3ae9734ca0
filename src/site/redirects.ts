import { AddressBook, fileOf } from './addresses.ts';
import { postPath, type Post } from './posts.ts';

export interface Redirect {
  /** the file, inside the site's folder, that answers the old address */
  readonly file: string;
  /** site-absolute path of the post, without base */
  readonly to: string;
}

/**
 * One redirect for every old address of every post.
 * @throws Error if an address is none of this site, or another post's: an author's slip, which the checks before a build
 *   name by file and line
 */
export function redirectsOf(posts: readonly Post[]): Redirect[] {
  const book = new AddressBook<string>();
  for (const { id } of posts) book.claimPage(postPath(id), id);
  const targets = new Map<string, string>();
  for (const { id, data } of posts) {
    for (const address of data.redirectFrom ?? []) {
      const file = fileOf(address);
      if (file === undefined) throw new Error(`${id}: redirectFrom "${address}" is not an address of this site`);
      const owner = book.claimRedirect(address, id);
      if (owner === id) throw new Error(`${id}: redirectFrom "${address}" is where the post itself stands`);
      if (owner !== undefined) throw new Error(`redirectFrom "${address}" is claimed by two posts: ${owner} and ${id}`);
      targets.set(file, postPath(id));
    }
  }
  return [...targets].map(([file, to]) => ({ file, to }));
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** A page that sends the reader on, for hosts that cannot redirect. The link is for readers whose browser does not follow. */
export function redirectPage({ href, canonical, title }: { href: string; canonical: string; title: string }): string {
  return `<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'">
<title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url=${escaped(href)}">
<meta name="robots" content="noindex">
<link rel="canonical" href="${escaped(canonical)}">
</head>
<body>
<main>
<p>这篇文章搬到了 <a href="${escaped(href)}">${escaped(title)}</a>。</p>
</main>
</body>
</html>
`;
}
