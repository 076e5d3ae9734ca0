/** Lines that belong to a table: with their delimiter row, or with a bar at the edge. */
export function tableLines(text: string): ReadonlySet<number> {
  const lines = text.split('\n');
  const rows = new Set<number>();
  lines.forEach((line, i) => {
    if (/^\s*\|.*\|\s*$/.test(line)) rows.add(i);
    if (!isDelimiterRow(line)) return;
    if (i > 0 && lines[i - 1]!.includes('|')) rows.add(i - 1);
    for (let k = i; k < lines.length && lines[k]!.trim() !== '' && (k === i || lines[k]!.includes('|')); k += 1)
      rows.add(k);
  });
  return rows;
}

/** `|---|:-:|`, also without bars at the edges. */
export const isDelimiterRow = (line: string): boolean =>
  line.includes('|') && /^[\s>]*\|?\s*:?-+:?\s*(?:[|+]\s*:?-+:?\s*)*\|?\s*$/.test(line);
