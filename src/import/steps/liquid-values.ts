import { setting } from '../blog.ts';
import type { Job } from './job.ts';

/** @param inAddress whether a path follows: then the site's own address is nothing, for paths begin at the root */
export function evaluate(
  job: Job,
  expression: string,
  variables: ReadonlyMap<string, string>,
  inAddress: boolean,
): string | undefined {
  const [base = '', ...filters] = expression.split(/\|(?=(?:[^"']|"[^"]*"|'[^']*')*$)/).map((part) => part.trim());
  let value = valueOf(
    job,
    base,
    variables,
    inAddress || filters.some((filter) => /^(?:append|relative_url|absolute_url)/.test(filter)),
  );
  if (value === undefined) return undefined;
  for (const filter of filters) {
    const [, name = '', argument = ''] = /^([\w]+)\s*:?\s*([\s\S]*)$/.exec(filter) ?? [];
    const given = valueOf(job, argument, variables, true) ?? '';
    if (name === 'append') value += given;
    else if (name === 'prepend') value = given + value;
    else if (name === 'relative_url' || name === 'absolute_url')
      value = /^[a-z]+:/i.test(value) ? value : `/${value.replace(/^\/+/, '')}`;
    else if (name === 'date') value = formatted(value, given);
    else if (name === 'upcase') value = value.toUpperCase();
    else if (name === 'downcase') value = value.toLowerCase();
    else if (name === 'default') value = value === '' ? given : value;
    else if (name === 'replace') {
      const [from, to] = argument.split(',').map((part) => valueOf(job, part.trim(), variables, false) ?? '');
      if (from) value = value.replaceAll(from, to ?? '');
    }
    // Others (escape, strip, markdownify …) do not change what a reader sees of a word or an address.
  }
  return value;
}

export function valueOf(
  job: Job,
  name: string,
  variables: ReadonlyMap<string, string>,
  inAddress: boolean,
): string | undefined {
  const quoted = /^"([^"]*)"$|^'([^']*)'$/.exec(name);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  if (/^-?\d+(\.\d+)?$/.test(name)) return name;
  if (variables.has(name)) return variables.get(name);
  const { blog, description } = job;
  const [, scope, key = ''] = /^(site|page|post)\.([\w.-]+)$/.exec(name) ?? [];
  if (scope === 'site') {
    if (key === 'baseurl' || key === 'base_url' || key === 'root') return '';
    if (key === 'url' || key === 'github.url' || key === 'production_url')
      return inAddress ? '' : (setting(blog, 'url') ?? '') + (setting(blog, 'baseurl') ?? '');
    // Many blogs keep a folder's address in a setting of their own: {{ site.img_path }}/a.png.
    const value = key
      .split('.')
      .reduce<unknown>(
        (at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined),
        blog.config,
      );
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }
  if (scope !== undefined) {
    if (key === 'title') return description.title;
    if (key === 'date') return description.date;
    if (key === 'description' || key === 'excerpt') return description.description ?? '';
    if (key === 'url' || key === 'permalink' || key === 'id') return description.addresses[0] ?? '';
    if (key === 'tags') return description.tags.join(', ');
    if (key === 'categories') return description.categories.join(', ');
  }
  return undefined;
}

/** The few codes of `strftime` that posts use. */
function formatted(value: string, format: string): string {
  const day = /^(\d{4})-(\d{2})-(\d{2})/.exec(value);
  if (!day || format === '') return value;
  const date = new Date(`${day[0]}T00:00:00Z`);
  const name = (options: Intl.DateTimeFormatOptions): string =>
    date.toLocaleDateString('en', { ...options, timeZone: 'UTC' });
  const codes: Record<string, string> = {
    Y: day[1]!,
    y: day[1]!.slice(2),
    m: day[2]!,
    d: day[3]!,
    e: String(Number(day[3])),
    B: name({ month: 'long' }),
    b: name({ month: 'short' }),
    A: name({ weekday: 'long' }),
    a: name({ weekday: 'short' }),
    F: day[0],
    H: '00',
    M: '00',
    S: '00',
  };
  return format.replace(/%[-0^]?([A-Za-z])/g, (match, code: string) => codes[code] ?? match);
}
