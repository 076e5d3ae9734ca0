import { destinationOf } from './destination.ts';
import {
  attributeName,
  attributesOf,
  bareAttributes,
  blockTags,
  boxTags,
  dropTags,
  embedTags,
  inlineTags,
  isHandler,
  keptAttributes,
  plainTags,
  tagPattern,
  voidTags,
} from './html-vocabulary.ts';
import type { Job } from './job.ts';
import { anchor } from './kramdown.ts';
import { pictureText } from './pictures.ts';

/** A tag that stands in the text, waiting for its end. */
interface Open {
  name: string;
  /** Inline tags end with their paragraph at the latest. */
  inline: boolean;
}

/** Every tag: kept and closed, or replaced by what it means, or left out with a note. */
export function tags(job: Job): void {
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
          value !== '' ||
          bareAttributes.has(key) ||
          (attributeName.test(key) && new RegExp(`${key}\\s*=`, 'i').test(source)),
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
    const dropped = Object.keys(attributes).filter((key) => !keptAttributes.has(key) && !isHandler(key));
    if (dropped.length > 0) once('changed', line, `<${name}>: the attributes ${dropped.join(', ')} are left out`);
    const kept = Object.entries(attributes).filter(
      ([key, value]) =>
        keptAttributes.has(key) &&
        (value !== '' || bareAttributes.has(key)) &&
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
  if (source === undefined || source === '') {
    if (name !== 'param') manuscript.note('look', line, `<${name}> is left out`);
    return '';
  }
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
