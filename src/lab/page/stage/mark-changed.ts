/** How long a change that the reader did not make by hand stays marked, ms. */
const markedFor = 2500;

/**
 * Marks the controls of some settings for a moment: somebody else has just moved them. A control that is folded away is
 * marked by what it is folded into.
 */
export function markChanged(root: HTMLElement, keys: readonly string[]): void {
  const controls = keys.flatMap((key) => {
    const control = root.querySelector(`[data-key="${key}"]`)?.closest('.slider, .choice, .choice-menu');
    return control ? [control.closest('details:not([open])') ?? control] : [];
  });
  for (const control of controls) {
    control.setAttribute('data-changed', '');
    setTimeout(() => control.removeAttribute('data-changed'), markedFor);
  }
}
