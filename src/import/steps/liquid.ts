import { setting } from '../blog.ts';
import type { Job } from './job.ts';

/**
 * Jekyll's templates, as far as posts use them: addresses and facts of the site and the page are written out, links to
 * posts and files become addresses, known tags become what they drew. Whatever else there is goes, and is reported:
 * Jekyll would not have shown it either.
 */
export function liquid(job: Job): void {
  const { manuscript } = job;
  const variables = new Map<string, string>();
  manuscript.replace(/\{%-?\s*for\b[^%]*-?%\}[\s\S]*?\{%-?\s*endfor\s*-?%\}/g, ([match], line) => {
    manuscript.note('look', line, `a loop of Liquid is left out: ${short(match)}`);
    return '';
  });
  manuscript.replace(
    /\{%-?\s*capture\s+([\w.-]+)\s*-?%\}([\s\S]*?)\{%-?\s*endcapture\s*-?%\}/g,
    ([, name = '', body = '']) => {
      variables.set(name, body.trim());
      return '';
    },
  );
  // In order of the text, so that a value is assigned before it is used.
  manuscript.replace(
    /\{\{-?\s*([\s\S]*?)\s*-?\}\}|\{%-?\s*([\s\S]*?)\s*-?%\}/g,
    ([match, expression, tag], line, offset) => {
      if (tag !== undefined) return tagText(job, tag, line, variables);
      const next = manuscript.text.slice(offset + match.length, offset + match.length + 2);
      const value = evaluate(job, expression ?? '', variables, /^(?:[/\\]|\{\{)/.test(next));
      if (value === undefined) manuscript.note('look', line, `${short(match)} has no meaning here: left out`);
      return value ?? '';
    },
  );
  // Braces that open or close nothing would look like forgotten Liquid.
  manuscript.replace(/\{\{|\}\}|\{%|%\}/g, ([match], line, offset) => {
    const before = manuscript.text.slice(Math.max(0, offset - 1), offset);
    if (match === '}}' && !manuscript.text.slice(0, offset).includes('{{') && before !== '{') return undefined;
    manuscript.note('look', line, `a “${match}” of Liquid that opens or closes nothing is set as code`);
    return manuscript.keep('code', `\`${match}\``);
  });
}

const short = (text: string): string => {
  const line = text.trim().replace(/\s+/g, ' ');
  return `“${line.length > 70 ? `${line.slice(0, 70)}…` : line}”`;
};

/** @param inAddress whether a path follows: then the site's own address is nothing, for paths begin at the root */
function evaluate(
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

function valueOf(
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

const picture = /\.(png|jpe?g|gif|webp|svg|bmp|avif)$/i;

function tagText(job: Job, tag: string, line: number, variables: Map<string, string>): string {
  const { manuscript } = job;
  const [, name = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(tag) ?? [];
  const look = (message: string): void => manuscript.note('look', line, message);
  const words = rest.match(/"[^"]*"|'[^']*'|\S+/g)?.map((word) => word.replace(/^(["'])(.*)\1$/, '$2')) ?? [];
  const resolved = rest.replace(
    /\{\{\s*([\s\S]*?)\s*\}\}/g,
    (_, expression: string) => evaluate(job, expression, variables, true) ?? '',
  );
  switch (name) {
    case 'post_url': {
      const address = job.postNamed(rest.trim());
      if (address === undefined) look(`{% post_url ${rest.trim()} %}: there is no such post`);
      return address ?? `/post_url/${encodeURIComponent(rest.trim())}`;
    }
    case 'link': {
      const path = resolved.trim();
      return (/(^|\/)_(posts|drafts)\//.test(path) ? job.postNamed(path) : undefined) ?? `/${path.replace(/^\/+/, '')}`;
    }
    case 'assign': {
      const [, variable = '', expression = ''] = /^([\w.-]+)\s*=\s*([\s\S]*)$/.exec(rest) ?? [];
      const value = evaluate(job, expression, variables, true);
      if (value !== undefined) variables.set(variable, value);
      return '';
    }
    case 'include':
    case 'include_relative':
    case 'include_cached':
      return included(job, resolved, line, variables);
    case 'img':
    case 'asset_img':
    case 'fancybox':
    case 'image': {
      const path = words.find((word) => picture.test(word));
      if (path === undefined) break;
      const title = words
        .slice(words.indexOf(path) + 1)
        .filter((word) => !/^\d+(px|%)?$/.test(word))
        .join(' ');
      return `![${title.replace(/[[\]]/g, '')}](<${path}>)`;
    }
    case 'gist':
      return `[gist ${words[0] ?? ''}](https://gist.github.com/${words[0] ?? ''})`;
    case 'youtube':
    case 'youtube_embed':
      look('a video is a link now');
      return `[YouTube](${/^https?:/.test(words[0] ?? '') ? words[0] : `https://www.youtube.com/watch?v=${words[0] ?? ''}`})`;
    case 'vimeo':
      look('a video is a link now');
      return `[Vimeo](https://vimeo.com/${words[0] ?? ''})`;
    case 'if':
    case 'unless':
    case 'elsif':
    case 'else':
    case 'case':
    case 'when':
      look(`a condition of Liquid is left out, what stands in it stays: ${short(`{% ${tag} %}`)}`);
      return '';
    case 'endif':
    case 'endunless':
    case 'endcase':
    case 'break':
    case 'continue':
      return '';
    case 'increment':
    case 'decrement':
      return '';
    default:
  }
  look(`${short(`{% ${tag} %}`)} is not known here: left out`);
  return '';
}

/** An include that draws a picture or a video becomes one; what others drew only their template knows. */
function included(job: Job, rest: string, line: number, variables: ReadonlyMap<string, string>): string {
  const { manuscript } = job;
  const file = /^\S+/.exec(rest)?.[0] ?? '';
  const values = new Map(
    [...rest.matchAll(/([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))/g)].map(([, key, double, single, bare]) => [
      key!.toLowerCase(),
      double ?? single ?? (bare === undefined ? '' : (valueOf(job, bare, variables, true) ?? bare)),
    ]),
  );
  const path = [...values.values()].find((value) => picture.test(value.split(/[?#]/)[0] ?? ''));
  const words = ['alt', 'caption', 'description', 'title', 'text']
    .map((key) => values.get(key))
    .find((value) => value !== undefined && value !== '');
  if (path !== undefined) {
    manuscript.note('changed', line, `{% include ${file} %} drew a picture: written as one`);
    return `![${(words ?? '').replace(/[[\]]/g, '')}](<${path}>)`;
  }
  const id = values.get('id') ?? values.get('youtubeid') ?? values.get('video_id');
  if (/youtube|video/i.test(file) && id !== undefined) {
    manuscript.note('look', line, 'a video is a link now');
    return `[YouTube](https://www.youtube.com/watch?v=${id})`;
  }
  if (/mathjax|katex|math/i.test(file)) {
    manuscript.note('changed', line, `{% include ${file} %} is not needed: formulas are rendered`);
    return '';
  }
  manuscript.note('look', line, `{% include ${file} %} is left out: what it drew only its template knows`);
  return '';
}
