import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import { notebookOf } from './notebook.ts';
import { scriptSetTo } from './script-text.ts';

/** Loaded when a reader asks for one, and not before. */
export type ScriptKind = 'py' | 'ipynb';

/**
 * The experiment in PyTorch, set as the stage is.
 * @param file the address of the script with the default settings
 * @throws if it cannot be fetched
 */
export async function makeScript(
  kind: ScriptKind,
  definition: AnyDefinition,
  { params, url, file }: { readonly params: SettingsOf<AnyDefinition>; readonly url: string; readonly file: string },
): Promise<Blob> {
  const answer = await fetch(file);
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  const script = scriptSetTo(definition, params, await answer.text(), url);
  return kind === 'py'
    ? new Blob([script], { type: 'text/x-python;charset=utf-8' })
    : new Blob([notebookOf(script)], { type: 'application/x-ipynb+json' });
}
