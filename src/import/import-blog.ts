import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseFrontmatter } from '@astrojs/markdown-remark';
import { z } from 'astro/zod';
import { decodedUrl } from '../markdown/decoded-url.ts';
import { frontMatter } from '../markdown/front-matter.ts';
import { slugOf } from '../site/labels.ts';
import { postState } from '../site/posts.ts';
import { folded, readBlog, setting, stem, type Blog } from './blog.ts';
import { convertPost } from './convert-post.ts';
import { decodeText } from './decode-text.ts';
import { describePost, type Description } from './describe-post.ts';
import { findFile, isOptimisable, ownPath, pictureName } from './find-picture.ts';
import { placeOf, type Places } from './fragments.ts';
import { Manuscript } from './manuscript.ts';
import type { Note } from './note.ts';
import { addressKey } from './permalink.ts';
import { postFile } from './post-file.ts';
import { hashOf, readRecord, recordText, type ImportRecord } from './record.ts';
import { renderPost } from './render-post.ts';
import { repairPost } from './repair-post.ts';
import { reportText, type ImportReport, type PostReport } from './report.ts';
import { isSitePage, sitePage } from './site-pages.ts';
import { freeSlug, postSlug } from './slug.ts';
import { splitFrontMatter } from './split-front-matter.ts';
import type { Job, Picture } from './steps/job.ts';

/** A post on its way. */
interface Post {
  file: string;
  slug: string;
  description: Description;
  manuscript: Manuscript;
  notes: Note[];
  redirectFrom: string[];
  cover: { url: string; alt: string } | undefined;
  /** Name beside the post -> its bytes. */
  pictures: Map<string, Uint8Array>;
  places: Places | undefined;
  fault: string | undefined;
}

const postsFolder = 'src/content/posts';
const recordFile = 'src/content/imported.json';
export const reportFile = 'import-report.txt';

/**
 * Brings a Jekyll blog's posts into the site in the working directory. The blog itself is only read.
 * @param place its folder, or one Markdown file
 */
export async function importBlog(place: string): Promise<ImportReport> {
  const blog = readBlog(place);
  const report: ImportReport = {
    blog: blog.name,
    posts: [],
    formulas: { found: 0, rendered: 0, translated: 0, failed: 0 },
    pictures: { found: 0, missing: 0, remote: 0, copied: 0 },
    files: 0,
    redirects: 0,
    notes: [],
  };
  if (blog.configFault !== undefined) report.notes.push(blog.configFault);
  if (!blog.hasConfig) report.notes.push('there is no _config.yml: old addresses are taken to be /:categories/:title/');
  for (const page of blog.pages) report.notes.push(`${page} is left where it is: only Markdown posts are brought over`);

  const record = readRecord(recordFile);
  const { posts, failed } = readPosts(blog, record);
  report.posts.push(...failed);
  claimAddresses(posts);
  const publicFiles = new Map<string, Uint8Array>();
  for (const post of posts) {
    const before = { formulas: { ...report.formulas }, pictures: { ...report.pictures } };
    try {
      await bringOver(post, posts, blog, report, publicFiles);
    } catch (error) {
      post.fault = error instanceof Error ? error.message : String(error);
      Object.assign(report, before);
    }
  }
  for (const post of posts) if (post.fault === undefined) await settleParts(post, posts);
  for (const post of posts) report.posts.push(writePost(post, record, blog));
  report.pictures.copied = posts.reduce((sum, post) => sum + (post.fault === undefined ? post.pictures.size : 0), 0);
  report.files = writePublicFiles(publicFiles, record, blog, report.notes);
  report.redirects = posts.reduce(
    (sum, { fault, redirectFrom }) => sum + (fault === undefined ? redirectFrom.length : 0),
    0,
  );
  report.posts.sort((a, b) => (a.file < b.file ? -1 : 1));
  writeIfChanged(recordFile, recordText(record));
  writeIfChanged(reportFile, reportText(report, { terminal: false }));
  return report;
}

const recordKey = (blog: Blog, file: string): string => `${blog.name}/${file}`;

