/**
 * Charts are painted one after another, never two of them in one task if the first took its time: several experiments on a
 * page, or several charts of one, would otherwise block it together.
 */
const queue = new Set<() => void>();
let scheduled = false;

/** Of a frame's 16 ms: on a device four times slower than its author's a chart alone takes more. */
const budgetMs = 4;

/** Paints in one of the next frames. A paint that is waiting already is not done twice: the latest picture is drawn. */
export function paintSoon(paint: () => void): void {
  queue.add(paint);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(paintSome);
}

/** What waits is not painted any more. */
export function cancelPaint(paint: () => void): void {
  queue.delete(paint);
}

function paintSome(): void {
  const begun = performance.now();
  for (const paint of queue) {
    queue.delete(paint);
    paint();
    if (performance.now() - begun > budgetMs) break;
  }
  scheduled = queue.size > 0;
  if (scheduled) requestAnimationFrame(paintSome);
}
