import { destinationOf } from './destination.ts';
import type { Job } from './job.ts';

const destination = '<[^>\\n]*>|(?:[^()\\n]|\\([^()\\n]*\\))*?';

/** All links: those into the old blog lead to where its pages are now, the rest stays. A dead one leaves its words. */
export function links(job: Job): void {
  const { manuscript } = job;
  manuscript.replace(
    new RegExp(
      `(?<![!\\\\])\\[((?:[^\\[\\]\\n]|\\n(?!\\s*\\n)|\\[[^\\[\\]\\n]*\\])*)\\]\\(\\s*(${destination})(?:\\s+("[^"\\n]*"|'[^'\\n]*'))?\\s*\\)`,
      'g',
    ),
    ([, words = '', written = '', title], line) => {
      if (/^\^/.test(words) && written === '') return undefined;
      const url = written.replace(/^<(.*)>$/, '$1').trim();
      const address = url === '' ? undefined : job.link(url, line);
      if (url === '')
        manuscript.note('look', line, `the link “${manuscript.resolved(words)}” has no address: its words stay`);
      if (address === undefined) return words;
      const shown = words.trim() === '' ? escapedWords(url) : words.trim();
      // Only the address is put aside: the words are still to be read.
      return `[${shown}${manuscript.keep('mark', `](${destinationOf(address)}${title === undefined ? '' : ` ${title}`})`)}`;
    },
  );
  manuscript.replace(
    /^([ \t>]*\[(?!\^)[^\]\n]+\]:[ \t]*)(<[^>\n]+>|\S+)(.*)$/gm,
    ([, head = '', written = '', rest = ''], line) => {
      const url = written.replace(/^<(.*)>$/, '$1');
      const address =
        /\.(png|jpe?g|gif|webp|svg|bmp)$/i.test(url) && !/^https?:/.test(url) ? undefined : job.link(url, line);
      return address === undefined ? '' : manuscript.keep('mark', `${head}${destinationOf(address)}${rest}`);
    },
  );
  manuscript.replace(/<(https?:\/\/[^\s<>]+)>/g, ([, url = ''], line) => {
    const address = job.link(url, line) ?? url;
    return manuscript.keep(
      'mark',
      /^https?:/.test(address) ? `<${address}>` : `[${escapedWords(url)}](${destinationOf(address)})`,
    );
  });
  // GitHub's Markdown makes a link of a bare address and, where no space follows, of the Chinese after it.
  manuscript.replace(/(?<![\w"'(<[=/`])https?:\/\/[\w\-.~:/?#@!$&*+,;=%()]+/g, ([match], line) => {
    const url = match.replace(/[.,;:!?*_~]+$|\)$(?<!\([^)]*\))/g, '');
    // `http://ip:port` is an example of one, and no address.
    if (!URL.canParse(url)) return manuscript.keep('code', `\`${url}\``) + match.slice(url.length);
    const address = job.link(url, line) ?? url;
    return (
      manuscript.keep(
        'mark',
        /^https?:/.test(address) ? `<${address}>` : `[${escapedWords(url)}](${destinationOf(address)})`,
      ) + match.slice(url.length)
    );
  });
}

const escapedWords = (text: string): string => text.replace(/[[\]*_<>\\]/g, '\\$&');