function readPosts(blog: Blog, record: ImportRecord): { posts: Post[]; failed: PostReport[] } {
  const posts: Post[] = [];
  const failed: PostReport[] = [];
  const taken = new Set<string>();
  const existing = new Set(existsSync(postsFolder) ? readdirSync(postsFolder).map((name) => name.toLowerCase()) : []);
  const own = new Set(
    blog.posts.map((file) => record[recordKey(blog, file)]?.slug.toLowerCase()).filter((slug) => slug !== undefined),
  );
  for (const file of blog.posts) {
    try {
      const path = join(blog.root, file);
      const { text, encoding, damaged } = decodeText(readFileSync(path));
      const split = splitFrontMatter(text);
      const { description, notes } = describePost(blog, file, split, statSync(path).mtime);
      if (encoding !== 'utf-8')
        notes.unshift({
          kind: 'changed',
          line: undefined,
          message: `the file is in ${encoding.toUpperCase()}: written as UTF-8`,
        });
      if (damaged)
        notes.unshift({
          kind: 'look',
          line: undefined,
          message: 'some bytes are no text in any encoding: shown as \uFFFD',
        });
      if (split.fault !== undefined) notes.push({ kind: 'changed', line: 1, message: split.fault });
      if (!description.titled)
        notes.push({
          kind: 'look',
          line: undefined,
          message: 'the post has no title: its first heading or file name is taken',
        });
      cleanTitle(description, notes);
      const recorded = record[recordKey(blog, file)]?.slug;
      const slug =
        recorded ??
        freeSlug(
          postSlug(description.name),
          (candidate) => taken.has(candidate) || existing.has(candidate) || own.has(candidate),
        );
      taken.add(slug.toLowerCase());
      posts.push({
        file,
        slug,
        description,
        manuscript: new Manuscript(split.body, split.firstLine),
        notes,
        redirectFrom: [],
        cover: undefined,
        pictures: new Map(),
        places: undefined,
        fault: undefined,
      });
    } catch (error) {
      failed.push({
        file,
        slug: undefined,
        outcome: 'failed',
        fault: error instanceof Error ? error.message : String(error),
        notes: [],
      });
    }
  }
  return { posts, failed };
}

/** A title is plain text: formulas lose their dollars, Liquid goes. */
function cleanTitle(description: Description, notes: Note[]): void {
  const clean = description.title
    .replace(/\{\{.*?\}\}|\{%.*?%\}/g, '')
    .replace(
      /\$\$([^$]+)\$\$|\$([^$\s][^$]*[\\^_][^$]*)\$/g,
      (_, double: string | undefined, single: string | undefined) =>
        (double ?? single ?? '').replace(/\\([A-Za-z]+)/g, '$1').replace(/[{}]/g, ''),
    )
    .trim();
  if (clean === description.title || clean === '') return;
  notes.push({ kind: 'look', line: undefined, message: `the title is plain text now: “${clean}”` });
  description.title = clean;
}

