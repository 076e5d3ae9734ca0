import { createHash } from 'node:crypto';

/** Length of the windows of the source notes whose fingerprints are kept. */
export const window = 12;

export const fingerprint = (words: string): string => createHash('sha256').update(words).digest('hex').slice(0, 10);

/** A post's own words: no formulas, tags, addresses, marks of Markdown or blanks. */
export function wordsOf(source: string): string {
  return source
    .replace(/^import .*$/gm, '')
    .replace(/\$\$[\s\S]*?\$\$|\$[^$\n]*\$/g, '\u0001')
    .replace(/(?:alt|caption)="([^"]*)"/g, '>$1<')
    .replace(/<[^>]*>/g, '')
    .replace(/\]\([^)]*\)/g, ']')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/[\s*#>[\]_]+/g, '');
}

/**
 * The longest run of characters shared with the notes, from the fingerprints of their windows: n windows in a row that
 * all occur there are a run of n + window - 1 characters. 0 if not one window occurs.
 */
export function longestSharedRun(words: string, windows: ReadonlySet<string>): number {
  let row = 0;
  let longest = 0;
  for (let i = 0; i + window <= words.length; i++) {
    row = windows.has(fingerprint(words.slice(i, i + window))) ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest === 0 ? 0 : longest + window - 1;
}
