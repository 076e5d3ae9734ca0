import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodedUrl } from '../../markdown/decoded-url.ts';
import { slugOf } from '../../site/labels.ts';
import { postState } from '../../site/posts.ts';
import { folded, setting, stem, type Blog } from '../blog.ts';
import { findFile, ownPath } from '../find-picture.ts';
import type { Note } from '../note.ts';
import { linkKey } from '../permalink.ts';
import { holdsScript, isSafeAddress } from '../safe-address.ts';
import { sitePage } from '../site-pages.ts';
import type { Journey, Traveller } from './journey.ts';

/**
 * Where a link of a post leads now; a file of the blog that it leads to is taken along into public/.
 * @param written its address as its author wrote it
 * @returns undefined if it leads nowhere any more, which is noted
 */
export function resolveLink(
  { blog, posts, publicFiles }: Journey,
  post: Traveller,
  written: string,
  line: number,
): string | undefined {
  const note = (kind: Note['kind'], message: string): void => {
    post.notes.push({ kind, line, message });
  };
  if (written.startsWith('#')) return written;
  if (!isSafeAddress(written)) {
    note('look', `the link to ${written.slice(0, 60)} leads nowhere: its words stay`);
    return undefined;
  }
  if (/^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(written)) return `mailto:${written}`;
  // `www.example.org/x` without a protocol would be a path.
  if (/^www\.[\w-]+\.\w/i.test(written)) return `https://${written}`;
  const path = ownPath(blog, written);
  if (path === undefined) {
    const url = written.startsWith('//') ? `https:${written}` : written;
    // Many blogs do not name their own address anywhere: on GitHub's pages a post's own path says enough.
    const key = /^https?:\/\/[\w-]+\.github\.io\//i.test(url) ? linkKey(url.replace(/^https?:\/\/[^/]+/i, '')) : '';
    const own =
      key.split('/').length > 3
        ? posts.find(({ description }) => description.addresses.some((address) => linkKey(address) === key))
        : undefined;
    return (own && linkTo(own, post)) ?? url;
  }
  const part = /#(.*)$/.exec(written)?.[1];
  const hash = part === undefined || part === '' ? '' : `#${part}`;
  const own = post.description.addresses[0] ?? `/${post.file}`;
  const absolute = path.startsWith('/')
    ? path
    : decodedUrl(new URL(path.split('/').map(encodeURIComponent).join('/'), `https://blog${encodeURI(own)}`).pathname);
  const keys = [linkKey(absolute), linkKey(`/${path}`)];
  const target =
    posts.find(({ description }) =>
      [...description.addresses, ...description.aliases].some((address) => keys.includes(linkKey(address))),
    ) ??
    namesake(posts, blog, path) ??
    (/\.(md|markdown)$/i.test(path) ? posts.find(({ file }) => stem(file) === stem(path)) : undefined) ??
    (/^\/?(?:post_url|posts?)\//.test(path)
      ? posts.find(({ slug, file }) => [slug, stem(file)].includes(stem(path.replace(/\/+$/, ''))))
      : undefined);
  if (target) {
    const address = target === post && hash !== '' ? '' : linkTo(target, post);
    if (address !== undefined) return address + hash;
    note('look', `the link to ${written} leads to a post that is not published: its words stay`);
    return undefined;
  }
  const page = sitePage(keys[0]!);
  if (page !== undefined) return page;
  const label = /^\/(tags?|categor(?:y|ies))\/#?([^/]+)\/$/.exec(keys[0]!);
  if (label) {
    const isTag = label[1]!.startsWith('tag');
    const slug = slugOf(label[2]!);
    const isUsed = posts.some(
      ({ description, fault }) =>
        !description.draft &&
        fault === undefined &&
        (isTag ? description.tags : description.categories).some((name) => slugOf(name) === slug),
    );
    if (isUsed) return `/${isTag ? 'tags' : 'categories'}/${encodeURIComponent(slug)}/`;
  }
  const found = findFile(blog, post.file, absolute.startsWith('/') && path.startsWith('/') ? absolute : path);
  if (found && !/\.(html?|md|markdown|php)$/i.test(found.path) && !/(^|\/)[_.]/.test(found.path)) {
    const bytes = readFileSync(join(blog.root, found.path));
    if (holdsScript(found.path, bytes)) {
      note('look', `the file ${found.path} holds a script: the link's words stay`);
      return undefined;
    }
    publicFiles.set(found.path, bytes);
    note('changed', `the file ${found.path} is copied into public/`);
    return encodeURI(`/${found.path}`) + hash;
  }
  const url = setting(blog, 'url');
  if (url !== undefined && /^https?:\/\/./.test(url) && path.startsWith('/')) {
    note('look', `the link to ${written} is no post of this blog: it leads to the old site`);
    return encodeURI(url.replace(/\/+$/, '') + (setting(blog, 'baseurl') ?? '').replace(/\/+$/, '') + path) + hash;
  }
  note('look', `the link to ${written} leads nowhere: its words stay`);
  return undefined;
}

/** The address of the post whose file is named so, with or without its date, as `{% post_url %}` names it. */
export function postNamed({ posts }: Journey, from: Traveller, name: string): string | undefined {
  const plain = (text: string): string => text.normalize('NFC').toLowerCase();
  const wanted = plain(stem(name.trim()));
  const target = posts.find(
    ({ file }) => plain(stem(file)) === wanted || plain(stem(file).replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')) === wanted,
  );
  // A draft's address is found out when the link is looked at.
  return target && (linkTo(target, from) ?? `/post_url/${encodeURIComponent(stem(target.file))}`);
}

/** A post’s address in the site; undefined if it is hidden from readers and the post that leads there is not. */
function linkTo(target: Traveller, from: Traveller): string | undefined {
  const hidden = postState({ draft: target.description.draft, date: new Date(target.description.date) }, new Date());
  if (hidden !== undefined && !from.description.draft) return undefined;
  return `/posts/${encodeURIComponent(target.slug)}/`;
}

/** The post whose name ends an address of another form than the blog has now; none if that could be two posts or a file. */
function namesake(posts: readonly Traveller[], blog: Blog, path: string): Traveller | undefined {
  const name = linkKey(path).split('/').at(-2) ?? '';
  if (name === '' || /^\d+$/.test(name)) return undefined;
  const named = posts.filter(({ description }) =>
    description.addresses.concat(description.aliases).some((address) => linkKey(address).split('/').at(-2) === name),
  );
  return named.length === 1 && !blog.files.has(folded(path.replace(/^\/+/, ''))) ? named[0] : undefined;
}