/** Each old address leads to one post: posts that were here before come first, then the blog's in order. */
function claimAddresses(posts: readonly Post[]): void {
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

async function bringOver(
  post: Post,
  posts: readonly Post[],
  blog: Blog,
  report: ImportReport,
  publicFiles: Map<string, Uint8Array>,
): Promise<void> {
  const { manuscript, description } = post;
  const job: Job = {
    manuscript,
    description,
    blog,
    formulas: report.formulas,
    macros: new Map(blog.macros),
    labels: new Map(),
    picture: (written, line) => takePicture(post, blog, written, line, report, publicFiles),
    link: (written, line) => resolveLink(post, posts, blog, written, line, publicFiles),
    postNamed: (name) => {
      const wanted = stem(name.trim()).normalize('NFC').toLowerCase();
      const target = posts.find(
        ({ file }) =>
          stem(file).normalize('NFC').toLowerCase() === wanted ||
          stem(file)
            .replace(/^\d{4}-\d{1,2}-\d{1,2}-/, '')
            .normalize('NFC')
            .toLowerCase() === wanted,
      );
      // A draft's address is found out when the link is looked at.
      return target && (linkTo(target, post) ?? `/post_url/${encodeURIComponent(stem(target.file))}`);
    },
  };
  convertPost(job);
  if (description.cover !== undefined) {
    const cover = takePicture(post, blog, description.cover, undefined, report, publicFiles);
    if (cover.kind === 'found' && cover.url.startsWith('./')) {
      post.cover = { url: decodeURI(cover.url), alt: description.title };
      post.notes.push({ kind: 'changed', line: undefined, message: 'the title stands for what the cover shows' });
    } else if (cover.kind !== 'missing')
      post.notes.push({ kind: 'look', line: undefined, message: `the cover ${description.cover} is left out` });
  }
  post.places = await repaired(post);
  // Field by field: a post whose front matter the site refuses must not stop the others.
  const checked = frontMatter(z.string()).safeParse(parseFrontmatter(postText(post)).frontmatter);
  const issue = checked.error?.issues[0];
  if (issue) throw new Error(`front matter: ${issue.message}`);
}

/** Renders as the build would and repairs what it finds, until it finds nothing. */
async function repaired(post: Post): Promise<Places> {
  for (let round = 0; ; round += 1) {
    const rendered = await renderPost(post.slug, post.manuscript.text);
    const { problems } = rendered;
    if (problems.length === 0) {
      if (rendered.leftovers.length > 0)
        post.notes.push({ kind: 'look', line: undefined, message: `the page shows “${rendered.leftovers[0]}”` });
      return rendered;
    }
    const mended = round < 200 && problems.some((problem) => repairPost(post.manuscript, problem));
    if (!mended) {
      const [first] = problems;
      throw new Error(`line ${post.manuscript.originOf(first?.line ?? 1)}: ${first?.message ?? ''}`);
    }
  }
}

const postText = (post: Post): string =>
  postFile(post.description, post.cover, post.redirectFrom, post.manuscript.text);

function linkTo(target: Post, from: Post): string | undefined {
  const hidden = postState({ draft: target.description.draft, date: new Date(target.description.date) }, new Date());
  if (hidden !== undefined && !from.description.draft) return undefined;
  return `/posts/${encodeURIComponent(target.slug)}/`;
}

function takePicture(
  post: Post,
  blog: Blog,
  written: string,
  line: number | undefined,
  report: ImportReport,
  publicFiles: Map<string, Uint8Array>,
): Picture {
  const note = (kind: Note['kind'], message: string): void => {
    post.notes.push({ kind, line, message });
  };
  const data = /^data:image\/(png|jpeg|gif|webp);base64,(.+)$/s.exec(written);
  if (data) {
    const bytes = Buffer.from(data[2]!, 'base64');
    const name = pictureName(`picture.${data[1] === 'jpeg' ? 'jpg' : data[1]}`, (candidate) =>
      post.pictures.has(candidate),
    );
    post.pictures.set(name, bytes);
    report.pictures.found += 1;
    note('changed', `a picture inside the text is a file now: ${name}`);
    return { kind: 'found', url: `./${name}`, name: stem(name) };
  }
  const path = ownPath(blog, written);
  const name =
    stem(decodedUrl(written.replace(/[?#].*$/, '').replaceAll('\\', '/')))
      .replace(/[-_]+/g, ' ')
      .trim() || 'picture';
  if (path === undefined) {
    report.pictures.remote += 1;
    return { kind: 'remote', url: written.startsWith('//') ? `https:${written}` : written, name };
  }
  const found = findFile(blog, post.file, path);
  if (!found) {
    report.pictures.missing += 1;
    note('look', `the picture ${path} is not in the blog: its words stand in its place`);
    return { kind: 'missing', path, name };
  }
  report.pictures.found += 1;
  if (found.how !== 'as written') note('changed', `the picture ${path} was found ${found.how}: ${found.path}`);
  const bytes = readFileSync(join(blog.root, found.path));
  if (!isOptimisable(found.path, bytes)) {
    publicFiles.set(found.path, bytes);
    note('changed', `the picture ${found.path} cannot be optimised: it is served as it is, from public/`);
    return { kind: 'found', url: encodeURI(`/${found.path}`), name };
  }
  const same = [...post.pictures].find(([, known]) => Buffer.from(known).equals(bytes) && stem(found.path) !== '');
  const target = same?.[0] ?? pictureName(found.path, (candidate) => post.pictures.has(candidate));
  post.pictures.set(target, bytes);
  return { kind: 'found', url: encodeURI(`./${target}`), name };
}

function resolveLink(
  post: Post,
  posts: readonly Post[],
  blog: Blog,
  written: string,
  line: number,
  publicFiles: Map<string, Uint8Array>,
): string | undefined {
  const note = (kind: Note['kind'], message: string): void => {
    post.notes.push({ kind, line, message });
  };
  if (written.startsWith('#')) return written;
  if (/^(javascript|vbscript|file|about|data):/i.test(written)) {
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
    const key = /^https?:\/\/[\w-]+\.github\.io\//i.test(url) ? addressKey(url.replace(/^https?:\/\/[^/]+/i, '')) : '';
    const own =
      key.split('/').length > 3
        ? posts.find(({ description }) => description.addresses.some((address) => addressKey(address) === key))
        : undefined;
    return (own && linkTo(own, post)) ?? url;
  }
  const part = /#(.*)$/.exec(written)?.[1];
  const hash = part === undefined || part === '' ? '' : `#${part}`;
  const own = post.description.addresses[0] ?? `/${post.file}`;
  const absolute = path.startsWith('/')
    ? path
    : decodedUrl(new URL(path.split('/').map(encodeURIComponent).join('/'), `https://blog${encodeURI(own)}`).pathname);
  const keys = [addressKey(absolute), addressKey(`/${path}`)];
  const target =
    posts.find(({ description }) =>
      [...description.addresses, ...description.aliases].some((address) => keys.includes(addressKey(address))),
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
    publicFiles.set(found.path, readFileSync(join(blog.root, found.path)));
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

/** The post whose name ends an address of another form than the blog has now; none if that could be two posts or a file. */
function namesake(posts: readonly Post[], blog: Blog, path: string): Post | undefined {
  const name = addressKey(path).split('/').at(-2) ?? '';
  if (name === '' || /^\d+$/.test(name)) return undefined;
  const named = posts.filter(({ description }) =>
    description.addresses.concat(description.aliases).some((address) => addressKey(address).split('/').at(-2) === name),
  );
  return named.length === 1 && !blog.files.has(folded(path.replace(/^\/+/, ''))) ? named[0] : undefined;
}

/** Links to parts of posts, when all posts are there: kramdown's ids of headings become ours; a part that is gone is left off. */
async function settleParts(post: Post, posts: readonly Post[]): Promise<void> {
  const before = post.manuscript.text;
  post.manuscript.replace(
    /\]\((\/posts\/([^/)\s]+)\/)?#([^)\s]+)([^)\n]*)\)/g,
    ([match, path, slug, part = '', rest = ''], line) => {
      if (part.startsWith('eq:')) return undefined;
      const target = slug === undefined ? post : posts.find((other) => encodeURIComponent(other.slug) === slug);
      const places = target?.places;
      if (!places) return undefined;
      const place = placeOf(part, places);
      if (place !== undefined) {
        const link = `](${path ?? ''}#${encodeURIComponent(place)}${rest})`;
        return decodedUrl(link) === decodedUrl(match) ? undefined : link;
      }
      post.notes.push({
        kind: 'look',
        line,
        message: `the link to #${decodedUrl(part)} names a part that is not there: it leads to the post`,
      });
      return `](${path ?? `/posts/${encodeURIComponent(post.slug)}/`}${rest})`;
    },
  );
  if (post.manuscript.text !== before) post.places = await repaired(post);
}

/** Writes a post unless its author has touched it since; says which. */
function writePost(post: Post, record: ImportRecord, blog: Blog): PostReport {
  const { file, slug } = post;
  const notes = [...post.notes, ...post.manuscript.notes].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  if (post.fault !== undefined) return { file, slug, outcome: 'failed', fault: post.fault, notes };
  const folder = join(postsFolder, slug).replaceAll('\\', '/');
  const key = recordKey(blog, file);
  const known = record[key]?.files ?? {};
  const text = postText(post);
  const main = `${folder}/index.md`;
  const edited = existsSync(`${folder}/index.mdx`) || (existsSync(main) && isForeign(main, text, known));
  if (edited) return { file, slug, outcome: 'edited', fault: undefined, notes };
  const files: Record<string, string> = {};
  let changed = false;
  for (const [name, bytes] of [...post.pictures, ['index.md', Buffer.from(text)] as const]) {
    const path = `${folder}/${name}`;
    if (existsSync(path) && isForeign(path, bytes, known)) {
      notes.push({ kind: 'look', line: undefined, message: `${path} was changed since the last import: left alone` });
      continue;
    }
    files[path] = hashOf(bytes);
    changed = writeIfChanged(path, bytes) || changed;
  }
  record[key] = { slug, files };
  return { file, slug, outcome: changed ? 'written' : 'unchanged', fault: undefined, notes };
}

/** Whether a file is neither what we would write nor what we wrote last. */
function isForeign(path: string, content: Uint8Array | string, known: Record<string, string>): boolean {
  const there = hashOf(readFileSync(path));
  return there !== hashOf(content) && there !== known[path];
}

function writePublicFiles(
  files: ReadonlyMap<string, Uint8Array>,
  record: ImportRecord,
  blog: Blog,
  notes: string[],
): number {
  const key = recordKey(blog, '(files)');
  const known = record[key]?.files ?? {};
  const written: Record<string, string> = {};
  for (const [path, bytes] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const target = `public/${path}`;
    if (existsSync(target) && isForeign(target, bytes, known)) {
      notes.push(`${target} is another file: left alone`);
      continue;
    }
    written[target] = hashOf(bytes);
    writeIfChanged(target, bytes);
  }
  if (Object.keys(written).length > 0 || record[key]) record[key] = { slug: '', files: { ...known, ...written } };
  return Object.keys(written).length;
}

/** @returns whether the file was not already so */
function writeIfChanged(path: string, content: Uint8Array | string): boolean {
  if (existsSync(path) && hashOf(readFileSync(path)) === hashOf(content)) return false;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return true;
}
