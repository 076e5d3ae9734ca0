import { readFileSync } from 'node:fs';
import { basename, dirname, extname, join, posix } from 'node:path';
import { decodedUrl } from '../markdown/decoded-url.ts';
import { slugOf } from '../site/labels.ts';
import { folded, setting, type Blog } from './blog.ts';

/** A path as posts write it -> one that can be looked up: no host of the blog's own, no base, forward slashes, decoded. */
export function ownPath(blog: Blog, written: string): string | undefined {
  const inRepository = repositoryPath(blog, written.trim());
  if (inRepository !== undefined) return inRepository;
  let path = written.trim().replaceAll('\\', '/');
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(path)) {
    if (!isOwnHost(blog, path)) return undefined;
    path = path.replace(/^(?:[a-z]+:)?\/\/[^/]*/i, '') || '/';
  } else if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  path = path.replace(/[?#].*$/, '');
  const base = (setting(blog, 'baseurl') ?? '').replace(/^\/+|\/+$/g, '');
  if (base !== '' && (path === `/${base}` || path.startsWith(`/${base}/`))) path = path.slice(base.length + 1) || '/';
  return decodedUrl(path).replace(/\/{2,}/g, '/');
}

/** Addresses under which GitHub and jsDelivr hand out a repository's files; the branch stands before the path. */
const handedOut = [
  /^https?:\/\/raw\.github(?:usercontent)?\.com\/([^/]+\/[^/]+)\/(?:refs\/heads\/)?[^/]+(\/[^?#]*)/i,
  /^https?:\/\/github\.com\/([^/]+\/[^/]+)\/(?:raw|blob)\/(?:refs\/heads\/)?[^/]+(\/[^?#]*)/i,
  /^https?:\/\/(?:cdn|fastly|gcore|testingcf)\.jsdelivr\.net\/gh\/([^/]+\/[^/@]+)(?:@[^/]+)?(\/[^?#]*)/i,
];

/**
 * The path of a file that is written by an address of the blog's own repository. That is the one `_config.yml` names, or the one
 * its folder is named after; of another one of the same owner only if the file is there.
 */
function repositoryPath(blog: Blog, url: string): string | undefined {
  for (const pattern of handedOut) {
    const [, repository = '', path = ''] = pattern.exec(url) ?? [];
    if (repository === '') continue;
    const named = setting(blog, 'repository')?.toLowerCase();
    const name = repository.split('/')[1]?.toLowerCase() ?? '';
    const own = repository.toLowerCase() === named || name === blog.name.toLowerCase() || isOwnHost(blog, `//${name}`);
    const decoded = decodedUrl(path);
    if (own || (named === undefined && blog.files.has(folded(decoded.replace(/^\/+/, ''))))) return decoded;
  }
  return undefined;
}

function isOwnHost(blog: Blog, url: string): boolean {
  const host = (address: string): string =>
    /^(?:[a-z]+:)?\/\/([^/:?#]+)/i
      .exec(address)?.[1]
      ?.toLowerCase()
      .replace(/^www\./, '') ?? '';
  const own = [setting(blog, 'url'), setting(blog, 'production_url')].map((address) =>
    address === undefined ? '' : host(/^(?:[a-z]+:)?\/\//i.test(address) ? address : `//${address}`),
  );
  const cname = blog.files.get('cname');
  if (cname !== undefined)
    own.push(
      readFileSync(join(blog.root, cname), 'utf8')
        .trim()
        .toLowerCase()
        .replace(/^www\./, ''),
    );
  // A user's repository for GitHub's pages is named as its address.
  if (/\.github\.io$/i.test(blog.name)) own.push(blog.name.toLowerCase());
  return own.includes(host(url)) && host(url) !== '';
}

/** A file of the blog. */
export interface FoundFile {
  /** Relative to the blog, as it is on disk. */
  path: string;
  /** How far the author's words had to be stretched. */
  how: 'as written' | 'in another case' | 'elsewhere';
}

/** Looks a file up: from the root, from the post, in the usual folders, and at last by its name alone. */
export function findFile(blog: Blog, post: string, path: string): FoundFile | undefined {
  const tidy = (candidate: string): string => posix.normalize(candidate).replace(/^(\.\.\/)+|^\.\/|^\/+/, '');
  const folder = dirname(post);
  const candidates = path.startsWith('/') ? [path, posix.join(folder, path)] : [posix.join(folder, path), path];
  for (const prefix of ['assets', 'images', 'img', 'static', 'source', 'public', '_assets', stemFolder(post)])
    candidates.push(posix.join(prefix, path));
  for (const candidate of candidates.map(tidy)) {
    const found = blog.files.get(folded(candidate));
    if (found !== undefined)
      return {
        path: found,
        how: found.normalize('NFC') === candidate.normalize('NFC') ? 'as written' : 'in another case',
      };
  }
  const named =
    blog.byName.get(folded(basename(path)))?.filter((file) => !/(^|\/)_(layouts|includes|sass|data)\//.test(file)) ??
    [];
  return named.length === 1 ? { path: named[0]!, how: 'elsewhere' } : undefined;
}

const stemFolder = (post: string): string => post.replace(/\.[^./]+$/, '');

/** A picture's name beside its post: letters of every script, digits and hyphens. */
export function pictureName(path: string, taken: (name: string) => boolean): string {
  const ending = extname(path).toLowerCase();
  const base = slugOf(basename(path, extname(path)).normalize('NFC')).slice(0, 60);
  for (let n = 1; ; n += 1) {
    const name = `${n === 1 ? base : `${base}-${n}`}${ending}`;
    if (!taken(name)) return name;
  }
}

/** Whether astro:assets can take a picture: it must know the kind and find a size, or the build fails. */
export function isOptimisable(name: string, bytes: Uint8Array): boolean {
  const ascii = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
  if (/\.svg$/i.test(name)) {
    const head = new TextDecoder().decode(bytes.subarray(0, 2000));
    return (
      /<svg[^>]*\bviewBox=["'][\d.\s,e+-]+["']/.test(head) ||
      (/<svg[^>]*\swidth=["'][\d.]+(px)?["']/.test(head) && /<svg[^>]*\sheight=["'][\d.]+(px)?["']/.test(head))
    );
  }
  if (ascii(1, 4) === 'PNG')
    return /\.png$/i.test(name) && bytes.length > 44 && ascii(bytes.length - 8, bytes.length - 4) === 'IEND';
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return /\.jpe?g$/i.test(name) && bytes.length > 100;
  if (ascii(0, 4) === 'GIF8') return /\.gif$/i.test(name) && bytes.length > 20;
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return /\.webp$/i.test(name);
  return false;
}
