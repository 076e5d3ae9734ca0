/** How long a run takes: what is left of one, from its own pace, and what one would take, from the pace of the last. */
export interface RunClock {
  /** A run begins. @param work how much there is to compute, in units of the experiment's own; undefined if it does not say */
  begin(work: number | undefined): void;
  /** Whether anything is being computed: the time of a pause is nobody's. */
  go(going: boolean): void;
  /** @param share of the run that is done, 0 to 1. @returns seconds that it will still take; null while that is a guess */
  left(share: number): number | null;
  /** The run has come to its end: its pace is this device's. */
  end(): void;
  /** @returns seconds that a run of so much work will take on this device; null before the first has ended */
  expected(work: number | undefined): number | null;
}

/** Where the pace is kept, in units of work a second: from one visit to the next, if the browser allows. */
export interface PaceStore {
  read(): number | null;
  write(pace: number): void;
}

/** Below this share, and before this time (ms), a run's pace is that of its beginnings: loading, compiling. */
const earliestShare = 0.02;
const earliestTime = 400;

export function createRunClock(store: PaceStore, now: () => number = () => performance.now()): RunClock {
  let work: number | undefined;
  let spent = 0;
  let since: number | null = null;
  const elapsed = () => spent + (since === null ? 0 : now() - since);
  return {
    begin(asked) {
      work = asked;
      spent = 0;
      since = null;
    },
    go(going) {
      spent = elapsed();
      since = going ? now() : null;
    },
    left(share) {
      const time = elapsed();
      if (share < earliestShare || time < earliestTime) return null;
      return ((time / share) * (1 - share)) / 1000;
    },
    end() {
      const seconds = elapsed() / 1000;
      since = null;
      // Of a run that was over at once the time is mostly not computing.
      if (work !== undefined && seconds * 1000 > earliestTime) store.write(work / seconds);
    },
    expected(asked) {
      const pace = store.read();
      return asked === undefined || pace === null ? null : asked / pace;
    },
  };
}

/** @param name of the experiment: each has units of its own */
export function paceStoreOf(name: string): PaceStore {
  const key = `pace:${name}`;
  let pace: number | null = null;
  return {
    read() {
      try {
        const kept = Number(localStorage.getItem(key));
        if (kept > 0 && Number.isFinite(kept)) pace = kept;
      } catch {
        // Blocked: this page's own runs have to do.
      }
      return pace;
    },
    write(next) {
      pace = next;
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // Blocked or full: it holds for this page.
      }
    },
  };
}
