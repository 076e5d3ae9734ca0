import { plainText } from '../../contract/number-text.ts';

interface DataTableProps {
  readonly caption?: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

export function DataTable({ caption, columns, rows }: DataTableProps) {
  return (
    <table>
      {caption && <caption>{caption}</caption>}
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((value, column) => (
              <td key={column}>{plainText(value)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
