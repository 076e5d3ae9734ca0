import type { Params } from './schema.ts';

/** What a run found: plain numbers that can be printed, sent between threads and drawn. */
export interface Result {
  /** Single numbers by key; null where there is none (no overflow, say). */
  readonly readouts: Readonly<Record<string, number | string | null>>;
  /** Curves by key. */
  readonly series: Readonly<Record<string, Float64Array>>;
}

/** One moment of a run. */
export interface Frame<R extends Result = Result, P = Params> {
  /** 0 to 1, of the work that these settings ask for. */
  readonly progress: number;
  /**
   * What is known at this moment; computed only when somebody looks. Valid until the generator is resumed.
   * @param asked the run's settings, but for those that only ask (`asks` in the schema), which may have changed since
   */
  readonly snapshot: (asked: P) => R;
  /** What was trained, flat, in the layout that `ask` reads: a copy that outlives the run. */
  readonly weights?: () => Float32Array;
  /** From here on the picture is worth replacing an older one with. */
  readonly milestone?: true;
  /** The computation left the finite numbers; the snapshot is the last finite state. */
  readonly diverged?: true;
}

/** A check that the reader can start: a table of numbers with a verdict. */
export interface CheckReport {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string)[])[];
  readonly passed: boolean;
  /** One sentence in Chinese. */
  readonly summary: string;
}

/**
 * The science of one experiment. The same code runs in the reader's worker, in the build, in `npm run record` and in
 * the tests: it touches no page and is deterministic for its params (of which `seed` is one) on one backend.
 */
export interface Experiment<P = Params, R extends Result = Result> {
  readonly name: string;
  /**
   * Yields at every step that is worth seeing, at last a frame with progress 1. Whoever runs it may stop pulling
   * (pause), pull once (step) or call `return` (stop); every tensor is disposed in each case.
   */
  run(params: P): Generator<Frame<R, P>, void>;
  /**
   * What networks that were trained before answer to these settings; for experiments with settings that ask. Returns
   * the readouts and series that depend on the question; the others stay as the training left them.
   * @param weights of a run whose settings differed at most in those that ask
   */
  readonly ask?: (params: P, weights: Float32Array) => Result;
  readonly check?: (params: P) => CheckReport;
}

/** Ties the parameter and result types together where an experiment is written. */
export function defineExperiment<P, R extends Result>(experiment: Experiment<P, R>): Experiment<P, R> {
  return experiment;
}
