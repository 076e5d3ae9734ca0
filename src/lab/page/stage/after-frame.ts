const waiting = new Set<() => void>();
let scheduled = false;

/** Does a thing in a task of its own after the next frame; what waits already is not done twice. */
export function afterFrame(work: () => void): void {
  waiting.add(work);
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => setTimeout(next));
}

function next(): void {
  scheduled = false;
  const due = [...waiting];
  waiting.clear();
  for (const work of due) work();
}

/** Done when what was changed just now has been laid out and painted; at once where nothing is painted. */
export function frameShown(): Promise<void> {
  if (document.visibilityState === 'hidden') return Promise.resolve();
  return new Promise((resolve) => afterFrame(resolve));
}

/** Lets the browser answer the reader before what follows. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
