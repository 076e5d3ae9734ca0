import type { LegendLine } from './figure-spec.ts';
import type { Result } from './experiment.ts';

/** What the build found for the default settings: the page shows it before anything is computed in the browser. */
export interface FirstView {
  readonly readouts: Result['readouts'];
  readonly description: string;
  readonly lines: readonly LegendLine[];
  /** What the experiment's own View draws; absent if it draws charts only. */
  readonly scene?: unknown;
  /** Where the build's trained weights lie, for an experiment that can be asked. */
  readonly trained?: string;
}
