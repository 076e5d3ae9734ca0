import { beforeAll, describe, expect, test } from 'vitest';
import type { PartOf, ResultOf } from '../../lab/contract/results.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { createRandom } from '../../lab/science/random.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { drawBallot, perNetwork, perRound, votesOf, votesText } from './ballot.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { packFound, patchSide, shownPatches, unpackFound, type Found } from './found.ts';
import { networks, unitCounts } from './networks.ts';
import { params as definition, type MiddleUnits, type MiddleUnitsParams } from './params.ts';

const defaults: MiddleUnitsParams = defaultsOf(definition.schema);
const quick = { ...defaults, images: 200 };

beforeAll(async () => void (await chooseBackend()));

test('asked, what a run found answers as the run did, to every question; nothing is left behind', async () => {
  const { result, weights } = await runToEnd(experiment, quick);
  expect(memoryInUse().tensors).toBe(0);
  expect(result.readouts).toMatchObject(experiment.ask!(quick, weights!).readouts);
  // A hundred faces are enough to tell nearly all pictures right; half of them would be right by chance.
  expect(result.readouts.accuracy).toBeGreaterThan(0.85);

  const ask = (change: Partial<MiddleUnitsParams>) => experiment.ask!({ ...quick, ...change }, weights!);
  for (const network of networks) {
    for (const threshold of [0.5, 0.65, 0.8]) {
      const { readouts, series } = ask({ network, threshold });
      expect(readouts.units).toBe(unitCounts[network]);
      expect(readouts.named).toBe(series.purity!.filter((purity) => purity >= threshold).length);
    }
  }
  expect(ask({ network: 'k-means' }).readouts.accuracy).toBeNull();

  // Seven votes: counted where they belong, and compared with the measure.
  const votes = votesText([true, false, true, true, false, false, true], quick);
  const { readouts, series } = ask({ votes, threshold: 0.5 });
  expect(readouts.votes).toBe(7);
  const of = (n: number) => [0, 1, 2, 3, 4, 5, 6].filter((i) => series.ballotNetwork![i] === n);
  networks.forEach((network, n) => {
    expect(readouts[`readerSeen.${network}`]).toBe(of(n).length);
    const named = of(n).filter((i) => [0, 2, 3, 6].includes(i)).length;
    expect(readouts[`readerNamed.${network}`]).toBe(of(n).length > 0 ? named : null);
  });
  const agreeing = [0, 1, 2, 3, 4, 5, 6].filter((i) => [0, 2, 3, 6].includes(i) === series.ballotPurity![i]! >= 0.5);
  expect(readouts.agreement).toBeCloseTo(agreeing.length / 7, 12);
  expect(ask({ votes: votesText([true], defaults) }).readouts.votes).toBe(0);

  // While votes are cast, nothing that is shown or said tells whose unit it is or what was measured.
  const voting = { ...quick, votes };
  const { exhibit, description, table } = figure(merged(result, ask(voting)), voting);
  expect(exhibit).toMatchObject({ revealed: [], strips: [] });
  expect(exhibit.words).toHaveLength(shownPatches);
  expect(description).not.toMatch(/名字|k 均值|没训练/);
  expect(table.columns).not.toContain('纯度');
  const measuring = { ...voting, show: 'measure' } as const;
  const outcome = figure(merged(result, ask(measuring)), measuring).exhibit;
  expect(outcome.revealed.map(({ vote }) => vote)).toEqual([true, false, true, true, false, false, true]);
  expect(outcome.strips.map(({ length }) => length)).toEqual([24, 40, 24]);
});

const merged = (result: ResultOf<MiddleUnits>, answer: PartOf<MiddleUnits>) =>
  ({
    readouts: { ...result.readouts, ...answer.readouts },
    series: { ...result.series, ...answer.series },
  }) as ResultOf<MiddleUnits>;

test('stopped in the middle, it leaves nothing behind, and says nothing of names', () => {
  const run = experiment.run(quick);
  for (let i = 0; i < 30; i++) run.next();
  const { value } = run.next();
  const { readouts, series } = value!.snapshot(quick);
  expect(readouts.steps).toBeGreaterThan(0);
  expect([readouts.named, readouts.agreement]).toEqual([null, null]);
  expect([series.lessonPictures.length, series.lessonAnswers.length]).toEqual([9 * 1600, 9]);
  run.return();
  expect(memoryInUse().tensors).toBe(0);
});

describe('the ballot', () => {
  const candidates = networks.map((network) => Array.from({ length: unitCounts[network] }, (_, unit) => unit));

  test('has as many units of each network in every round, none twice, and their order tells nothing', () => {
    const ballot = drawBallot(candidates, createRandom(3, 'ballot'));
    expect(ballot).toHaveLength(6 * perRound);
    expect(new Set(ballot.map(({ network, unit }) => `${network} ${unit}`)).size).toBe(ballot.length);
    for (let round = 0; round < ballot.length; round += perRound) {
      for (const network of networks.keys()) {
        const own = ballot.slice(round, round + perRound).filter((one) => one.network === network);
        expect(own).toHaveLength(perNetwork);
      }
    }
    // Over many seeds every network stands first in about a third of the rounds.
    const first = [0, 0, 0];
    for (let seed = 1; seed <= 300; seed++) first[drawBallot(candidates, createRandom(seed, 'ballot'))[0]!.network]!++;
    for (const count of first) expect(Math.abs(count - 100)).toBeLessThan(35);
  });

  test('units that never answer are left out, and the rounds are as many as all networks can fill', () => {
    const ballot = drawBallot([candidates[0]!.slice(6), candidates[1]!, candidates[2]!], createRandom(1, 'ballot'));
    expect(ballot).toHaveLength(4 * perRound);
    expect(ballot.filter(({ network, unit }) => network === 0 && unit < 6)).toEqual([]);
  });

  test('votes are read from what is written of them, and from nothing else', () => {
    const votes = [true, false, false, true];
    const text = votesText(votes, { seed: 7, images: 1200 });
    expect(text).toBe('7-1200:ynny');
    expect(votesOf(text, { seed: 7, images: 1200 })).toEqual(votes);
    expect(votesOf(text, { seed: 8, images: 1200 })).toEqual([]);
    expect(votesOf(text, { seed: 7, images: 1000 })).toEqual([]);
    for (const odd of ['', 'ynny', '7-1200:y<n', '一条狗', `7-1200:${'y'.repeat(20)}z`]) {
      expect(votesOf(odd, { seed: 7, images: 1200 })).toEqual([]);
    }
    expect(`9999-2400:${'y'.repeat(6 * perRound)}`.length).toBeLessThanOrEqual(definition.schema.votes.maxLength);
  });
});

test('what was found comes out of its numbers as it went in, every grey and every share', () => {
  const random = createRandom(5, 'found');
  const found: Found = {
    accuracy: [597 / 600, 301 / 600],
    units: networks.map((network) =>
      Array.from({ length: unitCounts[network] }, () => ({
        part: random.integer(6),
        purity: random.integer(61) / 60,
        silent: random.integer(2) === 1,
      })),
    ),
    ballot: Array.from({ length: 12 }, (_, unit) => ({
      network: random.integer(3),
      unit,
      middles: Array.from({ length: shownPatches }, () => random.integer(7) - 1),
      greys: Uint8Array.from({ length: shownPatches * patchSide * patchSide }, () => random.integer(16)),
    })),
  };
  expect(unpackFound(packFound(found))).toEqual(found);
  expect(() => unpackFound(packFound(found).subarray(1))).toThrow('numbers of middle units');
});
