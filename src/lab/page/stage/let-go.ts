import { options, type VNode } from 'preact';

/** What Preact notes of a part that it has drawn, under the names of its build: the component, and what stands in it. */
interface Drawn extends VNode {
  readonly __c?: object;
  __k?: unknown;
}

const last = new WeakMap<object, Drawn>();

/**
 * Has Preact let go of what it has drawn anew. A part that is drawn anew by itself, as ours are by their signals, stays named in what
 * it stands in as it was drawn at first; and since what need not be drawn anew is handed on from one drawing to the next, the
 * first led to the second and so on: nothing that a training ever showed was given back.
 */
export function letGoOfWhatWasDrawn(): void {
  const { diffed } = options;
  options.diffed = (node: Drawn) => {
    if (node.__c) {
      const before = last.get(node.__c);
      if (before && before !== node) before.__k = null;
      last.set(node.__c, node);
    }
    diffed?.(node);
  };
}
