import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from 'vitest';
import { claimSeeds, missedBars, seedsOf, summariseClaim, type Claim, type Recorded } from '../lab/contract/claim.ts';
import { defaultsOf, type Params } from '../lab/contract/schema.ts';
import { defaultRun } from '../lab/build/default-run.ts';
import { loadClaims, measureRun, valueOf } from '../lab/build/record/measure.ts';
import { planOf } from '../lab/build/record/plan.ts';
import { scienceCode } from '../lab/build/record/science-code.ts';
import { experimentNames, loadExperiment } from '../lab/worker/registry.ts';

const records = import.meta.glob<Recorded>('./*/recorded.json', { eager: true, import: 'default' });

/** Measured again in every run of the tests: enough to notice that a claim no longer holds, few enough to be quick. */
const sampled: Readonly<Record<string, { claims: number; seeds: readonly number[] }>> = {
  'vanishing-gradient': { claims: Infinity, seeds: [1, 16] },
  'deep-training': { claims: 2, seeds: [3] },
};

describe.each(experimentNames)('%s', async (name) => {
  const claims = await loadClaims(name);
  const { definition, experiment } = await loadExperiment(name);
  const opening = Number(defaultsOf(definition.schema)['seed']);
  const recorded = records[`./${name}/recorded.json`];

  test('every claim is recorded with the settings it is stated with, and none is left from before', () => {
    // An experiment that no post makes a claim of needs no record.
    expect((recorded?.claims ?? []).map(({ id, settings, readout }) => ({ id, settings, readout }))).toEqual(
      claims.map(({ id, set, readout }) => ({ id, settings: set, readout })),
    );
    if (claims.length > 0) expect(recorded?.seeds).toEqual(claimSeeds);
  });

  test('its record is by the code of today', () => {
    if (claims.length === 0) return;
    const remedy = `The science of ${name} is another since: npm run record -- --confirm ${name}`;
    const codes = [recorded?.measured, recorded?.confirmed].map((by) => by?.code);
    expect(codes, remedy).toContain(scienceCode(name));
  });

  test.each(claims.map((claim) => [claim.id, claim] as const))('%s holds as recorded', (id, claim) => {
    const record = recorded?.claims.find((one) => one.id === id);
    expect(record?.values).toHaveLength(seedsOf(claim).length);
    expect(seedsOf(claim).length).toBeGreaterThanOrEqual(10);
    const { worst, median, best, counted } = summariseClaim(claim, record?.values ?? []);
    expect({ worst, best, counted }).toEqual({ worst: record?.worst, best: record?.best, counted: record?.counted });
    // The record keeps six digits of each.
    expect(Math.abs((median ?? 0) - (record?.median ?? 0))).toBeLessThanOrEqual(1e-5 * Math.abs(median ?? 0));
    expect(missedBars(claim, { worst, median })).toEqual([]);
  });

  const headlines = claims.filter(({ headline }) => headline);

  test('claims something of its opening view', () => {
    if (claims.length > 0) expect(headlines.length).toBeGreaterThan(0);
  });

  test.each(headlines.map(({ id }) => id))('opens with a seed that is neither the best nor the worst for %s', (id) => {
    const values = (recorded?.claims.find((one) => one.id === id)?.values ?? []).filter((value) => value !== null);
    const shown = recorded?.claims.find((one) => one.id === id)?.values[opening - 1];
    expect(shown).toBeTypeOf('number');
    const share = (side: (value: number) => boolean) => values.filter(side).length / values.length;
    // Within the middle half: a quarter of the seeds, itself among them, lies on either side at least.
    expect(share((value) => value <= shown!)).toBeGreaterThanOrEqual(1 / 4);
    expect(share((value) => value >= shown!)).toBeGreaterThanOrEqual(1 / 4);
  });

  /** The value that the build's picture shows, where the claim is made of it: it was computed by today's code, once. */
  const openingView = async ({ set, readout }: Claim, seed: number): Promise<number | null | undefined> => {
    const defaults: Params = defaultsOf(definition.schema);
    if (!isDeepStrictEqual({ ...defaults, ...set, seed }, defaults)) return undefined;
    return (await defaultRun(definition, experiment)).result.readouts[readout];
  };

  const measuredNow = async (claim: Claim, seed: number): Promise<number | null> => {
    const planned = (await planOf(name, [claim])).values.find((value) => value.seed === seed);
    return valueOf(name, claim, await measureRun(planned!.run));
  };

  // The first of the headlines at the seed that the reader sees: the record above is the opening view's own.
  const { claims: count, seeds = [opening] } = sampled[name] ?? {};
  const again = count === undefined ? headlines.slice(0, 1) : claims.slice(0, count);
  test.each(again.map((claim) => [claim.id, claim] as const))('%s measures the same today', async (id, claim) => {
    for (const seed of seeds) {
      const before = recorded?.claims.find((one) => one.id === id)?.values[seed - 1];
      const now = (await openingView(claim, seed)) ?? (await measuredNow(claim, seed));
      if (before === null || before === undefined || now === null) expect(now).toBe(before);
      else expect(Math.abs(now - before)).toBeLessThan(1e-3 * Math.max(1, Math.abs(before)));
    }
  });
});
