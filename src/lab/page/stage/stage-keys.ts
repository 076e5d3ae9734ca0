import type { AnyDefinition } from '../../contract/definition.ts';
import { sameParams } from '../../contract/schema.ts';
import type { StageModel } from './stage-model.ts';

/**
 * Single keys for whoever stands in front of a class: r runs and pauses, s is one step, n the next preset, f the full
 * screen; the sheet under ? lists them (KeySheet.astro). They act on the experiment that has the focus, else on the one in
 * the middle of the screen. @returns how to end that
 */
export function listenToKeys<D extends AnyDefinition, E>(
  model: StageModel<D, E>,
  root: HTMLElement,
  fullScreen: () => void,
): () => void {
  const actions: Readonly<Record<string, () => void>> = {
    r: () => model.send(model.state.value === 'running' || model.state.value === 'loading' ? 'pause' : 'run'),
    s: () => model.send('step'),
    n: () => nextPreset(model),
    f: fullScreen,
  };
  const onKey = (event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, isComposing } = event;
    if (ctrlKey || metaKey || altKey || isComposing || !(target instanceof Element) || switchedOff()) return;
    const action = actions[key];
    // A letter that is typed is text.
    if (!action || target.closest('input:not([type=range], [type=radio], [type=checkbox]), select, textarea, dialog'))
      return;
    const focused = target.closest('[data-experiment]');
    if (focused ? focused !== root : !isInTheMiddle(root)) return;
    event.preventDefault();
    action();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}

/** The one after that which is set now; the first where none is. */
function nextPreset<D extends AnyDefinition, E>({ definition, params, take }: StageModel<D, E>): void {
  const { presets } = definition;
  const now: Readonly<Record<string, unknown>> = params.value;
  const current = presets.findIndex(({ set }) => sameParams(set, now));
  const next = presets[(current + 1) % presets.length];
  if (next) take(next.set);
}

function isInTheMiddle(root: HTMLElement): boolean {
  const { top, bottom } = root.getBoundingClientRect();
  return top < innerHeight / 2 && bottom > innerHeight / 2;
}

/** The reader's choice in the sheet of keys. */
function switchedOff(): boolean {
  try {
    return localStorage.getItem('keys') === 'off';
  } catch {
    return false;
  }
}
