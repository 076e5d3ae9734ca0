/** bench/build.json: `npm run bench:build` writes it, /bench/ shows it. */
export interface BuildResults {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly node: string;
  readonly formulasOfPost: number;
  readonly rows: readonly {
    readonly kind: 'cold' | 'warm';
    readonly posts: number;
    /** The median of so many builds, the shortest and the longest. Absent: one, measured before there were several. */
    readonly seconds: number;
    readonly secondsRange?: readonly [number, number];
    readonly times?: number;
    /** The most memory that the building process held, Pagefind's process aside. */
    readonly memoryMB: number;
  }[];
  /** Over all sizes: time grows like posts to this power, and is about so much for none and so much more for each. */
  readonly growth: readonly {
    readonly kind: 'cold' | 'warm';
    readonly slope: number;
    readonly fixedSeconds: number;
    readonly msOfPost: number;
  }[];
}

/** bench/results.json: `npm run bench` writes it, /bench/ shows it. */
export interface BenchResults {
  readonly machine: BenchMachine;
  readonly ratios: Readonly<Record<string, number | null>>;
  readonly rows: readonly BenchRow[];
}

export interface BenchMachine {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  /** Running processes, on average over a minute, before the first measurement and after the last. */
  readonly load: readonly [number, number];
  readonly node: string;
  readonly tfjs: string;
  readonly torch: string | null;
  readonly chromium: string | null;
  /** What computes in the reader's browser. */
  readonly backendInBrowser: string | null;
  readonly note: string;
}

export type BenchRow =
  | ({ readonly kind: 'step' } & StepResult)
  | ({ readonly kind: 'growth' } & GrowthResult)
  | ({ readonly kind: 'start-up' } & StartUpResult)
  | ({ readonly kind: 'slider' } & SliderResult)
  | ({ readonly kind: 'training' } & TrainingResult)
  | ({ readonly kind: 'pool' } & PoolResult);

/** A default training on so many cores, each share of the work measured alone. */
export interface PoolResult {
  readonly experiment: string;
  readonly parts: number;
  readonly cores: readonly number[];
  /** Of the busiest core, at each number of them. */
  readonly seconds: readonly number[];
  /** Double-log; -1 would be half the time on twice the cores. */
  readonly slope: number;
}

/** One step of one case by one contestant. */
export interface StepResult {
  readonly case: string;
  readonly title: string;
  readonly place: 'node' | 'chromium';
  readonly contestant: string;
  readonly label: string;
  readonly wallMs: number;
  readonly cpuMs: number | null;
  readonly wallQuartilesMs: readonly [number, number];
  readonly rounds: number;
  readonly stepsPerRound: number;
  /** Our time divided by theirs. */
  readonly ratio: number | null;
}

/** How the time of a step grows with one of its sizes. */
export interface GrowthResult {
  readonly id: string;
  readonly title: string;
  readonly sizes: readonly number[];
  /** Multiplications and additions of the matrix products, at each size. */
  readonly operations: readonly number[];
  readonly theoreticalSlope: number;
  readonly contestants: readonly {
    readonly name: string;
    readonly label: string;
    readonly milliseconds: readonly number[];
    readonly slope: number;
  }[];
}

export interface StartUpResult {
  readonly backend: string;
  /** new Worker to first gradient, medians: nothing cached, and everything cached. */
  readonly coldMs: number;
  readonly warmMs: number;
  /** What the worker makes the server send, headers included, nothing cached. */
  readonly bytes: number;
  readonly samples: number;
}

export interface SliderResult {
  readonly depth: number;
  /** From the slider's event until the canvas has been painted with the new numbers, in milliseconds. */
  readonly pictureP50: number;
  readonly pictureP95: number;
  /** Until the readout has the new number, plus one frame. */
  readonly readoutP50: number;
  readonly readoutP95: number;
  readonly samples: number;
  /** Main thread, over 50 ms, during all samples. */
  readonly longTasks: number;
  readonly longestTask: number;
}

/** A reader presses 运行 with the mouse and waits for the result; how long, and how long the page is deaf meanwhile. */
export interface TrainingResult {
  readonly experiment: string;
  /** The page's own thread runs this many times slower; workers are not slowed. */
  readonly slowDown: number;
  /** From the press to the result: the median of all runs, the shortest and the longest (not in recordings before 2026-11-28). */
  readonly seconds: number;
  readonly secondsRange?: readonly [number, number];
  readonly samples: number;
  /** Of the samples, those with a task over 50 ms in the main thread. */
  readonly samplesWithLongTask: number;
  /** Milliseconds, of all samples; 0 if no task took more than 50. */
  readonly longestTask: number;
}

/** How light a page is. */
export interface PageResult {
  /** Its path for pages of this site, else its address. */
  readonly address: string;
  /** Lighthouse's performance on a simulated phone, 0 to 100: the median of the runs, the lowest, the highest. */
  readonly score: number;
  readonly scoreLow: number;
  readonly scoreHigh: number;
  readonly firstPaintMs: number;
  readonly largestPaintMs: number;
  readonly blockingMs: number;
  readonly layoutShift: number;
  /** Compressed, by Chrome's kinds (Document, Script, Stylesheet, Font ...). */
  readonly bytes: Readonly<Record<string, number>>;
  readonly requests: number;
  /** Milliseconds of the tasks over 50 at a fourth of the speed: while it loads, and while it is scrolled through. */
  readonly loadTasks: readonly number[];
  readonly readTasks: readonly number[];
}

export interface PagesResults {
  readonly date: string;
  readonly processor: string;
  readonly cores: number;
  readonly browser: string;
  readonly lighthouse: string;
  readonly runs: number;
  readonly rows: readonly PageResult[];
}

/** What browsers' engines answered to the same questions (npm run test:engines). */
export interface EngineResults {
  readonly date: string;
  /** The questions: parts of reading, and experiments by their names. */
  readonly rows: readonly string[];
  /** Engines that were not there. */
  readonly skipped: readonly string[];
  readonly engines: readonly {
    /** With its version. */
    readonly name: string;
    /** One a row, in their order; of an experiment the largest difference. */
    readonly answers: readonly { readonly text: string; readonly bad: boolean }[];
  }[];
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
