import { plainText } from '../charts/number-text.ts';
import type { CheckReport } from '../runtime/experiment.ts';

/** The result of a check that the reader started: the verdict, and every number behind it. */
export function CheckPanel({ report }: { report: CheckReport | 'running' | null }) {
  if (report === null) return null;
  if (report === 'running') return <p class="check">正在核对…</p>;
  return (
    <div class="check">
      <p data-passed={report.passed}>
        {report.passed ? '✓ ' : '✗ '}
        {report.summary}
      </p>
      <details>
        <summary>逐层的数字</summary>
        <div class="table-box" tabIndex={0} role="group" aria-label="有限差分核对">
          <table>
            <thead>
              <tr>
                {report.columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {report.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((value, column) => (
                    <td key={column}>{plainText(value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}
