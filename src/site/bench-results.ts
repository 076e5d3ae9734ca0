/** What the page /bench/ reads of bench/build.json; `npm run bench:build` writes it. */
export interface BuildResults {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly node: string;
  readonly posts: number;
  readonly formulas: number;
  readonly rows: readonly {
    readonly kind: 'cold' | 'warm';
    readonly seconds: number;
    /** The most memory that the building process held, Pagefind's process aside. */
    readonly memoryMB: number;
  }[];
}

/** What the page /bench/ reads of bench/results.json; `npm run bench` writes it. */
export interface BenchResults {
  readonly machine: {
    readonly date: string;
    readonly processor: string;
    readonly cores: number;
    readonly memoryGB: number;
    readonly system: string;
    readonly node: string;
    readonly tfjs: string;
    readonly torch: string | null;
    readonly chromium: string | null;
    readonly backendInBrowser: string | null;
    readonly note: string;
  };
  readonly ratios: Readonly<Record<string, number | null>>;
  readonly rows: readonly BenchRow[];
}

export type BenchRow =
  | {
      readonly kind: 'step';
      readonly case: string;
      readonly title: string;
      readonly place: 'node' | 'chromium';
      readonly contestant: string;
      readonly label: string;
      readonly wallMs: number;
      readonly cpuMs: number | null;
      readonly rounds: number;
      readonly ratio: number | null;
    }
  | {
      readonly kind: 'growth';
      readonly id: string;
      readonly title: string;
      readonly sizes: readonly number[];
      readonly theoreticalSlope: number;
      readonly contestants: readonly { readonly name: string; readonly label: string; readonly slope: number }[];
    }
  | {
      readonly kind: 'start-up';
      readonly backend: string;
      readonly coldMs: number;
      readonly warmMs: number;
      readonly bytes: number;
    }
  | {
      readonly kind: 'slider';
      readonly depth: number;
      readonly pictureP50: number;
      readonly pictureP95: number;
      readonly samples: number;
      readonly longTasks: number;
    }
  | ({ readonly kind: 'training' } & TrainingResult);

/** A reader presses 运行 with the mouse and waits for the result; how long, and how long the page is deaf meanwhile. */
export interface TrainingResult {
  readonly experiment: string;
  /** The page's own thread runs this many times slower; workers are not slowed. */
  readonly slowDown: number;
  /** From the press to the result, median of all runs. */
  readonly seconds: number;
  readonly samples: number;
  /** Of the samples, those with a task over 50 ms in the main thread. */
  readonly samplesWithLongTask: number;
  /** Milliseconds, of all samples; 0 if no task took more than 50. */
  readonly longestTask: number;
}

type Of<Kind extends BenchRow['kind']> = Extract<BenchRow, { kind: Kind }>;

export function rowsOf<Kind extends BenchRow['kind']>(results: BenchResults, kind: Kind): Of<Kind>[] {
  return results.rows.filter((row): row is Of<Kind> => row.kind === kind);
}

/** 12.3 毫秒: three digits, as many as a measurement like this deserves. */
export function milliseconds(value: number | null): string {
  if (value === null) return '—';
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)} 毫秒`;
}

/** How often ours fits into theirs: 快 14 倍, or the other way round. */
export function comparison(ratio: number): string {
  const times = (value: number) => (value >= 10 ? value.toFixed(0) : value.toFixed(1));
  if (Math.abs(Math.log(ratio)) < Math.log(1.05)) return '一样快';
  return ratio < 1 ? `是本站的 ${times(1 / ratio)} 倍` : `是本站的 ${(1 / ratio).toFixed(2)} 倍`;
}
