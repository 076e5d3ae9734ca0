import { postPath, type Post } from './posts.ts';

export interface Redirect {
  /** the file, inside the site's folder, that answers the old address */
  readonly file: string;
  /** site-absolute path of the post, without base */
  readonly to: string;
}

/**
 * The file that a static host serves for an old address: "/a b/c/" -> "a b/c/index.html", "/x.html" as it is.
 * Front matter may hold the address decoded or percent-encoded. Undefined if it leads out of the site or nowhere.
 */
export function fileOf(address: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(address);
  } catch {
    path = address;
  }
  const parts =
    path
      .split(/[?#]/u, 1)[0]
      ?.split('/')
      .filter((part) => part !== '' && part !== '.') ?? [];
  if (parts.length === 0 || parts.includes('..')) return undefined;
  const file = parts.join('/');
  return /\.html?$/u.test(file) ? file : `${file}/index.html`;
}

/** One redirect for every old address of every post. Two posts that claim one address are an author's slip: say so. */
export function redirectsOf(posts: readonly Post[]): Redirect[] {
  const owners = new Map<string, string>();
  for (const post of posts) {
    for (const address of post.data.redirectFrom ?? []) {
      const file = fileOf(address);
      if (file === undefined) throw new Error(`${post.id}: redirectFrom "${address}" is not an address of this site`);
      const owner = owners.get(file);
      if (owner !== undefined && owner !== post.id) {
        throw new Error(`redirectFrom "${address}" is claimed by two posts: ${owner} and ${post.id}`);
      }
      owners.set(file, post.id);
    }
  }
  return [...owners].map(([file, id]) => ({ file, to: postPath(id) }));
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
