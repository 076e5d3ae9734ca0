import type { Job } from './job.ts';
import { valueOf } from './liquid-values.ts';

/** A path of a picture. */
export const picture = /\.(png|jpe?g|gif|webp|svg|bmp|avif)$/i;

/** Words that a reader was to see, and no name, address or option. */
export const isProse = (text: string): boolean =>
  /\]\(|<a\b|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{4}|(?:\p{L}{2,}[,;]? ){3}\p{L}{2,}/u.test(
    text,
  );

/** A gist is a script that writes a page of GitHub's into this one. */
export function gistLink({ manuscript }: Job, name: string, line: number): string {
  manuscript.note('look', line, `a gist is a link now: ${name}`);
  return `[gist ${name}](https://gist.github.com/${name})`;
}

/** Without tags, addresses and marks. */
const plain = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[[\]]/g, '');

/** An include that draws a picture or a video becomes one; what others drew only their template knows. */
export function included(
  job: Job,
  rest: string,
  line: number,
  variables: ReadonlyMap<string, string>,
  indent: string | undefined,
): string {
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
    const caption = ['caption', 'description', 'title', 'text']
      .map((key) => values.get(key))
      .find((value) => value !== undefined && /[\]$`*<]/.test(value));
    // Alternative text is words; what a caption holds more stands under its picture.
    const alt = plain(values.get('alt') ?? words ?? '');
    const picture = `![${alt}](<${path}>)`;
    if (caption === undefined) return picture;
    return indent === undefined ? `${picture} ${caption}` : `${picture}\n\n${indent}${caption}\n\n`;
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
  const said = ['content', 'text', 'caption', 'description', 'title', 'message', 'body', 'note', 'quote']
    .map((key) => values.get(key) ?? '')
    .filter(isProse);
  if (said.length > 0) {
    manuscript.note('look', line, `{% include ${file} %} is not known here: its words stay`);
    return said.join('\n\n');
  }
  manuscript.note('look', line, `{% include ${file} %} is left out: what it drew only its template knows`);
  return '';
}
