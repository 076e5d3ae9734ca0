/** A browser with one page open, driven as a reader would: by what its own driver can do and nothing else. */
export interface Engine {
  /** with its version, for people */
  readonly name: string;
  /** whether its driver has a finger */
  readonly touches: boolean;
  /** Waits until the page has loaded. */
  open(url: string): Promise<void>;
  back(): Promise<void>;
  /** Of the page, not of its window. */
  size(width: number, height: number): Promise<void>;
  /** Runs a function in the page: it sees nothing from outside but `args`, and answers at once. */
  evaluate<T, A extends readonly unknown[]>(work: (...args: A) => T, ...args: A): Promise<T>;
  click(selector: string): Promise<void>;
  tap(selector: string): Promise<void>;
  /** Pressed one after the other, wherever the focus is: letters, and those of `namedKeys`. */
  press(...keys: readonly string[]): Promise<void>;
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Keys that are no letters, as the WebDriver standard numbers them. */
export const namedKeys = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
} as const;

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Asks until the answer is as wanted; a page that is just being left cannot answer. @throws Error if it does not come in time */
export async function until<T>(ask: () => Promise<T>, wanted: (answer: T) => boolean, ms = 15_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    let last: unknown;
    try {
      const answer = await ask();
      if (wanted(answer)) return answer;
      last = answer;
    } catch (error) {
      last = String(error);
    }
    if (Date.now() > end) throw new Error(`still ${JSON.stringify(last)} after ${ms / 1000} s`);
    await pause(50);
  }
}
