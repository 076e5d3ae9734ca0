import type { CheckReport } from '../../contract/experiment.ts';
import { DataTable } from './data-table.tsx';
import { words } from '../stage-words.ts';

interface CheckPanelProps {
  readonly report: CheckReport | 'running' | null;
  /** What was checked, and what stands over its numbers. */
  readonly label: string;
  readonly numbers: string;
}

/** The result of a check that the reader started: the verdict, and every number behind it. */
export function CheckPanel({ report, label, numbers }: CheckPanelProps) {
  if (report === null) return null;
  if (report === 'running') return <p class="check">{words.checking}</p>;
  return (
    <div class="check">
      <p data-passed={report.passed}>
        {report.passed ? '✓ ' : '✗ '}
        {report.summary}
      </p>
      <details>
        <summary>{numbers}</summary>
        <div class="table-box" tabIndex={0} role="group" aria-label={label}>
          <DataTable columns={report.columns} rows={report.rows} />
        </div>
      </details>
    </div>
  );
}
