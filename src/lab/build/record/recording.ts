import { version_core } from '@tensorflow/tfjs-core';
import { claimSeeds, missedBars, summariseClaim, type Recorded, type RecordedClaim } from '../../contract/claim.ts';
import type { Result } from '../../contract/results.ts';
import type { Params } from '../../contract/schema.ts';
import type { KeptRuns } from './kept-runs.ts';
import { rounded, valueOf } from './measure.ts';
import type { Plan, PlannedRun } from './plan.ts';

/** One experiment's record in the making. What is found is kept at once, and what was kept is not measured again. */
export class Recording {
  readonly plan: Plan;
  readonly by: { readonly backend: string; readonly code: string };
  readonly kept: KeptRuns;
  /** The runs that are still to be measured. */
  readonly missing: readonly PlannedRun[];
  readonly #found = new Map<string, Result['readouts']>();

  constructor(plan: Plan, by: Recording['by'], kept: KeptRuns) {
    this.plan = plan;
    this.by = by;
    this.kept = kept;
    for (const run of plan.runs) {
      const before = kept.read(run);
      if (before) this.#found.set(run.key, before);
    }
    this.missing = plan.runs.filter(({ key }) => !this.#found.has(key));
  }

  add(run: PlannedRun, found: Result['readouts']): void {
    this.kept.write(run, found);
    this.#found.set(run.key, found);
  }

  get isDone(): boolean {
    return this.plan.runs.every(({ key }) => this.#found.has(key));
  }

  /** The record as of a day, whoever measured what in which order; and what of the bars it misses. */
  finish(on: string): { record: Recorded; problems: string[] } {
    const { name, claims, values } = this.plan;
    const problems: string[] = [];
    const recorded = claims.map((claim): RecordedClaim => {
      const own = values
        .filter((value) => value.claim === claim)
        .map(({ run }) => valueOf(name, claim, this.#found.get(run.key)!));
      const summary = summariseClaim(claim, own);
      problems.push(...missedBars(claim, summary).map((one) => `${claim.id}: ${one}`));
      const { worst, median, best, counted } = summary;
      return {
        id: claim.id,
        settings: claim.set as Params,
        readout: claim.readout,
        values: own.map(rounded),
        worst: rounded(worst),
        best: rounded(best),
        median: rounded(median),
        counted,
      };
    });
    const { backend, code } = this.by;
    const head = { experiment: name, backend, tfjs: version_core, seeds: claimSeeds, measured: { on, code } };
    return { record: { ...head, claims: recorded }, problems };
  }
}
