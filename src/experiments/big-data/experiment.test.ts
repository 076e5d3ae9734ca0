import { beforeAll, expect, test } from 'vitest';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { params as definition, type BigDataParams } from './params.ts';
import recorded from './recorded.json' with { type: 'json' };

const defaults: BigDataParams = defaultsOf(definition.schema);

beforeAll(async () => void (await chooseBackend()));

test('steps follow the pictures; the same seed gives the same error; nothing is left behind', async () => {
  const quick = { ...defaults, images: 250, epochs: 2 };
  const [first, again] = [await runToEnd(experiment, quick), await runToEnd(experiment, quick)];
  expect(first.result.readouts.steps).toBe(16);
  expect(first.result.readouts).toEqual(again.result.readouts);
  expect(memoryInUse().tensors).toBe(0);
});

test('the reader’s runs are points beside the recorded curves, each place once', async () => {
  const quick = { ...defaults, images: 250, epochs: 1 };
  const { result } = await runToEnd(experiment, quick);
  const other = { ...quick, images: 1000, rare: 0.1 };
  const earlier = [
    { params: quick, readouts: { ...result.readouts, rareError: 0.9 } },
    { params: other, readouts: { ...result.readouts, images: 1000, rarePictures: 100, rareError: 0.4 } },
  ];
  const [byImages] = figure(result, quick, earlier).charts;
  const points = byImages!.kind === 'line' ? byImages!.lines.find(({ term }) => term === 'own')! : undefined;
  expect(points!.pointsOnly).toBe(true);
  expect(Array.from(points!.xValues!)).toEqual([Math.log10(250), 3]);
  expect(Array.from(points!.values)).toEqual([result.readouts.rareError, 0.4]);
});

test('more of the same does not help, more of the rare case does', () => {
  const median = (id: string) => recorded.claims.find((claim) => claim.id === id)!.median;
  expect(median('same-16000')).toBeGreaterThan(0.9);
  expect(median('one-percent-16000')).toBeLessThan(median('one-percent-500'));
  expect(median('rare-30-percent')).toBeLessThan(median('rare-10-percent'));
});
