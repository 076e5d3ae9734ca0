import { beforeAll, expect, test } from 'vitest';
import { createRandom } from '../../lab/science/random.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { params as definition, type RedShoesParams } from './params.ts';
import { drawTrainingSet } from './pictures.ts';
import recorded from './recorded.json' with { type: 'json' };

const defaults: RedShoesParams = defaultsOf(definition.schema);
const quick = { ...defaults, steps: 50, images: 500 };

beforeAll(async () => void (await chooseBackend()));

test('the rare case is in the training pictures exactly as often as stated, and nowhere else', () => {
  const set = drawTrainingSet(createRandom(1, 'pictures'), { rare: 0.05, images: 300, noise: 0 });
  const inHand = set.advertisements.filter(({ thing, place }) => thing === 'shoe' && place === 'hand');
  expect(inHand).toHaveLength(15);
  const none = drawTrainingSet(createRandom(1, 'pictures'), { rare: 0, images: 300, noise: 0 });
  expect(none.advertisements.every(({ thing, place }) => (thing === 'shoe') === (place === 'feet'))).toBe(true);
});

test('asked, the weights of a run answer as the run did; shares add up; nothing is left behind', async () => {
  const { result, weights } = await runToEnd(experiment, quick);
  expect(result.readouts).toMatchObject(experiment.ask!(quick, weights!).readouts);
  const { readouts } = result;
  expect(readouts.adShoe + readouts.adWine + readouts.adBook).toBeCloseTo(1, 12);
  const { exhibit } = figure(result, quick);
  for (const { network } of exhibit.cells) expect(network.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
  // Red things on the feet are shoes, red things in the hand are wine.
  expect(exhibit.cells[0]!.data).toEqual([1, 0, 0]);
  expect(exhibit.cells[5]!.data).toEqual([0, 1, 0]);
  expect(memoryInUse().tensors).toBe(0);
});

test('the more rare pictures, the more advertisements are recognised', () => {
  const medians = ['never-seen-shoe', 'three-percent-shoe', 'ten-percent-shoe', 'thirty-percent-shoe'].map(
    (id) => recorded.claims.find((claim) => claim.id === id)!.median,
  );
  expect(medians).toEqual([...medians].sort((a, b) => a - b));
  expect(medians.at(-1)!).toBeGreaterThan(medians[0]! + 0.2);
});
