import { permalinkPattern, setting, stem, type Blog } from './blog.ts';
import { languageOf, languageTag } from './language.ts';
import type { Note } from './note.ts';
import { permalinkOf, redirectAddress } from './permalink.ts';
import type { SplitPost } from './split-front-matter.ts';

/** What a post says of itself, in our terms. */
export interface Description {
  title: string;
  /** Whether the front matter gave the title: a first heading may take its place otherwise. */
  titled: boolean;
  description: string | undefined;
  /** `2016-10-11` */
  date: string;
  updated: string | undefined;
  draft: boolean;
  tags: string[];
  categories: string[];
  lang: string | undefined;
  /** false where the post wants none. */
  comments: boolean;
  /** Path of a picture as the front matter writes it. */
  cover: string | undefined;
  /** The file's name without date and ending. */
  name: string;
  /** Old addresses that become redirects. */
  addresses: string[];
  /** Other addresses under which links may name it. */
  aliases: string[];
  /** The name of a BibTeX file. */
  bibliography: string | undefined;
  /** Where the post's excerpt ends, if not at `<!-- more -->`. */
  excerptSeparator: string | undefined;
}

/** Fields that say nothing here: Jekyll's and its themes' switches. */
const used = new Set(
  'title description subtitle excerpt date updated modified last_modified_at last-modified lastmod published draft tags tag categories category lang language locale image cover permalink redirect_from redirect_to excerpt_separator slug layout summary comments bibliography'.split(
    ' ',
  ),
);

/**
 * Reads a post's front matter with Jekyll's rules; what is missing comes from the file's name, the folder, the text.
 * @param modified the file's modification date, the last resort for a date
 */
