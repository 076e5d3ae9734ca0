import type { AnyDefinition, SettingsOf } from './definition.ts';
import type { PartOf, ResultOf } from './results.ts';

/** One moment of a run. */
export interface Frame<D extends AnyDefinition = AnyDefinition> {
  /** 0 to 1, of the work that these settings ask for. */
  readonly progress: number;
  /**
   * What is known at this moment; computed only when somebody looks. Valid until the generator is resumed.
   * @param asked the run's settings, but for those that only ask (`asks` in the schema), which may have changed since
   */
  snapshot(asked: SettingsOf<D>): ResultOf<D>;
  /** What was trained, flat, in the layout that `ask` reads: a copy that outlives the run. */
  weights?(): Float32Array;
  /** Only a moment to hear a stop: no step, and there is no picture of it (see `preparing`). */
  readonly preparing?: true;
  /** From here on the picture is worth replacing an older one with. */
  readonly milestone?: true;
  /** All that was computed left the finite numbers; the snapshot is the last finite state. Nobody need go on from here. */
  readonly diverged?: true;
}

export interface Preparing {
  readonly progress: number;
  readonly preparing: true;
  snapshot(): never;
}

/**
 * A moment of work after which nothing is known that the frame before did not show, as drawing weights.
 * @param progress as it was
 */
export function preparing(progress: number): Preparing {
  return {
    progress,
    preparing: true,
    snapshot() {
      throw new Error('There is no picture of a moment of preparation.');
    },
  };
}

/** A share of a run that needs nothing of the others, as one of several networks with the same seed. */
export interface Part {
  readonly name: string;
  /** How much there is to compute, against the other parts. */
  readonly work: number;
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
export interface Science<D extends AnyDefinition> {
  /**
   * Yields at every step that is worth seeing, at last a frame with progress 1. Whoever runs it may stop pulling
   * (pause), pull once (step) or call `return` (stop); every tensor is disposed in each case.
   * @param only names of `parts`: no others are computed, and the results hold what is of these and what all share
   */
  run(params: SettingsOf<D>, only?: readonly string[]): Generator<Frame<D>, void>;
  /**
   * What these settings let several cores compute at once, in the order of their weights. The results of the parts, laid
   * together, are those of the whole in every bit (parts.test.ts). After all of some parts diverged their run can go on:
   * the others may not have.
   */
  parts?(params: SettingsOf<D>): readonly Part[];
  /**
   * What networks that were trained before answer to these settings; for experiments with settings that ask. Returns
   * the readouts and series that depend on the question; the others stay as the training left them.
   * @param weights of a run whose settings differed at most in those that ask
   */
  ask?(params: SettingsOf<D>, weights: Float32Array): PartOf<D>;
  /** Lets the reader check the numbers against another way of computing them. */
  check?(params: SettingsOf<D>): CheckReport;
}

export interface Experiment<D extends AnyDefinition = AnyDefinition> extends Science<D> {
  readonly name: string;
}

/** Ties the science to its definition: settings, readouts and series get their types from there. */
export function defineExperiment<D extends AnyDefinition>(definition: D, science: Science<D>): Experiment<D> {
  return { name: definition.name, ...science };
}
