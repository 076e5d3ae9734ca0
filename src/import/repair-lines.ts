import type { Manuscript } from './manuscript.ts';

export function replaceLine(manuscript: Manuscript, line: number, by: (text: string) => string): void {
  manuscript.mapLines((text, i) => (i === line - 1 ? by(text) : text));
}

/** In a row of a table a bar ends the cell; in a formula its name does the same. */
export function barsInFormulas(manuscript: Manuscript, line: number): void {
  replaceLine(manuscript, line, (text) =>
    text.replace(/(?<!\\)\$(?:\\.|[^$\\])+\$/g, (match) => match.replace(/(?<!\\)\|/g, '\\vert ')),
  );
}

/** kramdown shows every cell of a row; here the first two rows say how many there are. */
export function widenTable(manuscript: Manuscript, line: number): void {
  const cells = (row: string): number => row.replace(/^[ \t>]*\|?|(?<!\\)\|?[ \t]*$/g, '').split(/(?<!\\)\|/).length;
  const lines = manuscript.text.split('\n');
  let rule = line - 1;
  while (rule > 0 && !/^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(lines[rule] ?? ''))
    rule -= 1;
  const missing = cells(lines[line - 1] ?? '') - cells(lines[rule] ?? '');
  if (rule === 0 || missing <= 0) return;
  const wider = (row: string, cell: string): string =>
    `${row.trimEnd().replace(/(?<!\\)\|$/, '')}|${` ${cell} |`.repeat(missing)}`;
  manuscript.mapLines((row, i) => (i === rule - 1 ? wider(row, ' ') : i === rule ? wider(row, '---') : row));
  manuscript.note('changed', manuscript.originOf(line), 'a table gets as many columns as its longest row');
}

/** Code that runs to the end of the text, or of the list or the quotation that it stands in, ends there in words too. */
export function closeFence(manuscript: Manuscript, line: number, column: number): void {
  const lines = manuscript.text.split('\n');
  const row = lines[line - 1] ?? '';
  const fence = /^(?:`{3,}|~{3,})/.exec(row.slice(column - 1))?.[0];
  if (fence === undefined) return;
  // What stands before a line of the same container: its marks of quotation, and room for the others.
  const before = row.slice(0, column - 1).replace(/[^>\s]/g, ' ');
  const belongs = (text: string): boolean =>
    before.includes('>') ? text.startsWith('>') : text.startsWith(before) || text.trim() === '';
  let last = line;
  while (last < lines.length && belongs(lines[last] ?? '')) last += 1;
  while (last > line && (lines[last - 1] ?? '').trim() === '') last -= 1;
  const at = lines.slice(0, last).join('\n').length;
  manuscript.splice([{ start: at, end: at, text: `\n${before}${fence}` }]);
}
