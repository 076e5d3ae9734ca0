import type { Job } from './job.ts';
import { isDelimiterRow } from './table-lines.ts';

/** kramdown's tables as GitHub's Markdown reads them: a header row, a delimiter row as wide, a blank line before. */
export function tables({ manuscript }: Job): void {
  manuscript.mapLines((line) => (/^[ \t]*\|[=\s|+]*=[=\s|+]*$/.test(line) ? undefined : line));
  const lines = manuscript.text.split('\n');
  const isRow = (line: string | undefined): boolean => line !== undefined && /^[ \t]*\|.*\|[ \t]*$/.test(line);
  const width = (line: string): number =>
    line
      .trim()
      .replace(/^\||(?<!\\)\|$/g, '')
      .split(/(?<!\\)\|/).length;
  let inside = false;
  let ruled = false;
  manuscript.mapLines((line, i) => {
    const delimiter = isDelimiterRow(line);
    const row = isRow(line) || (line.includes('|') && (isDelimiterRow(lines[i + 1] ?? '') || inside));
    if (!row && !delimiter) {
      inside = false;
      return line;
    }
    const begins = !inside;
    inside = true;
    if (begins) ruled = false;
    // kramdown draws a rule between rows where another delimiter row stands.
    if (delimiter && ruled) return undefined;
    if (begins && !delimiter) ruled = !isDelimiterRow(lines[i + 1] ?? '');
    else if (delimiter || begins) ruled = true;
    const above = lines[i - 1];
    const gap =
      begins && above !== undefined && above.trim() !== '' && !/^[ \t>]*(?:[-*+]|\d+[.)])[ \t]/.test(above) ? '\n' : '';
    const empty = (count: number): string => `|${' |'.repeat(count)}`;
    const rule = (count: number): string => `|${' --- |'.repeat(count)}`;
    const text = barsInCode(manuscript, line);
    if (begins && delimiter) {
      const count = lines[i + 1]?.includes('|') === true ? width(lines[i + 1]!) : width(line);
      manuscript.note('changed', manuscript.originOf(i + 1), 'a table without a header row gets an empty one');
      return `${gap}${empty(count)}\n${rule(count)}`;
    }
    if (begins && !isDelimiterRow(lines[i + 1] ?? '')) {
      // A lone line between bars is no table to anyone.
      if (!isRow(lines[i + 1])) {
        inside = false;
        return line;
      }
      manuscript.note('changed', manuscript.originOf(i + 1), 'a table without a header row gets an empty one');
      return `${gap}${empty(width(line))}\n${rule(width(line))}\n${text}`;
    }
    if (
      delimiter &&
      above !== undefined &&
      width(above) !== width(line) &&
      isDelimiterRow(line) &&
      !isDelimiterRow(above)
    ) {
      manuscript.note(
        'changed',
        manuscript.originOf(i + 1),
        'a table’s delimiter row gets as many columns as its header',
      );
      const cells = line
        .trim()
        .replace(/^\||\|$/g, '')
        .split('|');
      return `|${Array.from({ length: width(above) }, (_, k) => ` ${cells[k]?.trim() ?? '---'} |`).join('')}`;
    }
    return gap + (delimiter ? line.replaceAll('+', '|') : text);
  });
}

/** In a cell even code ends at a bar, unless it is escaped. */
function barsInCode(manuscript: Job['manuscript'], line: string): string {
  return line.replace(/\uFDD0\d+\uFDD1/g, (mark) => {
    const [piece] = manuscript.keptIn(mark);
    return piece?.kind === 'code' && /(?<!\\)\|/.test(piece.text)
      ? manuscript.keep('code', piece.text.replace(/(?<!\\)\|/g, '\\|'))
      : mark;
  });
}
