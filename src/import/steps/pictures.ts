import { unescaped } from '../code-patterns.ts';
import { destinationOf } from './destination.ts';
import type { Job } from './job.ts';

/** A picture as its author wrote it, in Markdown or HTML. */
export interface WrittenPicture {
  url: string;
  alt: string;
  title: string | undefined;
}

const destination = '<[^>\\n]*>|(?:[^()\\n]|\\([^()\\n]*\\))*?';
const title = '"[^"\\n]*"|\'[^\'\\n]*\'';

/** All pictures in Markdown: they come to lie beside the post; a missing one leaves its words, a foreign one a link. */
export function pictures(job: Job): void {
  const { manuscript } = job;
  const definitions = new Map(
    [
      ...manuscript.text.matchAll(
        /^ {0,3}\[([^\]\n^][^\]\n]*)\]:[ \t]*(<[^>\n]+>|\S+)(?:[ \t]+(?:"([^"\n]*)"|'([^'\n]*)'|\(([^)\n]*)\)))?[ \t]*$/gm,
      ),
    ].map(([, id, url, a, b, c]) => [id!.toLowerCase(), { url: url!.replace(/^<(.*)>$/, '$1'), title: a ?? b ?? c }]),
  );
  manuscript.replace(
    new RegExp(
      `${unescaped}!\\[((?:[^\\[\\]]|\\[[^\\[\\]]*\\])*)\\]\\(\\s*(${destination})(?:\\s+(${title}))?\\s*(?:=\\s*\\d*x\\d*\\s*)?\\)`,
      'g',
    ),
    ([match, alt = '', url = '', words], line, offset) =>
      pictureText(
        job,
        { url: url.replace(/^<(.*)>$/, '$1').replace(/\s+=\d*x\d*$/, ''), alt, title: words?.slice(1, -1) },
        line,
        isInLink(manuscript.text, offset, offset + match.length),
      ),
  );
  manuscript.replace(
    new RegExp(`${unescaped}!\\[([^[\\]\\n]*)\\](?:[ ]?\\[([^\\]\\n]*)\\])?(?!\\()`, 'g'),
    ([match, alt = '', id = ''], line) => {
      const found = definitions.get((id || alt).toLowerCase());
      return found ? pictureText(job, { ...found, alt }, line) : match.replace('!', '\\!');
    },
  );
}

/** Whether a picture stands in a link's words: `[… ![](…) …](…)`. */
function isInLink(text: string, start: number, end: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = text.slice(end, end + 2000).split('\n', 1)[0] ?? '';
  return /(?<![!\\])\[[^[\]]*$/.test(before) && /^[^[\]]*\](?:\(|\[)/.test(after);
}

/** The Markdown that stands for a picture now, put aside. */
export function pictureText(job: Job, written: WrittenPicture, line: number, inLink = false): string {
  const { manuscript } = job;
  const url = written.url.trim();
  if (url === '') {
    manuscript.note('look', line, 'a picture without an address is left out');
    return '';
  }
  // What a picture says instead of itself is words, to MathJax too: no formula is drawn there.
  const formulas = manuscript.keptIn(written.alt + (written.title ?? '')).filter(({ kind }) => kind === 'formula');
  if (formulas.length > 0) {
    job.formulas.found -= formulas.length;
    job.formulas.rendered -= formulas.length;
    manuscript.note('changed', line, 'formulas in the words of a picture are words');
  }
  const place = job.picture(url, line);
  const said = plainWords(job, written.alt) || plainWords(job, written.title ?? '');
  const alt = said || place.name;
  if (place.kind === 'remote') {
    // No link stands in a link: there its words do.
    if (inLink) {
      manuscript.note('look', line, `the picture ${url} is on another host: its words stand in the link around it`);
      return manuscript.keep('html', escaped(`图：${alt}`));
    }
    manuscript.note('look', line, `the picture ${url} is on another host: it is a link now`);
    return manuscript.keep('html', `[${escaped(`图：${alt}`)}](${destinationOf(place.url)})`);
  }
  if (place.kind === 'missing') return manuscript.keep('html', `［图：${escaped(alt)}］`);
  if (said === '')
    manuscript.note(
      'changed',
      line,
      `the picture ${place.url} had no alternative text: its file’s name, “${alt}”, stands for it`,
    );
  const caption = written.title?.trim().replaceAll('"', '”') ?? '';
  return manuscript.keep(
    'html',
    `![${escaped(alt)}](${place.url}${caption === '' ? '' : ` "${plainWords(job, caption)}"`})`,
  );
}

/** Alternative text is words: formulas and code lose their marks. */
function plainWords({ manuscript }: Job, text: string): string {
  return manuscript
    .resolved(text)
    .replace(/<[^>]*>|[*`$]+/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

const escaped = (text: string): string => text.replace(/\\(?![\\[\]])/g, '\\\\').replace(/(?<!\\)[[\]<_~|]/g, '\\$&');
