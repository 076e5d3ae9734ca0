import { destinationOf } from './destination.ts';
import type { Job } from './job.ts';
import { anchor } from './kramdown.ts';
import { pictureText } from './pictures.ts';

/** Set in the line; they stay. */
const inlineTags = new Set(
  'sub sup kbd mark u s del ins b strong i em small abbr q cite dfn var samp ruby rt rp rb wbr bdi time'.split(' '),
);
/** Blocks that stay: Markdown has no way to write them, or not as much. */
const blockTags = new Set(
  'table thead tbody tfoot tr td th caption colgroup col ul ol li dl dt dd blockquote details summary'.split(' '),
);
/** Boxes around text: only what is in them stays. */
const boxTags = new Set(
  'div p center section article figure figcaption header footer main nav aside form fieldset address hgroup picture body html'.split(
    ' ',
  ),
);
/** Looks without meaning. */
const plainTags = new Set(
  'font span big tt nobr marquee noscript label button legend acronym blink basefont nav link meta base title head strike a o:p w:sdt'.split(
    ' ',
  ),
);
const embedTags = new Set('iframe embed object video audio source track param frame'.split(' '));
const dropTags = new Set('input textarea select option optgroup canvas map area progress meter template'.split(' '));
const voidTags = new Set('br hr img col wbr input embed source track param area link meta base'.split(' '));
const keptAttributes = new Set('id title colspan rowspan start open datetime lang dir reversed type value'.split(' '));
/** Attributes that stand without a value. */
const bare = new Set(
  'controls allowfullscreen open reversed hidden async defer noshade nowrap checked disabled autoplay loop muted webkitallowfullscreen mozallowfullscreen itemscope border'.split(
    ' ',
  ),
);

