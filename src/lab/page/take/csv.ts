export type Cell = number | string | null;

/**
 * RFC 4180, with a byte order mark, which Excel needs to read Chinese; every record has as many fields as the longest.
 * Numbers keep all their digits. A text that a spreadsheet would take for a formula gets an apostrophe before it: a link
 * may have brought it.
 */
export function csvText(rows: readonly (readonly Cell[])[]): string {
  const fields = Math.max(0, ...rows.map((row) => row.length));
  const lines = rows.map((row) => Array.from({ length: fields }, (_, i) => fieldOf(row[i] ?? null)).join(','));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function fieldOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return numberText(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A gap is empty; infinity is written as the page writes it, because “-Infinity” begins like a formula. */
function numberText(value: number): string {
  if (Number.isNaN(value)) return '';
  return Number.isFinite(value) ? String(value) : value > 0 ? '∞' : '−∞';
}
