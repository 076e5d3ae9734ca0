import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { AddressBook, fileOf } from '../../site/addresses.ts';
import { linkKey } from '../permalink.ts';
import { isSitePage } from '../site-pages.ts';
import { postsFolder, type Journey } from './journey.ts';

/** Each old address leads to one post: posts that were here before come first, then the blog's in order. */
export function claimAddresses({ posts }: Journey): void {
  const own = new Set(posts.map(({ slug }) => slug));
  const book = new AddressBook<string>();
  for (const { slug } of posts) book.claimPage(`/posts/${slug}/`, slug);
  const before = (existsSync(postsFolder) ? readdirSync(postsFolder) : []).filter((folder) => !own.has(folder));
  for (const folder of before) book.claimPage(`/posts/${folder}/`, folder);
  for (const folder of before) for (const address of addressesOf(folder)) book.claimRedirect(address, folder);
  for (const post of posts) {
    const look = (address: string, why: string): void => {
      post.notes.push({ kind: 'look', line: undefined, message: `the old address ${address} ${why}: no redirect` });
    };
    for (const address of post.description.addresses) {
      const file = fileOf(address);
      if (post.redirectFrom.some((known) => fileOf(known) === file)) continue;
      if (isSitePage(linkKey(address))) {
        look(address, 'is taken by a page of this site');
        continue;
      }
      const owner = book.claimRedirect(address, post.slug);
      if (owner === undefined) post.redirectFrom.push(address);
      else if (owner !== post.slug) look(address, `is taken by src/content/posts/${owner}/`);
      // The very address needs no redirect.
      else if (file !== fileOf(`/posts/${post.slug}/`)) look(address, 'differs from the new one only in letter case');
    }
  }
}

/** The old addresses of a post that was here before. */
function addressesOf(folder: string): string[] {
  const file = ['index.md', 'index.mdx'].map((name) => join(postsFolder, folder, name)).find(existsSync);
  if (file === undefined) return [];
  try {
    const { redirectFrom } = parseFrontmatter(readFileSync(file, 'utf8')).frontmatter;
    return Array.isArray(redirectFrom) ? redirectFrom.map(String) : [];
  } catch {
    // The build will say what is wrong with that post.
    return [];
  }
}
