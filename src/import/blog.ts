import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, posix, relative, resolve } from 'node:path';
import { parseDocument } from 'yaml';
import { decodeText } from './decode-text.ts';
import { configuredMacros, writtenMacros, type Macro } from './tex/macros.ts';

/** A Jekyll blog as it lies on disk. Nothing in it is ever written. */
export interface Blog {
  /** What it is called in reports and in the record: its folder's name. */
  name: string;
  /** Absolute. */
  root: string;
  /** Posts and drafts, relative to the root with forward slashes, sorted. */
  posts: readonly string[];
  /** What is not brought over: pages, and posts that are no Markdown. Named in the report. */
  pages: readonly string[];
  config: Record<string, unknown>;
  /** Whether there is a `_config.yml`, and why it could not be read. */
  configFault: string | undefined;
  hasConfig: boolean;
  /** Every file, by its path in lower case and NFC: Windows and macOS authors' links fold case. */
  files: ReadonlyMap<string, string>;
  /** Paths by the file's name alone, in lower case. */
  byName: ReadonlyMap<string, readonly string[]>;
  /** Whether its MathJax or KaTeX reads `$…$` as a formula. */
  dollarMaths: boolean;
  macros: ReadonlyMap<string, Macro>;
}

const skipped = new Set(['.git', 'node_modules', '_site', '.jekyll-cache', '.sass-cache', 'vendor', '.bundle', '.svn']);
const markdownFile = /\.(md|markdown|mkd|mkdn|mkdown|mdown)$/i;

const inPosts = /(^|\/)_(posts|drafts)\/(?!.*(?:^|\/)\.[^/]*$)/;

/** A path as it is looked up: forward slashes, lower case, composed accents. */
export const folded = (path: string): string => path.replaceAll('\\', '/').normalize('NFC').toLowerCase();

/** @param place a blog's folder, a folder with Markdown in it, or one Markdown file */
export function readBlog(place: string): Blog {
  const full = resolve(place);
  const single = statSync(full).isFile();
  const given = single ? dirname(full) : full;
  // `_posts` itself, or a folder in it, belongs to the blog around it.
  const root = /[\\/]_(posts|drafts)([\\/]|$)/.test(`${given}/`)
    ? given.replace(/[\\/]_(posts|drafts)([\\/].*)?$/, '')
    : given;
  // Around one file there may be anything: only what is near is its blog.
  const all = filesUnder(root, single && !existsSync(join(root, '_config.yml')) ? 3 : 12);
  const isPost = (path: string): boolean => markdownFile.test(path) && /(^|\/)_(posts|drafts)\//.test(path);
  const inside = posix.normalize(relative(root, full).replaceAll('\\', '/'));
  let posts = single
    ? [inside]
    : all.filter((path) => isPost(path) && (inside === '.' || inside === '' || path.startsWith(`${inside}/`)));
  const markdown = all.filter((path) => markdownFile.test(path));
  // A folder with no `_posts` is a folder of posts: what is dated, else all of it.
  if (posts.length === 0) {
    const dated = markdown.filter((path) => /(^|\/)\d{4}-\d{1,2}-\d{1,2}-[^/]+$/.test(path));
    posts =
      dated.length > 0 ? dated : markdown.filter((path) => !/(^|\/)(readme|license|changelog)\.[a-z]+$/i.test(path));
  }
  const byName = new Map<string, string[]>();
  for (const path of all) {
    const name = folded(basename(path));
    byName.set(name, [...(byName.get(name) ?? []), path]);
  }
  const { config, fault, found } = readConfig(root);
  const layouts = all
    .filter(
      (path) =>
        /(^|\/)(_includes|_layouts|assets|js|javascripts?|public)\/|^[^/]+\.html$/.test(path) &&
        /\.(html|js|md|liquid)$/.test(path),
    )
    .filter((path) => (statSync(join(root, path), { throwIfNoEntry: false })?.size ?? Infinity) < 200_000)
    .map((path) => decodeText(readFileSync(join(root, path))).text)
    // What is commented out no page does.
    .map((text) => text.replace(/<!--[\s\S]*?-->|\{%-?\s*comment\b[\s\S]*?endcomment\s*-?%\}/g, ''))
    .filter((text) => /mathjax|katex|\\newcommand|\\DeclareMathOperator/i.test(text));
  return {
    name: basename(root),
    root,
    posts,
    pages: single ? [] : all.filter((path) => !posts.includes(path) && (markdownFile.test(path) || inPosts.test(path))),
    config,
    configFault: fault,
    hasConfig: found,
    files: new Map(all.map((path) => [folded(path), path])),
    byName,
    dollarMaths: layouts.some(readsDollars),
    macros: new Map(layouts.flatMap((text) => [...configuredMacros(text), ...writtenMacros(text)])),
  };
}

function filesUnder(root: string, depth: number, folder = ''): string[] {
  let entries;
  try {
    entries = readdirSync(join(root, folder), { withFileTypes: true });
  } catch {
    // A folder that may not be read holds nothing for us.
    return [];
  }
  return entries
    .flatMap((entry) => {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) || depth === 0 ? [] : filesUnder(root, depth - 1, path);
      // A link is followed to a file; one that leads nowhere is named when the post is read.
      if (entry.isSymbolicLink()) return leadsToFolder(join(root, path)) ? [] : [path];
      return entry.isFile() ? [path] : [];
    })
    .sort();
}

function leadsToFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function readConfig(root: string): { config: Record<string, unknown>; fault?: string; found: boolean } {
  let text: string;
  try {
    text = decodeText(readFileSync(join(root, '_config.yml'))).text;
  } catch {
    return { config: {}, found: false };
  }
  const document = parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  if (document.errors.length === 0) {
    const value: unknown = document.toJS();
    if (typeof value === 'object' && value !== null) return { config: value as Record<string, unknown>, found: true };
  }
  // What the import needs are single lines.
  const lines = [...text.matchAll(/^([a-z_]+)\s*:[ \t]*(\S.*)$/gim)];
  const config = Object.fromEntries(
    lines.map(([, key, value]) => [
      key!,
      value!
        .replace(/\s+#.*$/, '')
        .replace(/^(["'])(.*)\1$/, '$2')
        .trim(),
    ]),
  );
  return { config, fault: '_config.yml is not YAML; single lines of it were read', found: true };
}

/** MathJax's `inlineMath: [['$','$'], …]`, KaTeX's `delimiters: [{left: "$", …}]`. */
function readsDollars(source: string): boolean {
  return /inlineMath["']?\s*:\s*\[[^\]]*\[\s*["']\$["']/.test(source) || /left["']?\s*:\s*["']\$["']\s*,/.test(source);
}

/** A setting of `_config.yml` as text; undefined if there is none. */
export function setting(blog: Blog, key: string): string | undefined {
  const value = blog.config[key];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** The pattern of the posts' addresses, also where it is set for all posts at once. */
export function permalinkPattern(blog: Blog): string | undefined {
  const record = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const defaults = Array.isArray(blog.config['defaults']) ? blog.config['defaults'].map(record) : [];
  const forPosts = defaults.filter(({ scope }) =>
    [undefined, 'posts', 'post'].includes(record(scope)['type'] as string),
  );
  const candidates = [
    ...forPosts.map(({ values }) => record(values)['permalink']),
    record(record(blog.config['collections'])['posts'])['permalink'],
    setting(blog, 'permalink'),
  ];
  return candidates.find((value) => typeof value === 'string');
}

/** A file's name without its ending. */
export const stem = (path: string): string => basename(path, extname(path));
