/**
 * Lets a finger that goes down on one of these parts drag it, while beside them it scrolls the page as ever. CSS alone
 * cannot say so within a drawing: `touch-action` of a shape inside an <svg> is not looked at by every browser.
 * @returns how to end it
 */
export function holdTouches(host: Element, parts: string): () => void {
  const hold = (event: Event) => {
    // Not cancelled, the browser would take the finger for scrolling and end the drag.
    if (event.target instanceof Element && event.target.closest(parts)) event.preventDefault();
  };
  host.addEventListener('touchstart', hold, { passive: false });
  return () => host.removeEventListener('touchstart', hold);
}
