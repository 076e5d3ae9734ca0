import type { ReadoutTable, SeriesTable, Slots } from './results.ts';
import type { ParamSchema, ParamsOf } from './schema.ts';

/** A named group of settings that tells one step of the story. */
export interface Preset<P> {
  readonly id: string;
  readonly label: string;
  /** One sentence: what to look at. */
  readonly why: string;
  readonly set: Partial<P>;
}

/**
 * Everything about an experiment that is words, bounds and keys: from it are made the controls, the address, the command
 * line, the types of its results, the data table's words and docs/experiments.md. `params.ts` of its folder exports one.
 */
export interface ExperimentDefinition<
  S extends ParamSchema = ParamSchema,
  O extends Slots = Slots,
  R extends ReadoutTable = ReadoutTable,
  C extends SeriesTable<ParamsOf<S>> = SeriesTable<ParamsOf<S>>,
> {
  readonly name: string;
  readonly title: string;
  /** The question that opens the experiment. */
  readonly question: string;
  /** Two or three Chinese sentences for its own page and for search engines: what it is, what is computed, what to look at. */
  readonly about: string;
  readonly guesses: readonly string[];
  /** Index in `guesses` of what is measured at the defaults. */
  readonly answer: number;
  /** Shown after a guess: one sentence, which must not contain a measured number. */
  readonly reveal: string;
  /** It is fast enough to answer every change of a setting; without it a change waits for 运行. */
  readonly instant?: true;
  /** The words around the science's own check, where it has one: the button, and what stands over its numbers. */
  readonly check?: { readonly label: string; readonly numbers: string };
  /**
   * How much a run has to compute, in any unit of the experiment's own, proportional to the time it takes: a reader is told
   * how long a run will take before it begins.
   */
  work?(params: ParamsOf<S>): number;
  readonly schema: S;
  readonly presets: readonly Preset<ParamsOf<S>>[];
  /** What the slots of keys stand for, if not for the options of a setting. */
  readonly slots?: O;
  /** What these slots' values are called, by slot and value; what has no name here is called as it is written. */
  readonly slotNames?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly readouts: R;
  readonly series: C;
}

/** Some experiment, which one is not known. */
export type AnyDefinition = ExperimentDefinition;

/** The settings of an experiment. */
export type SettingsOf<D extends AnyDefinition> = ParamsOf<D['schema']>;

/** Checks the tables where they are written, with their exact types. */
export function defineParams<
  const S extends ParamSchema,
  const R extends ReadoutTable,
  const C extends SeriesTable<ParamsOf<S>>,
  const O extends Slots = Record<never, never>,
>(definition: ExperimentDefinition<S, O, R, C>): ExperimentDefinition<S, O, R, C> & { readonly slots: O } {
  return { slots: {} as O, ...definition };
}
