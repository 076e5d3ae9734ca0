import { afterFrame } from './after-frame.ts';

const focusable = 'a[href], button, input, select, textarea, summary, [tabindex]';

/** What had the focus, and what can be reached behind it. */
interface Held {
  readonly element: Element;
  readonly behind: readonly Element[];
}

/**
 * Keeps the focus in an experiment when the part that has it goes away or cannot be used any more: the mark that takes a setting
 * back is gone once it has been pressed, 重试 when it has helped, the poster when the experiment comes to life. A browser would
 * give the focus to the page, and who goes by keyboard would begin at its top. @returns how to end that
 */
export function keepFocus(root: HTMLElement): () => void {
  let held: Held | null = null;

  const restore = () => {
    if (!held || !isLost(held.element)) return;
    const next = document.activeElement === document.body ? successor(root, held) : undefined;
    forget();
    next?.focus({ preventScroll: true });
  };
  // Whoever takes something away may have a better place for the focus: in a frame it has been said.
  const observer = new MutationObserver(() => {
    if (held && isLost(held.element)) afterFrame(restore);
  });
  const forget = () => {
    held = null;
    observer.disconnect();
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    const all = [...root.querySelectorAll(focusable)];
    held = { element: target, behind: all.slice(all.indexOf(target) + 1) };
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['disabled', 'inert'],
    });
  };
  const onBlur = ({ target }: FocusEvent) => {
    // What loses the focus because it goes away is told of that, too, by some browsers, and is still there then.
    queueMicrotask(() => {
      if (held?.element === target && !isLost(held.element)) forget();
    });
  };
  root.addEventListener('focusin', onFocus);
  root.addEventListener('focusout', onBlur);
  return () => {
    forget();
    root.removeEventListener('focusin', onFocus);
    root.removeEventListener('focusout', onBlur);
  };
}

/** Asks for no layout: it is asked at every change of a training. */
function isLost(element: Element): boolean {
  return !element.isConnected || element.matches(':disabled') || element.closest('[inert]') !== null;
}

/** The nearest behind it that still stands; where all was drawn anew, the first. */
const successor = (root: HTMLElement, { behind }: Held) =>
  [...behind, ...root.querySelectorAll(focusable)].find(
    (one): one is HTMLElement =>
      one instanceof HTMLElement &&
      one.getClientRects().length > 0 &&
      !isLost(one) &&
      one.tabIndex >= 0 &&
      // A text field would bring up the keyboard of a phone.
      !one.matches('[type=text], [type=radio]:not(:checked)'),
  );
