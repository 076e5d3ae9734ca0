import type { Claim } from '../../contract/claim.ts';
import type { Result } from '../../contract/results.ts';
import { runToEnd } from '../../contract/run-to-end.ts';
import type { Params } from '../../contract/schema.ts';
import { chooseBackend } from '../../worker/backend.ts';
import { loadExperiment } from '../../worker/registry.ts';

const claimFiles = import.meta.glob<{ claims: readonly Claim[] }>('../../../experiments/*/claims.ts');

/** @returns no claims if the experiment makes none */
export async function loadClaims(name: string): Promise<readonly Claim[]> {
  return (await claimFiles[`../../../experiments/${name}/claims.ts`]?.())?.claims ?? [];
}

/** One training whose readouts are measured. */
export interface Run {
  readonly name: string;
  /** All settings, the seed among them. */
  readonly params: Params;
}

/** What a run finds, without the extras behind a picture (other seeds). */
export async function measureRun({ name, params }: Run): Promise<Result['readouts']> {
  await chooseBackend();
  const { experiment } = await loadExperiment(name);
  return (await runToEnd(experiment, params, undefined, 'milestone')).result.readouts;
}

/**
 * The value of a claim among what its run found; null if the run has none.
 * @throws if there is no such readout
 */
export function valueOf(name: string, claim: Pick<Claim, 'id' | 'readout'>, found: Result['readouts']): number | null {
  const value = found[claim.readout];
  if (value === undefined) throw new Error(`${name} has no readout "${claim.readout}" (claim ${claim.id}).`);
  return typeof value === 'number' ? value : null;
}

/** As many digits as a record keeps. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}
