import type { CheckReport } from './experiment.ts';
import type { Result } from './results.ts';
import type { Params } from './schema.ts';

/** What the page and the worker say to each other. */

/** What the reader's page is told of a run. */
export interface Delivery<R = Result, P = Params> {
  readonly result: R;
  readonly progress: number;
  /** The settings that this answers: the run's own, with the newest questions. */
  readonly params: P;
}

/** What trained networks answered, and what computed it. */
export interface Answer<R = Result, P = Params> extends Delivery<R, P> {
  readonly machine: Machine | null;
}

export interface Ended {
  readonly how: 'done' | 'stopped' | 'diverged';
  /** The last thing to show; null if the run was stopped before anything was delivered. */
  readonly last: Delivery | null;
  /** What computed, and how many tensors it left behind (none, but for what the library itself keeps). */
  readonly machine: Machine | null;
}

export interface Machine {
  readonly backend: string;
  readonly tensors: number;
}

export interface StartOptions {
  /**
   * run: show everything. step: do one step, then wait for `step` or `resume`. quiet: show only what is worth replacing
   * the present picture with (a slider is being moved).
   */
  readonly mode: 'run' | 'step' | 'quiet';
}

/** One run at a time, driven step by step so that it can be paused, stepped and stopped between any two steps. */
export interface Session {
  /** Resolves when the worker's death can be waited for (alive.ts). */
  alive(): Promise<void>;
  start(name: string, params: Params, options: StartOptions, onDelivery: (d: Delivery) => unknown): Promise<Ended>;
  pause(): void;
  resume(): void;
  /** One step of a paused run. */
  step(): void;
  stop(): void;
  check(name: string, params: Params): Promise<CheckReport>;
  /**
   * Asks networks that are trained, or being trained, without training them. A run under way answers from where it is,
   * and goes on with these questions; else the last finished run's weights answer, or the build's.
   * @param params of the run, but for the settings that ask
   * @param builtWeights address of what the build trained with the default settings
   * @returns null if a run has begun and not made its first step: its pictures will answer
   */
  ask(name: string, params: Params, builtWeights: string): Promise<Answer | null>;
}
