import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version_core } from '@tensorflow/tfjs-core';
import { defaultsOf, type Params } from '../contract/schema.ts';
import { chooseBackend } from '../worker/backend.ts';
import { claimSeeds, missedBars, seedsOf, summariseClaim, type Claim, type Recorded } from '../contract/claim.ts';
import type { Result } from '../contract/results.ts';
import { experimentNames, loadExperiment } from '../worker/registry.ts';
import { runToEnd } from '../contract/run-to-end.ts';

const claimFiles = import.meta.glob<{ claims: readonly Claim[] }>('../../experiments/*/claims.ts');

/**
 * `npm run record [-- NAME ...]`: measures every claim of every experiment over its seeds into recorded.json.
 * @returns the exit code: 1 if a claim misses its bar, 2 for an unknown name
 */
export async function recordClaims(names: readonly string[]): Promise<number> {
  const unknown = names.filter((name) => !experimentNames.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown experiment ${unknown.join(', ')}. Use some of: ${experimentNames.join(', ')}.\n`);
    return 2;
  }
  const backend = await chooseBackend();
  let missed = 0;
  for (const name of names.length > 0 ? names : experimentNames) {
    const claims = await loadClaims(name);
    const recorded: Recorded['claims'][number][] = [];
    for (const [index, claim] of claims.entries()) {
      const values: (number | null)[] = [];
      const seeds = seedsOf(claim);
      for (const seed of seeds) {
        progress(`${name} ${index + 1}/${claims.length} ${claim.id}`, values.length / seeds.length);
        values.push(await measureClaim(name, claim, seed));
      }
      const summary = summariseClaim(claim, values);
      const problems = missedBars(claim, summary);
      missed += problems.length;
      progress(
        `${claim.id}: worst ${summary.worst}, median ${summary.median}, best ${summary.best}${problems.length ? `  MISSED: ${problems.join('; ')}` : ''}\n`,
        1,
      );
      recorded.push({
        id: claim.id,
        settings: claim.set as Params,
        readout: claim.readout,
        values: values.map(rounded),
        ...roundedAll(summary),
      });
    }
    const record: Recorded = { experiment: name, backend, tfjs: version_core, seeds: claimSeeds, claims: recorded };
    writeFileSync(join('src', 'experiments', name, 'recorded.json'), `${JSON.stringify(record, null, 1)}\n`);
  }
  return missed > 0 ? 1 : 0;
}

/** @returns no claims if the experiment makes none */
export async function loadClaims(name: string): Promise<readonly Claim[]> {
  return (await claimFiles[`../../experiments/${name}/claims.ts`]?.())?.claims ?? [];
}

/** Runs by their settings: several claims may be made of one run. */
const readoutsOfRun = new Map<string, Result['readouts']>();

/** One value of one claim; null if the run has none. The extras behind a picture (other seeds) are left out. */
export async function measureClaim(name: string, claim: Claim, seed: number): Promise<number | null> {
  const { experiment, definition } = await loadExperiment(name);
  const params: Params = { ...defaultsOf(definition.schema), ...(claim.set as Params), seed };
  const key = JSON.stringify([name, params]);
  const readouts =
    readoutsOfRun.get(key) ?? (await runToEnd(experiment, params, undefined, 'milestone')).result.readouts;
  readoutsOfRun.set(key, readouts);
  const value = readouts[claim.readout];
  if (value === undefined) throw new Error(`${name} has no readout "${claim.readout}" (claim ${claim.id}).`);
  return typeof value === 'number' ? value : null;
}

function progress(text: string, share: number) {
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░');
  process.stderr.write(`\r\u001B[K${bar} ${text}`);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Number(value.toPrecision(6));
}

function roundedAll<T extends Record<string, number | null>>(values: T): T {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, rounded(value)])) as T;
}
