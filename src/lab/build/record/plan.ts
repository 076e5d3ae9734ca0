import { seedsOf, type Claim } from '../../contract/claim.ts';
import { defaultsOf, type Params } from '../../contract/schema.ts';
import { loadExperiment } from '../../worker/registry.ts';
import type { Run } from './measure.ts';

/** A value of a claim, and the run that finds it. */
export interface PlannedValue {
  readonly claim: Claim;
  readonly seed: number;
  readonly run: PlannedRun;
}

/** A run under a key that no other run of the experiment has: several claims may be made of one. */
export interface PlannedRun extends Run {
  readonly key: string;
}

/** All that an experiment's claims need, in the order of the claims and their seeds. */
export interface Plan {
  readonly name: string;
  readonly claims: readonly Claim[];
  readonly values: readonly PlannedValue[];
  readonly runs: readonly PlannedRun[];
}

export async function planOf(name: string, claims: readonly Claim[]): Promise<Plan> {
  const { definition } = await loadExperiment(name);
  const defaults: Params = defaultsOf(definition.schema);
  const runs = new Map<string, PlannedRun>();
  const values = claims.flatMap((claim) =>
    seedsOf(claim).map((seed): PlannedValue => {
      const params: Params = { ...defaults, ...(claim.set as Params), seed };
      const key = JSON.stringify(params);
      const run = runs.get(key) ?? { name, params, key };
      runs.set(key, run);
      return { claim, seed, run };
    }),
  );
  return { name, claims, values, runs: [...runs.values()] };
}