export function describePost(
  blog: Blog,
  file: string,
  post: SplitPost,
  modified: Date,
): { description: Description; notes: Note[] } {
  const { data } = post;
  const notes: Note[] = [];
  const note = (kind: Note['kind'], message: string): void => {
    notes.push({ kind, line: undefined, message });
  };
  const [, fileDay, fileName = ''] = /^(?:(\d{4}-\d{1,2}-\d{1,2})-)?(.*)$/.exec(stem(file)) ?? [];
  const dated = fileDay === undefined ? undefined : dayOf(fileDay, undefined);
  const name = text(data['slug']) ?? (fileName === '' ? stem(file) : fileName);
  const draftFolder = /(^|\/)_drafts\//.test(file);

  const written = dayOf(data['date'], setting(blog, 'timezone'));
  if (data['date'] !== undefined && data['date'] !== null && !written)
    note('look', `the date “${shown(data['date'])}” is none`);
  const date = written?.day ?? dated?.day ?? isoDay(modified);
  if (!written && !dated && !draftFolder)
    note('look', `there is no date in the file’s name or front matter: the file’s own is taken, ${date}`);
  const changed = ['last_modified_at', 'last-modified', 'lastmod', 'updated', 'modified']
    .map((key) => dayOf(data[key], setting(blog, 'timezone')))
    .find(Boolean);
  if (changed && changed.day < date)
    note('changed', `it was last changed on ${changed.day}, before its date: left out`);

  const folders = file.split('/').slice(0, -1);
  const at = folders.findIndex((folder) => /^_(posts|drafts)$/.test(folder));
  const folderCategories = at > 0 ? folders.slice(0, at) : [];
  const categories = unique([
    ...folderCategories,
    ...words(data['categories'] ?? [], true),
    ...words(data['category'] ?? [], false),
  ]);
  const tags = unique([...words(data['tags'] ?? [], true), ...words(data['tag'] ?? [], false)]);

  const title = text(data['title'])?.replace(/\s+/g, ' ').replaceAll('**', '');
  const draft =
    draftFolder ||
    data['published'] === false ||
    data['draft'] === true ||
    /^false$/i.test(text(data['published']) ?? '');
  if (data['published'] === false) note('changed', 'published: false is draft: true');

  const given = ['lang', 'language', 'locale'].map((key) => text(data[key])).find(Boolean);
  const prose = post.body
    .replace(/^(```|~~~)[\s\S]*?^\1/gm, ' ')
    .replace(/\$\$[\s\S]*?\$\$|`[^`\n]*`|<[^>]*>|https?:\S+|\{[{%].*?[%}]\}/g, ' ');
  const lang =
    (given === undefined ? undefined : languageTag(given)) ??
    ofTheSameScript(
      languageOf(`${title ?? ''}\n${prose}`),
      languageTag(setting(blog, 'lang') ?? setting(blog, 'locale') ?? ''),
    );
  if (given !== undefined && languageTag(given) === undefined)
    note('look', `the language “${given}” is none: ${lang} by its script`);

  const addressed = { categories, name, day: written?.day ?? dated?.day ?? date, time: written?.time };
  const own = text(data['permalink']);
  const configured = permalinkPattern(blog);
  const patterns =
    own !== undefined
      ? [own]
      : configured !== undefined
        ? [configured]
        : blog.hasConfig
          ? ['date', '/:categories/:title/']
          : ['/:categories/:title/'];
  const isPublished = !draft && !draftFolder;
  const addresses = unique(
    [
      ...(isPublished ? patterns.map((pattern) => permalinkOf(pattern, addressed)) : []),
      ...words(data['redirect_from'] ?? [], false),
    ].flatMap((address) => {
      const clean = redirectAddress(address);
      if (clean === undefined) note('look', `the old address “${address}” cannot be kept`);
      return clean === undefined ? [] : [clean];
    }),
  );
  if (data['redirect_to'] !== undefined) note('look', `redirect_to “${shown(data['redirect_to'])}” is not followed`);
  const unused = Object.keys(data).filter((key) => !used.has(key) && data[key] !== null);
  if (unused.length > 0) note('changed', `fields that say nothing here are left out: ${unused.join(', ')}`);

  const description: Description = {
    title: title ?? name.replace(/[-_]+/g, ' ').trim(),
    titled: title !== undefined,
    description: ['description', 'excerpt', 'summary', 'subtitle']
      .map((key) => text(data[key]))
      .find(Boolean)
      ?.replace(/\s+/g, ' ')
      .trim(),
    date,
    updated: changed && changed.day >= date ? changed.day : undefined,
    draft,
    tags,
    categories,
    lang: lang === 'zh-CN' ? undefined : lang,
    comments: data['comments'] !== false,
    cover: [data['image'], data['cover']]
      .map((value) => text(value) ?? text((value as { path?: unknown } | null | undefined)?.path))
      .find(Boolean),
    bibliography: text(data['bibliography']),
    name,
    addresses,
    aliases: Object.keys({ date: 1, pretty: 1, none: 1, ordinal: 1 })
      .map((style) => permalinkOf(style, addressed))
      .concat(permalinkOf('/:categories/:title/', addressed)),
    excerptSeparator: text(data['excerpt_separator']) ?? setting(blog, 'excerpt_separator'),
  };
  return { description, notes };
}

/** What the blog says of itself, where the post's own script does not say otherwise: many a Chinese blog has its theme's `lang: en`. */
function ofTheSameScript(seen: string, said: string | undefined): string {
  const script = (tag: string): string => /^(zh|ja|ko)/.exec(tag)?.[1] ?? 'latin';
  return said !== undefined && script(said) === script(seen) ? said : seen;
}

const isoDay = (date: Date): string => date.toISOString().slice(0, 10);
const unique = (list: readonly string[]): string[] => [...new Set(list.map((entry) => entry.trim()).filter(Boolean))];
const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A list, a string of words (Jekyll splits it at spaces; authors write commas too), or one value. */
function words(value: unknown, split: boolean): string[] {
  if (Array.isArray(value))
    return value.flatMap((entry) => words(entry, false).flatMap((word) => word.split(/[，、]/)));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, entry]) => (entry === null ? [key] : [`${key}: ${shown(entry)}`]));
  const string = text(value);
  if (string === undefined) return [];
  if (!split) return [string];
  return /[,，、;；]/.test(string) ? string.split(/[,，、;；]/) : string.split(/\s+/);
}

/**
 * The author's own day: of the time zone that is written, unless the blog names another for itself.
 * `2016-10-11 23:30:00 +0800` is the 11th, though it is not in UTC.
 */
function dayOf(value: unknown, timezone: string | undefined): { day: string; time?: string } | undefined {
  const written = value instanceof Date ? value.toISOString() : text(value);
  const found =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?/i.exec(
      written ?? '',
    );
  if (!found) return undefined;
  const [, year = '', month = '', day = '', hour, minute = '0', second = '0', zone] = found;
  const two = (part: string): string => part.padStart(2, '0');
  const plain = `${year}-${two(month)}-${two(day)}`;
  const check = new Date(`${plain}T00:00:00Z`);
  if (Number.isNaN(check.getTime()) || isoDay(check) !== plain) return undefined;
  if (hour === undefined) return { day: plain };
  const time = `${two(hour)}:${two(minute)}:${two(second)}`;
  if (zone !== undefined && timezone !== undefined) {
    const offset = /^[+-]/.test(zone) ? zone.replace(/^(...):?(..)$/, '$1:$2') : 'Z';
    const moment = new Date(`${plain}T${time}${offset}`);
    try {
      // Swedish dates are ISO dates.
      const local = moment.toLocaleString('sv-SE', { timeZone: timezone });
      const [localDay = plain, localTime = time] = local.split(' ');
      return { day: localDay, time: localTime };
    } catch {
      return { day: plain, time };
    }
  }
  return { day: plain, time };
}
