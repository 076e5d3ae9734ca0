/**
 * Charts are painted one after another, never two of them in one task if the first took its time: several experiments on a
 * page, or several charts of one, would otherwise block it together.
 */
const queue = new Set<() => void>();
let scheduled = false;

/** Of a frame's 16 ms: on a device four times slower than its author's a chart alone takes more. */
const budgetMs = 4;

/** A worker has a thread to itself: nothing waits for what it paints. */
const alone = typeof document === 'undefined';
/** When each was painted last, ms. */
const painted = new WeakMap<() => void, number>();
/** No picture is painted more often than it can be shown. */
const frameMs = 12;

/**
 * Paints in one of the next frames, or, in a worker, at once if the last picture is a frame old. A paint that is waiting
 * already is not done twice: the latest picture is drawn.
 */
export function paintSoon(paint: () => void): void {
  if (alone && !queue.has(paint) && performance.now() - (painted.get(paint) ?? -Infinity) >= frameMs) {
    paintNow(paint);
    return;
  }
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
    paintNow(paint);
    if (performance.now() - begun > budgetMs) break;
  }
  scheduled = queue.size > 0;
  if (scheduled) requestAnimationFrame(paintSome);
}

function paintNow(paint: () => void): void {
  paint();
  painted.set(paint, performance.now());
}
