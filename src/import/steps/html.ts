import { flattenBlocks } from './html-indentation.ts';
import { tags } from './html-tags.ts';
import { attributesOf, isHandler, tagPattern } from './html-vocabulary.ts';
import { gistLink } from './liquid-includes.ts';
import { drawings } from './svg.ts';
import { keptPattern } from '../manuscript.ts';
import type { Job } from './job.ts';
import { anchor } from './kramdown.ts';

/** Scripts and styles go before formulas are looked for: `$(this)` is none. */
export function scripts(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(/<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)/gi, ([match, name = ''], line) => {
    const source = /\ssrc\s*=\s*["']?([^"'\s>]+)/i.exec(match)?.[1];
    const gist = /^(?:https?:)?\/\/gist\.github\.com\/([\w/.-]+?)\.js\b/i.exec(source ?? '')?.[1];
    if (gist !== undefined) return gistLink(job, gist, line);
    manuscript.note(
      /mathjax|katex/i.test(match) ? 'changed' : 'look',
      line,
      `a <${name.toLowerCase()}> is left out${source === undefined ? '' : `: ${source}`}`,
    );
    return '';
  });
}

/**
 * HTML in Markdown: what has meaning stays and is closed properly, looks and boxes go, pictures and links become
 * Markdown, what loads something from elsewhere becomes a link, scripts go. A `<` that begins no tag is escaped.
 */
export function html(job: Job): void {
  const { manuscript } = job;
  drawings(job);
  handlers(job);
  manuscript.replace(/<(https?:\/\/[^\s<>]+|mailto:[^\s<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+)>/g, ([match, url = '']) => {
    if (!/^http/.test(url)) return manuscript.keep('mark', match);
    return undefined;
  });
  // What every browser makes of `<image>`.
  manuscript.replace(/<image\b(?=[^>]*\bsrc\b)/gi, () => '<img');
  mathml(job);
  // What a cell begins with is text: `<td>#FFFAFA</td>` is no heading, `<td>- 5</td>` no list.
  manuscript.replace(
    /(<(?:td|th|caption|summary|dt|dd)\b[^>]*>[ \t]*)(?:(#+|>)|([-+*])(?=[ \t])|(\d+)([.)])(?=[ \t]))/gi,
    ([, tag = '', mark, bullet, number = '', point = '']) => `${tag}${number}\\${mark ?? bullet ?? point}`,
  );
  summaries(job);
  anchors(job);
  flattenBlocks(job);
  tags(job);
  // What is left is a sign, an arrow, a generic type.
  manuscript.replace(/(?<!\\|\]\()<(?=[A-Za-z/!?])/g, ([match], _line, offset) =>
    /^<https?:\/\/[^\s<>]+>/.test(manuscript.text.slice(offset, offset + 2000)) ? match : '\\<',
  );
}

/** What a folded passage shows is one line, its formulas are in it: a blank line would end the tag before its end. */
function summaries({ manuscript }: Job): void {
  manuscript.replace(/(<summary\b[^>]*>)([\s\S]*?)(<\/summary\s*>)/gi, ([, open = '', words = '', close = '']) => {
    const line = words.replace(new RegExp(keptPattern, 'g'), (mark) => {
      const [piece] = manuscript.keptIn(mark);
      const tex = piece?.kind === 'block' ? /^\$\$\n([\s\S]*)\n\$\$$/.exec(piece.text)?.[1] : undefined;
      return tex === undefined ? mark : manuscript.keep('formula', `$${tex.replaceAll('\n', ' ')}$`);
    });
    return open + line.replace(/\s*\n\s*/g, ' ').trim() + close;
  });
}

/** What a page would do when it is touched goes with its attributes, and is said: of every tag, whatever becomes of it. */
function handlers({ manuscript }: Job): void {
  manuscript.replace(new RegExp(tagPattern.source, 'g'), ([, , name = '', attributes = ''], line) => {
    const found = Object.keys(attributesOf(attributes)).filter(isHandler);
    if (found.length > 0) manuscript.note('look', line, `<${name.toLowerCase()}>: ${found.join(', ')} left out`);
    return undefined;
  });
}

/** `<a href>` is a Markdown link, `<a name>` a place. */
function anchors({ manuscript }: Job): void {
  manuscript.replace(
    /<a\b((?:"[^"]*"|'[^']*'|[^>"'])*|[^>]*)>((?:(?!<\/?a\b)[^\n]|(?!<\/?a\b)\n(?!\s*\n))*)<\/a\s*>/gi,
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

/** A page's own MathML that does not say its TeX (formulas.ts has the rest). */
function mathml({ manuscript }: Job): void {
  manuscript.replace(/<math\b[^>]*>([\s\S]*?)<\/math\s*>/gi, ([, body = ''], line) => {
    manuscript.note('look', line, 'a formula in MathML without its TeX: only its letters stay');
    return body.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ');
  });
}
