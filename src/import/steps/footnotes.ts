import type { Job } from './job.ts';

/** kramdown's own names of footnotes; what is written otherwise is text to it. */
const definition = /^ {0,3}\[\^([^\]\n]+)\]:[ \t]*/gm;

/**
 * Footnotes as kramdown reads them. GitHub's Markdown takes any label and shows no note that nothing refers to; kramdown takes
 * plain names only and shows the rest as it stands. Nothing of either is lost: a note without a mark becomes text, a mark
 * without a note too.
 */
export function footnotes({ manuscript }: Job): void {
  const { text } = manuscript;
  const marks = new Set<string>();
  for (const match of text.matchAll(/(?<!\\)\[\^([^\]\n]+)\](?!:)/g)) marks.add(label(match[1]));
  // A mark at the start of a line, before a colon in a sentence, is a mark as well: `[^1]: ` alone defines.
  const defined = new Set<string>();
  for (const match of text.matchAll(definition)) defined.add(label(match[1]));

  manuscript.replace(/(?<!\\)\[\^([^\]\n]+)\](:?)/g, ([match, name = '', colon], line, offset) => {
    const before = manuscript.text.slice(manuscript.text.lastIndexOf('\n', offset - 1) + 1, offset);
    const defines = colon === ':' && /^ {0,3}$/.test(before);
    if (defines) {
      if (marks.has(label(name))) return undefined;
      manuscript.note('look', line, `nothing refers to the footnote “${name}”: it stands in the text`);
      // On a line of its own: with the words above it, it would be one paragraph.
      return `\n\\[${name}\\]:`;
    }
    if (defined.has(label(name))) {
      // `[^1](…)` and `[^1][…]` are a mark and words in brackets, no link.
      const next = manuscript.text[offset + match.length];
      return colon !== ':' && (next === '(' || next === '[') ? `${match}\\` : undefined;
    }
    manuscript.note('look', line, `the footnote “${name}” is nowhere: its mark stands as text`);
    return `\\[^${name}\\]${colon}`;
  });
}

const label = (name = ''): string => name.trim().toLowerCase().replace(/\s+/g, ' ');
