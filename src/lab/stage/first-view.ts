import type { LegendLine } from '../charts/figure-spec.ts';
import type { Result } from '../runtime/experiment.ts';

/** What the build found for the default settings: the page shows it before anything is computed in the browser. */
export interface FirstView {
  readonly readouts: Result['readouts'];
  readonly description: string;
  readonly lines: readonly LegendLine[];
}
