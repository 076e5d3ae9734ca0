/** How much is left of several kinds of work, by what those of the kind took that are done. */
export interface Progress {
  /** One more of its kind is done. */
  done(kind: string, ms: number): void;
  /** How far it is, where that is known otherwise. */
  show(share: number, text: string): void;
  /** A line that stays. */
  say(line: string): void;
  end(): void;
}

interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** ms between two lines where they cannot be written over: in a file, or a log of CI. */
const lineEvery = 30_000;

/**
 * @param counts how much there is to do of each kind
 * @param cores how many are at work
 */
export function showProgress(counts: ReadonlyMap<string, number>, cores: number, terminal: Terminal): Progress {
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const took = new Map<string, { count: number; ms: number }>();
  let finished = 0;
  let lastLine = performance.now();

  const show = (share: number, text: string) => {
    const line = `${'█'.repeat(Math.round(share * 20)).padEnd(20, '░')} ${text}`;
    if (terminal.isTTY) terminal.write(`\r\u001B[K${line}`);
    else if (performance.now() - lastLine > lineEvery) {
      lastLine = performance.now();
      terminal.write(`${line}\n`);
    }
  };
  const clear = () => terminal.isTTY && terminal.write('\r\u001B[K');
  return {
    show,
    done(kind, ms) {
      const before = took.get(kind) ?? { count: 0, ms: 0 };
      took.set(kind, { count: before.count + 1, ms: before.ms + ms });
      finished++;
      show(finished / all, `${finished}/${all}, ${timeText(msLeft(counts, took) / cores)} left · ${kind}`);
    },
    say(text) {
      clear();
      terminal.write(`${text}\n`);
    },
    end: () => void clear(),
  };
}

/** Work of a kind of which nothing is done yet counts as the mean of what is done. */
export function msLeft(
  counts: ReadonlyMap<string, number>,
  took: ReadonlyMap<string, { readonly count: number; readonly ms: number }>,
): number {
  const means = new Map([...took].map(([kind, { count, ms }]) => [kind, ms / count]));
  const mean = [...means.values()].reduce((sum, one) => sum + one, 0) / Math.max(1, means.size);
  return [...counts].reduce(
    (sum, [kind, count]) => sum + (count - (took.get(kind)?.count ?? 0)) * (means.get(kind) ?? mean),
    0,
  );
}

function timeText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 100 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
