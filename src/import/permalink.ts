import { decodedUrl } from '../markdown/decoded-url.ts';
import { fileOf } from '../site/addresses.ts';

/** What an address is made of. */
export interface Addressed {
  /** In the order of the front matter, as written. */
  categories: readonly string[];
  /** The file's name without date and ending. */
  name: string;
  /** `2016-10-11` */
  day: string;
  /** `08:30:00`, if the front matter says. */
  time?: string | undefined;
}

/** Jekyll's own names for patterns. */
const styles: Record<string, string> = {
  date: '/:categories/:year/:month/:day/:title:output_ext',
  pretty: '/:categories/:year/:month/:day/:title/',
  ordinal: '/:categories/:year/:y_day/:title:output_ext',
  weekdate: '/:categories/:year/W:week/:short_day/:title:output_ext',
  none: '/:categories/:title:output_ext',
};

/**
 * The address that Jekyll gave a post, decoded: `/machine learning/NN1/`.
 * @param pattern a style's name, or a pattern with `:year`, `:categories` …
 */
export function permalinkOf(pattern: string, post: Addressed): string {
  const template = styles[pattern.trim()] ?? pattern.trim();
  const date = new Date(`${post.day}T00:00:00Z`);
  const [year = '', month = '', day = ''] = post.day.split('-');
  const [hour = '00', minute = '00', second = '00'] = (post.time ?? '').split(':').filter(Boolean);
  const week = isoWeek(date);
  const values: Record<string, string> = {
    year,
    short_year: year.slice(2),
    month,
    i_month: String(Number(month)),
    short_month: date.toLocaleDateString('en', { month: 'short', timeZone: 'UTC' }),
    long_month: date.toLocaleDateString('en', { month: 'long', timeZone: 'UTC' }),
    day,
    i_day: String(Number(day)),
    y_day: String(Math.round((date.getTime() - Date.UTC(Number(year), 0, 1)) / 86_400_000) + 1).padStart(3, '0'),
    w_year: String(week.year),
    week: String(week.week).padStart(2, '0'),
    w_day: String(date.getUTCDay() || 7),
    short_day: date.toLocaleDateString('en', { weekday: 'short', timeZone: 'UTC' }),
    long_day: date.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }),
    hour,
    minute,
    second,
    title: slugified(post.name, false),
    slug: slugified(post.name, true),
    name: slugified(post.name, true),
    categories: [...new Set(post.categories.map((category) => category.toLowerCase()))].join('/'),
    slugified_categories: [...new Set(post.categories.map((category) => slugified(category, true)))].join('/'),
    output_ext: '.html',
    collection: 'posts',
  };
  const filled = template.replace(/:([a-z_]+)/g, (match, key: string) => {
    // `:title_x`: the longest name that fits.
    const known = Object.keys(values)
      .filter((name) => key.startsWith(name))
      .sort((a, b) => b.length - a.length)[0];
    return known === undefined ? match : values[known]! + key.slice(known.length);
  });
  return `/${filled}`.replace(/\/{2,}/g, '/');
}

/** Jekyll's: letters and digits of every script stay, `:title` keeps case and some signs. */
function slugified(text: string, strict: boolean): string {
  const slug = strict
    ? text.replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').toLowerCase()
    : text.replace(/[^\p{L}\p{M}\p{N}._~!$&'()+,;=@]+/gu, '-');
  return slug.replace(/^-+|-+$/g, '') || text;
}

function isoWeek(date: Date): { year: number; week: number } {
  const thursday = new Date(date);
  thursday.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  return { year, week: Math.ceil(((thursday.getTime() - Date.UTC(year, 0, 1)) / 86_400_000 + 1) / 7) };
}

/**
 * What a link means: authors name one page by many addresses, so ending and case are left off. Which addresses are one,
 * and cannot lead to two posts, is another question: src/site/addresses.ts has the answer.
 */
export function linkKey(address: string): string {
  const path = decodedUrl(address.replace(/[?#].*$/, ''));
  return `/${path
    .replaceAll('\\', '/')
    .normalize('NFC')
    .replace(/(?:^|\/)index\.html?$/i, '')
    .replace(/\.(html?|md|markdown)$/i, '')
    .replace(/^\/+|\/+$/g, '')
    .toLowerCase()}/`.replace('//', '/');
}

/** An address as `redirectFrom` takes it; undefined if it cannot be one. */
export function redirectAddress(address: string): string | undefined {
  const path = `/${address
    .trim()
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')}`.replace(/\/{2,}/g, '/');
  if (fileOf(path) === undefined || /[\\]|:[a-z_]+/.test(path)) return undefined;
  // A percent sign that encodes nothing would make the address unreadable.
  return path.replace(/%(?![0-9a-fA-F]{2})/g, '%25');
}
