import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { filledTables } from '../../contract/check-result.ts';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { Result } from '../../contract/results.ts';
import type { TableSpec } from '../../contract/figure-spec.ts';
import { tableCsv } from '../charts/table-csv.ts';
import { DataTable } from './data-table.tsx';
import { Readout } from './readout.tsx';
import type { StageModel } from './stage-model.ts';
import { words } from '../stage-words.ts';

interface DataPanelProps<D extends AnyDefinition, E> {
  readonly model: StageModel<D, E>;
  readonly builtTable: ComponentChildren;
  readonly shareUrl: () => string;
}

/** The numbers behind the picture: readouts, table, CSV; and the link that sets another reader's page like this one. */
export function DataPanel<D extends AnyDefinition, E>({ model, builtTable, shareUrl }: DataPanelProps<D, E>) {
  const [copied, setCopied] = useState('');
  // Hundreds of cells are not worth drawing anew at every move of a slider while nobody sees them.
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const { table } = model.numbers.value;
  const readouts: Result['readouts'] = model.numbers.value.readouts;
  const tables = filledTables(model.definition);
  // None while the numbers are the build's.
  const backend = model.computer.value?.backend;
  const share = async () => {
    const url = shareUrl();
    try {
      await navigator.clipboard.writeText(url);
      setCopied(words.copied);
    } catch {
      // No permission (or no clipboard): the link is shown, to be copied by hand.
      setCopied(url);
    }
  };
  const download = () => {
    const url = URL.createObjectURL(
      new Blob([tableCsv(table ?? tableOnPage(box.current))], { type: 'text/csv;charset=utf-8' }),
    );
    const link = document.createElement('a');
    link.href = url;
    link.download = `${model.definition.name}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return (
    <details class="data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.data}</summary>
      <p class="data-actions needs-script">
        <button type="button" data-action="csv" onClick={download}>
          {words.csv}
        </button>
        <button type="button" data-action="share" onClick={() => void share()}>
          {words.share}
        </button>
        <button type="button" data-action="defaults" onClick={() => model.restoreDefaults()}>
          {words.defaults}
        </button>
        <span class="copied" role="status">
          {copied || null}
        </span>
      </p>
      <p class="small-print">{backend === undefined ? words.builtNumbers : words.ownNumbers(backend)}</p>
      <dl class="readouts">
        {Object.entries(readouts).map(([key, value]) => (
          <div key={key} title={tables.readouts.get(key)?.means}>
            <dt>
              {tables.readouts.get(key)?.label} <code class="notranslate">{key}</code>
            </dt>
            <dd>
              <Readout name={key} value={value} />
            </dd>
          </div>
        ))}
      </dl>
      <div ref={box} class="table-box" tabIndex={0} role="group" aria-label={words.dataTable}>
        {table ? open && <DataTable {...table} /> : builtTable}
      </div>
    </details>
  );
}

/** The build's table, read from the page: it is not sent twice. */
function tableOnPage(box: HTMLElement | null): TableSpec {
  const cells = (row: Element) => [...row.children].map((cell) => cell.textContent ?? '');
  const rows = [...(box?.querySelectorAll('tr') ?? [])].map(cells);
  return { caption: '', columns: rows[0] ?? [], rows: rows.slice(1) };
}