const tagPattern =
  /<(\/?)([A-Za-z][A-Za-z0-9:-]*)((?:\s+[^\s"'<>=/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/g;

/**
 * HTML in Markdown: what has meaning stays and is closed properly, looks and boxes go, pictures and links become
 * Markdown, what loads something from elsewhere becomes a link, scripts go. A `<` that begins no tag is escaped.
 */
export function html(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ([match, name = ''], line) => {
    const source = /\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(match)?.[1];
    manuscript.note(
      /mathjax|katex/i.test(match) ? 'changed' : 'look',
      line,
      `a <${name.toLowerCase()}> is left out${source === undefined ? '' : `: ${source}`}`,
    );
    return '';
  });
  manuscript.replace(/<svg\b[\s\S]*?<\/svg\s*>/gi, ([match]) =>
    manuscript.keep('html', match.replace(/\n\s*\n/g, '\n').replace(/\s*\n\s*/g, ' ')),
  );
  manuscript.replace(/<(https?:\/\/[^\s<>]+|mailto:[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/g, ([match, url = '']) => {
    if (!/^http/.test(url)) return manuscript.keep('mark', match);
    return undefined;
  });
  anchors(job);
  flattenBlocks(job);
  tags(job);
  // What is left is a sign, an arrow, a generic type.
  manuscript.replace(/(?<!\\|\]\()<(?=[A-Za-z/!?])/g, ([match], _line, offset) =>
    /^<https?:\/\/[^\s<>]+>/.test(manuscript.text.slice(offset, offset + 2000)) ? match : '\\<',
  );
}

/** `<a href>` is a Markdown link, `<a name>` a place. */
function anchors({ manuscript }: Job): void {
  manuscript.replace(
    /<a\b([^>]*)>((?:(?!<\/?a\b)[^\n]|(?!<\/?a\b)\n(?!\s*\n))*)<\/a\s*>/gi,
    ([, attributes = '', body = '']) => {
      const { href, name, id, title } = attributesOf(attributes);
      const place = name ?? id;
      const mark = place === undefined || place === '' ? '' : manuscript.keep('html', anchor(place));
      if (href === undefined) return mark + body;
      const words =
        body.trim() === ''
          ? ''
          : `[${body.trim().replace(/(?<!\\)[[\]](?!\()/g, (bracket, at: number) => (/!\[|\]\(/.test(body.slice(Math.max(0, at - 1), at + 2)) ? bracket : `\\${bracket}`))}](<${href.replace(/[<>\n]/g, '')}>${title === undefined || title.includes('"') ? '' : ` "${title}"`})`;
      return mark + words;
    },
  );
}

/** Inside a block of HTML, indentation is only looks; to Markdown four spaces are code. */
function flattenBlocks({ manuscript }: Job): void {
  const lines = manuscript.text.split('\n');
  const whole = depths(lines, false);
  // A tag that never closes must not flatten the rest of the post: then a block ends with a blank line.
  const inside = whole.unclosed ? depths(lines, true).inside : whole.inside;
  manuscript.mapLines((line, i) => (inside[i] === true ? line.trimStart() : line));
}

function depths(lines: readonly string[], endAtBlank: boolean): { inside: boolean[]; unclosed: boolean } {
  let depth = 0;
  let inParagraph = false;
  const inside = lines.map((line) => {
    if (line.trim() === '') {
      inParagraph = false;
      if (endAtBlank) depth = 0;
    }
    const before = depth > 0 || inParagraph;
    for (const [, end, name = '', , self] of line.matchAll(new RegExp(tagPattern.source, 'g'))) {
      const lower = name.toLowerCase();
      if (lower === 'p') inParagraph = end !== '/';
      else if ((blockTags.has(lower) || boxTags.has(lower)) && !voidTags.has(lower) && self !== '/' && lower !== 'li') {
        depth = Math.max(0, depth + (end === '/' ? -1 : 1));
      }
    }
    return before;
  });
  return { inside, unclosed: depth > 0 };
}

export function attributesOf(source: string): Record<string, string> {
  const found = [...source.matchAll(/([^\s"'<>=/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?/g)];
  return Object.fromEntries(
    found.map(([, name, a, b, c]) => [
      name!.toLowerCase(),
      (a ?? b ?? c ?? '').replaceAll('&amp;', '&').replaceAll('&quot;', '"'),
    ]),
  );
}

const attributeName = /^[a-z_:][\w:-]*$/;

/** A tag that stands in the text, waiting for its end. */
interface Open {
  name: string;
  /** Inline tags end with their paragraph at the latest. */
  inline: boolean;
}

function tags(job: Job): void {
  const { manuscript } = job;
  const stack: Open[] = [];
  const said = new Set<string>();
  const once = (kind: 'changed' | 'look', line: number, message: string): void => {
    if (said.has(message)) return;
    said.add(message);
    manuscript.note(kind, line, message);
  };
  const ends = (opened: readonly Open[]): string =>
    opened
      .map(({ name, inline }) => (inline ? manuscript.keep('html', `</${name}>`) : block(job, `</${name}>`)))
      .join('');
  const paragraph = /\n[ \t]*\n/g;
  const pattern = new RegExp(`${tagPattern.source}|${paragraph.source}`, 'g');
  manuscript.replace(pattern, ([match, slash, tag, source = ''], line, offset) => {
    if (tag === undefined) {
      const left = stack.splice(stack.length - inlineAtEnd(stack)).reverse();
      if (left.length === 0) return undefined;
      once('changed', line, `<${left.map(({ name }) => name).join('>, <')}> is closed at the end of its paragraph`);
      return ends(left) + match;
    }
    const name = tag.toLowerCase() === 'strike' ? 'del' : tag.toLowerCase();
    const attributes = attributesOf(source);
    const known =
      [inlineTags, blockTags, boxTags, plainTags, embedTags, dropTags].some((set) => set.has(name)) ||
      /^(br|hr|img|h[1-6])$/.test(name);
    const isTag =
      known &&
      Object.entries(attributes).every(
        ([key, value]) =>
          value !== '' || bare.has(key) || (attributeName.test(key) && new RegExp(`${key}\\s*=`, 'i').test(source)),
      );
    if (!isTag) {
      // `](<a b.png>)`: an address in angle brackets.
      if (manuscript.text.slice(Math.max(0, offset - 2), offset) === '](') return undefined;
      if (known || (/^[A-Za-z]\w*$/.test(tag) && source.trim() === ''))
        once('changed', line, `${match} is no tag: shown as text`);
      else once('look', line, `${match} is not known: shown as text`);
      return `\\${match.slice(0, -1)}>`;
    }
    if (name === 'img')
      return pictureText(
        job,
        {
          url: attributes['src'] ?? attributes['data-src'] ?? '',
          alt: attributes['alt'] ?? '',
          title: attributes['title'],
        },
        line,
      );
    if (name === 'br') {
      const text = manuscript.text;
      const alone =
        /(^|\n)[ \t]*$/.test(text.slice(Math.max(0, offset - 40), offset)) &&
        /^[ \t]*(\n|$)/.test(text.slice(offset + match.length, offset + match.length + 40));
      return alone ? '' : manuscript.keep('html', '<br>');
    }
    if (name === 'hr') return '\n\n---\n\n';
    if (/^h[1-6]$/.test(name)) {
      const id = attributes['id'];
      return slash === '/'
        ? '\n\n'
        : `\n\n${'#'.repeat(Number(name[1]))} ${id === undefined ? '' : manuscript.keep('html', anchor(id))}`;
    }
    if (dropTags.has(name)) {
      once('look', line, `<${name}> is left out`);
      return '';
    }
    if (embedTags.has(name)) return slash === '/' ? '' : embedded(job, name, attributes, line);
    if (boxTags.has(name)) {
      if (slash !== '/') once('changed', line, `<${name}> is left out, what is in it stays`);
      const id = attributes['id'];
      const gap = breaksParagraph(manuscript.text, offset, offset + match.length, slash === '/') ? '\n\n' : '';
      return id === undefined || slash === '/' ? gap : `${gap}${manuscript.keep('html', anchor(id))}`;
    }
    if (plainTags.has(name)) {
      if (slash !== '/') once('changed', line, `<${name}> is left out, what is in it stays`);
      return attributes['id'] === undefined || slash === '/' ? '' : manuscript.keep('html', anchor(attributes['id']));
    }
    const inline = inlineTags.has(name);
    if (slash === '/') {
      const at = stack.findLastIndex((open) => open.name === name);
      if (at === -1 || voidTags.has(name)) {
        once('changed', line, `</${name}> closes nothing: left out`);
        return '';
      }
      const opened = stack.splice(at).reverse();
      return ends(opened);
    }
    const dropped = Object.keys(attributes).filter((key) => !keptAttributes.has(key));
    if (dropped.length > 0) once('changed', line, `<${name}>: the attributes ${dropped.join(', ')} are left out`);
    const kept = Object.entries(attributes).filter(
      ([key, value]) =>
        keptAttributes.has(key) &&
        (value !== '' || bare.has(key)) &&
        !(key === 'start' && name !== 'ol') &&
        !(key === 'type' && name !== 'ol') &&
        key !== 'value',
    );
    const written = `<${name}${kept.map(([key, value]) => (value === '' ? ` ${key}` : ` ${key}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`)).join('')}>`;
    let closed = '';
    // HTML ends these by itself when the next one begins.
    const same: Record<string, readonly string[]> = {
      li: ['li'],
      td: ['td', 'th'],
      th: ['td', 'th'],
      tr: ['td', 'th', 'tr'],
      dt: ['dt', 'dd'],
      dd: ['dt', 'dd'],
    };
    while (stack.length > 0 && same[name]?.includes(stack.at(-1)!.name) === true) closed += ends(stack.splice(-1));
    if (!voidTags.has(name)) stack.push({ name, inline });
    return closed + (inline ? manuscript.keep('html', written) : block(job, written));
  });
  const left = stack.splice(0).reverse();
  if (left.length > 0) {
    manuscript.note(
      'changed',
      undefined,
      `<${left.map(({ name }) => name).join('>, <')}> is never closed: closed at the end`,
    );
    const end = manuscript.text.length;
    manuscript.splice([{ start: end, end, text: ends(left) }]);
  }
}

/** Whether a box around text is one between paragraphs: `### <center>标题</center>` and `**<center>字</center>**` are in the line. */
function breaksParagraph(text: string, start: number, end: number, closes: boolean): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const lineEnd = text.indexOf('\n', end);
  const after = text.slice(end, lineEnd === -1 ? text.length : lineEnd);
  if (/^[\s>]*(?:#{1,6}|[-*+]\s|\d+[.)]\s|\||\*\*|__)/.test(before)) return false;
  return closes ? !/^[*_]/.test(after) : !/[*_]$/.test(before);
}

function inlineAtEnd(stack: readonly Open[]): number {
  let count = 0;
  while (count < stack.length && stack[stack.length - 1 - count]!.inline) count += 1;
  return count;
}

/** On a line of its own between blank lines, so that what follows is Markdown again. A summary is one line. */
function block({ manuscript }: Job, tag: string): string {
  if (/^<summary/.test(tag)) return `\n\n${manuscript.keep('html', tag)}`;
  if (tag === '</summary>') return `${manuscript.keep('html', tag)}\n\n`;
  return `\n\n${manuscript.keep('html', tag)}\n\n`;
}

/** A frame, a film: nothing loads from elsewhere, so it becomes a link. */
function embedded(job: Job, name: string, attributes: Record<string, string>, line: number): string {
  const { manuscript } = job;
  const source =
    attributes['src'] ?? attributes['data'] ?? (attributes['name'] === 'movie' ? attributes['value'] : undefined);
  if (source === undefined || source === '') return '';
  const url = source.startsWith('//') ? `https:${source}` : source;
  manuscript.note('look', line, `<${name}> is a link now: ${url}`);
  const host = URL.canParse(url) ? new URL(url).hostname : url.split('/').at(-1);
  const words =
    attributes['title'] ??
    (name === 'audio'
      ? `音频：${host}`
      : name === 'iframe' || name === 'embed' || name === 'video'
        ? `内嵌内容：${host}`
        : String(host));
  return `[${words.replace(/[[\]]/g, '')}](${destinationOf(url)})`;
}
