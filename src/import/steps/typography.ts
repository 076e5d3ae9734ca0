import type { Job } from './job.ts';

/**
 * The signs that kramdown makes of plain ones in a text of Latin letters: dashes, dots, quotation marks. Chinese typography has
 * its own, and its authors type them.
 */
export function typography({ manuscript, description }: Job): void {
  if (/^(?:zh|ja|ko)/.test(description.lang ?? 'zh-CN')) return;
  manuscript.mapLines((line) => {
    // Rules, tables' second rows and what is not prose are left as they are.
    if (/^[\s>|:+=-]*$/.test(line) || /^ {0,3}\[[^\]\n]+\]:/.test(line)) return line;
    return line.replace(/\uFDD0\d+\uFDD1|\\?<[^>\n]*>|\]\([^)\n]*\)|[^\uFDD0<\]]+|[\s\S]/g, (piece) =>
      /^[\uFDD0<\\\]]/.test(piece) ? piece : signs(piece),
    );
  });
}

function signs(text: string): string {
  return text
    .replace(/(?<=\S)---(?=\S)|(?<=\w )---(?= \w)/g, '—')
    .replace(/(?<=[\p{L}\p{N},.)”"])--(?=[\p{L}\p{N}“"(])|(?<=\w )--(?= \w)/gu, '–')
    .replace(/(?<!\.)\.\.\.(?!\.)/g, '…')
    .replace(/(^|[\s([{—–])"(?=\S)/g, '$1“')
    .replace(/"/g, '”')
    .replace(/(^|[\s([{—–“])'(?=[\p{L}\p{N}])(?=[^\n]*')/gu, '$1‘')
    .replace(/'/g, '’');
}
