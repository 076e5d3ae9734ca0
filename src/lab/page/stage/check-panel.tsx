import type { CheckReport } from '../../contract/experiment.ts';
import { DataTable } from './data-table.tsx';
import { words } from '../stage-words.ts';

interface CheckPanelProps {
  readonly report: CheckReport | 'running' | null;
  /** What was checked, and what stands over its numbers. */
  readonly label: string;
  readonly numbers: string;
  readonly disabled: boolean;
  readonly onStart: () => void;
}

/** A check that the reader may start, and its result: the verdict, and every number behind it. */
export function CheckPanel({ report, label, numbers, disabled, onStart }: CheckPanelProps) {
  return (
    <div class="check">
      <button type="button" class="needs-script" data-action="check" disabled={disabled} onClick={onStart}>
        {label}
      </button>
      {report === 'running' && <p>{words.checking}</p>}
      {report !== null && report !== 'running' && (
        <>
          <p data-passed={report.passed}>
            {report.passed ? '✓ ' : '✗ '}
            {report.summary}
          </p>
          <details>
            <summary>{numbers}</summary>
            <div class="table-box" tabindex={0} role="group" aria-label={label}>
              <DataTable columns={report.columns} rows={report.rows} />
            </div>
          </details>
        </>
      )}
    </div>
  );
}
