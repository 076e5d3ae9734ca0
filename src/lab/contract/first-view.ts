import type { AnyDefinition } from './definition.ts';
import type { ChartPlace, LegendLine } from './figure-spec.ts';
import type { ReadoutsOf } from './results.ts';

/** What the build found for the default settings: the page shows it before anything is computed in the browser. */
export interface FirstView<D extends AnyDefinition = AnyDefinition, E = unknown> {
  readonly readouts: ReadoutsOf<D>;
  readonly description: string;
  readonly lines: readonly LegendLine[];
  /** Beside the charts that stay in sight, if lines are among them. */
  readonly legend: ChartPlace;
  /** What the experiment's own View draws. */
  readonly exhibit: E;
  /** Where the whole result lies, with its series: fetched for the files that a reader takes away. */
  readonly result: string;
  /** Where the build's trained weights lie, for an experiment that can be asked. */
  readonly trained?: string;
}
