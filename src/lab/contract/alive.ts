/**
 * A worker that dies (its memory is taken, its process killed) says nothing. So it holds a lock of the browser's while it
 * lives, and whoever started it waits for that lock.
 */
const locks = (): LockManager | undefined => (globalThis.navigator as Navigator | undefined)?.locks;

/** A name that no other thread of this browser has. */
export function nameOfThread(kind: string): string {
  // Not crypto.randomUUID, which a page has only over https.
  return `${kind}-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
}

/**
 * Holds the lock of this name for as long as this thread lives. Resolves when it is held; where it is not to be had, never:
 * whoever then asked for its death would be told of one at once.
 */
export function holdWhileAlive(name: string): Promise<void> {
  return new Promise((held) => {
    locks()
      ?.request(name, () => {
        held();
        return new Promise<never>(() => undefined);
      })
      .catch(() => undefined);
  });
}

/** Resolves when the thread that held the lock of this name is gone; to be asked when it holds it. Without locks never. */
export function deathOf(name: string): Promise<void> {
  return locks()?.request(name, () => undefined) ?? new Promise<never>(() => undefined);
}
