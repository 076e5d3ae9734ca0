import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import {
  legendLines,
  type ChartSpec,
  type Figure,
  type FinishedRun,
  type LegendLine,
  type TableSpec,
} from '../../contract/figure-spec.ts';
import type { ReadoutsOf, SeriesOf } from '../../contract/results.ts';
import type { DeliveryOf } from '../client.ts';

/** What is on show, and the settings it was computed with. */
export interface Shown<D extends AnyDefinition = AnyDefinition, E = unknown> {
  readonly params: SettingsOf<D>;
  readonly readouts: ReadoutsOf<D>;
  readonly series: SeriesOf<D>;
  readonly description: string;
  readonly table: TableSpec;
  readonly lines: readonly LegendLine[];
  readonly charts: readonly ChartSpec[];
  /** What the experiment's own View draws. */
  readonly exhibit: E;
}

/** Draws up what a picture of a result shows; apart from showing it, which is work enough for a task. */
export function createPictures<D extends AnyDefinition, E>(figure: Figure<D, E>) {
  let lines: readonly LegendLine[] = [];
  return (
    { result, params }: Pick<DeliveryOf<D>, 'result' | 'params'>,
    earlier: readonly FinishedRun<D>[],
  ): Shown<D, E> => {
    const { charts, description, table, exhibit } = figure(result, params, earlier);
    const now = legendLines(charts);
    // The same legend is not drawn again.
    if (JSON.stringify(now) !== JSON.stringify(lines)) lines = now;
    const { readouts, series } = result;
    return { params, readouts, series, charts, description, table, exhibit, lines };
  };
}
