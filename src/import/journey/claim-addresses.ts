import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { decodedUrl } from '../../markdown/decoded-url.ts';
import { addressKey } from '../permalink.ts';
import { isSitePage } from '../site-pages.ts';
import { postsFolder, type Journey } from './journey.ts';

/** Each old address leads to one post: posts that were here before come first, then the blog's in order. */
export function claimAddresses({ posts }: Journey): void {
  const own = new Set(posts.map(({ slug }) => slug));
  const claimed = new Map<string, string>();
  for (const { slug } of posts) claimed.set(redirectKey(`/posts/${slug}/`), slug);
  for (const folder of existsSync(postsFolder) ? readdirSync(postsFolder) : []) {
    if (own.has(folder)) continue;
    claimed.set(redirectKey(`/posts/${folder}/`), folder);
    const file = ['index.md', 'index.mdx'].map((name) => join(postsFolder, folder, name)).find(existsSync);
    if (file === undefined) continue;
    try {
      const { redirectFrom } = parseFrontmatter(readFileSync(file, 'utf8')).frontmatter;
      for (const address of Array.isArray(redirectFrom) ? redirectFrom : [])
        claimed.set(redirectKey(String(address)), folder);
    } catch {
      // The build will say what is wrong with that post.
    }
  }
  for (const post of posts) {
    for (const address of post.description.addresses) {
      const key = redirectKey(address);
      const owner = claimed.get(key);
      if (owner === post.slug) continue;
      if (owner !== undefined || isSitePage(addressKey(address))) {
        post.notes.push({
          kind: 'look',
          line: undefined,
          message: `the old address ${address} is taken${owner === undefined ? ' by a page of this site' : ` by src/content/posts/${owner}/`}: no redirect`,
        });
        continue;
      }
      claimed.set(key, post.slug);
      post.redirectFrom.push(address);
    }
  }
}

/** As the build compares addresses: decoded, case folded; `.html` is another file than the folder. */
function redirectKey(address: string): string {
  return `${decodedUrl(address).replace(/\/+$/, '')}/`.toLowerCase();
}
