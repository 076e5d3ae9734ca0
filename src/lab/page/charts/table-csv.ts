import type { TableSpec } from '../../contract/figure-spec.ts';

/** RFC 4180 with a byte order mark, which Excel needs to read Chinese. Numbers keep all their digits. */
export function tableCsv({ columns, rows }: TableSpec): string {
  const cell = (value: number | string | null) => {
    if (value === null || (typeof value === 'number' && Number.isNaN(value))) return '';
    const text = String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\uFEFF${[columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}
