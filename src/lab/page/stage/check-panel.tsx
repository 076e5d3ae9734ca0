import type { CheckReport } from '../../contract/experiment.ts';
import { DataTable } from './data-table.tsx';

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
          <DataTable columns={report.columns} rows={report.rows} />
        </div>
      </details>
    </div>
  );
}
