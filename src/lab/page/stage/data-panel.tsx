import { useState } from 'preact/hooks';
import { filledTables } from '../../contract/check-result.ts';
import type { Result } from '../../contract/results.ts';
import { readoutText } from '../../contract/in-words.ts';
import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import type { FileKind } from '../take/files.ts';
import type { ScriptKind } from '../take/script.ts';
import { DataTable } from './data-table.tsx';
import { embedCode } from './embed-code.ts';
import { Readout } from './readout.tsx';
import type { StageModel } from './stage-model.ts';
import { words } from '../stage-words.ts';

interface DataPanelProps<D extends AnyDefinition, E> {
  readonly model: StageModel<D, E>;
  /** The address of an experiment's page with these settings, with those of the controls if none are given. */
  readonly shareUrl: (params?: SettingsOf<D>) => string;
  /** The address of its script with the default settings, if it has one. */
  readonly script: string | null;
  /** With its table there from the first, whether or not anybody has unfolded it. */
  readonly unfolded: boolean;
}

/** The numbers behind the picture, and what can be taken away of it: files, and the link that sets another reader's page like this one. */
export function DataPanel<D extends AnyDefinition, E>({ model, shareUrl, script, unfolded }: DataPanelProps<D, E>) {
  const [said, setSaid] = useState('');
  // Hundreds of cells are not worth drawing anew at every move of a slider while nobody sees them.
  const [open, setOpen] = useState(unfolded);
  const { table } = model.numbers.value;
  const readouts: Result['readouts'] = model.numbers.value.readouts;
  const tables = filledTables(model.definition);
  // None while the numbers are the build's.
  const backend = model.computer.value?.backend;
  const madeBy = backend === undefined ? words.builtNumbers : words.ownNumbers(backend);
  const copy = async (text: string, done: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setSaid(done);
    } catch {
      // No permission (or no clipboard): it is shown, to be copied by hand.
      setSaid(text);
    }
  };
  const copyEmbed = ({ currentTarget }: { readonly currentTarget: HTMLElement }) => {
    const height = currentTarget.closest('[data-experiment]')?.getBoundingClientRect().height ?? 0;
    return copy(embedCode(shareUrl(), model.definition.title, height), words.embedCopied);
  };
  const { definition, shown } = model;
  const take = async (kind: FileKind | ScriptKind, make: () => Promise<Blob>) => {
    setSaid(words.preparing);
    try {
      save(await make(), `${definition.name}.${kind}`);
      setSaid('');
    } catch {
      setSaid(words.notTaken);
    }
  };
  const takeFile = (kind: FileKind) =>
    take(kind, async () => {
      const { makeFile } = await import('../take/files.ts');
      const url = shareUrl(shown.value.params);
      return makeFile(kind, definition, { ...shown.value, url, computed: madeBy });
    });
  const takeScript = (kind: ScriptKind, file: string) =>
    take(kind, async () => {
      const { makeScript } = await import('../take/script.ts');
      const { params } = shown.value;
      return makeScript(kind, definition, { params, url: shareUrl(params), file });
    });
  return (
    <details class="data" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.data}</summary>
      <p class="data-actions needs-script">
        {(['csv', 'svg', 'png'] as const).map((kind) => (
          <button key={kind} type="button" data-action={kind} onClick={() => void takeFile(kind)}>
            {words[kind]}
          </button>
        ))}
        {script !== null &&
          (['py', 'ipynb'] as const).map((kind) => (
            <button key={kind} type="button" data-action={kind} onClick={() => void takeScript(kind, script)}>
              {words[kind]}
            </button>
          ))}
        <button type="button" data-action="share" onClick={() => void copy(shareUrl(), words.copied)}>
          {words.share}
        </button>
        <button type="button" data-action="embed" onClick={(event) => void copyEmbed(event)}>
          {words.embed}
        </button>
        <button type="button" data-action="defaults" onClick={() => model.restoreDefaults()}>
          {words.defaults}
        </button>
        <span class="copied" role="status">
          {said || null}
        </span>
      </p>
      <p class="small-print">{madeBy}</p>
      <dl class="readouts">
        {Object.entries(readouts).map(([key, value]) => (
          <div key={key} title={tables.readouts.get(key)?.means}>
            <dt>{tables.readouts.get(key)?.label ?? key}</dt>
            <dd>
              <Readout name={key} value={value} text={readoutText(tables.readouts.get(key), value)} />
            </dd>
          </div>
        ))}
      </dl>
      <div class="table-box" tabindex={0} role="group" aria-label={words.dataTable}>
        {open && <DataTable {...table} />}
      </div>
    </details>
  );
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
