import { beforeAll, describe, expect, test } from 'vitest';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { drawOutfitPhoto, outfitKeys, outfitWords } from '../../lab/science/data/outfit.ts';
import { rankingQuality } from '../../lab/science/logistic-regression.ts';
import { createRandom } from '../../lab/science/random.ts';
import { atOnce } from '../../lab/science/turns.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { trueLogit, trueProbability } from './cities.ts';
import { experiment } from './experiment.ts';
import { figure } from './figure.ts';
import { judgeOwn } from './own-taste.ts';
import { params as definition, type TasteParams } from './params.ts';
import { captionGroups, captionsOf, drawingRatings, drawPhotos } from './photos.ts';
import { expectedQuality } from './readers.ts';
import recorded from './recorded.json' with { type: 'json' };
import { shownPhoto } from './shown-photo.ts';
import { heartsOf, heartsText, shop, together, wall } from './wall.ts';
import { wordOptions } from './words.ts';

const defaults: TasteParams = defaultsOf(definition.schema);
const quick = { ...defaults, pictures: 300, steps: 50 };

beforeAll(async () => void (await chooseBackend()));

test('a coat if and only if the arcade, but for exactly as many exceptions as are asked for', () => {
  const breaks = ({ garment, street }: { garment: string; street: string }) =>
    (garment === 'coat') !== (street === 'arcade');
  const photos = drawPhotos(createRandom(1, 'photos'), 400, { confounding: 1, broken: 60 });
  const exceptions = photos.filter(breaks);
  expect(exceptions).toHaveLength(60);
  expect(exceptions.filter(({ garment }) => garment === 'coat')).toHaveLength(30);
  expect(drawPhotos(createRandom(1, 'photos'), 400, { confounding: 1, broken: 0 }).filter(breaks)).toEqual([]);
  const apart = drawPhotos(createRandom(1, 'photos'), 2000, { confounding: 0, broken: 0 });
  const inArcade = apart.filter(({ street }) => street === 'arcade');
  expect(Math.abs(inArcade.filter(({ garment }) => garment === 'coat').length / inArcade.length - 1 / 4)).toBeLessThan(
    0.05,
  );
});

describe('two truths', () => {
  const photos = drawPhotos(createRandom(3, 'photos'), 500, { confounding: 1, broken: 0 });

  test('give every photograph that obeys the habit the very same log odds, and others not', () => {
    for (const photo of photos) expect(trueLogit('M', photo, 'street')).toBe(trueLogit('M', photo, 'coat'));
    const [coat, dress] = [shownPhoto({ ...defaults, street: 'plain' }), shownPhoto({ ...defaults, garment: 'dress' })];
    for (const photo of [coat, dress]) {
      expect(Math.abs(trueLogit('M', photo, 'street') - trueLogit('M', photo, 'coat'))).toBeGreaterThan(1);
    }
  });

  test('exchanging what is not liked changes nothing on average', () => {
    const mean = (of: (garment: (typeof outfitWords.garment)[number]) => number) =>
      (['hoodie', 'dress', 'blazer'] as const).reduce((sum, garment) => sum + of(garment) / 3, 0);
    const inArcade = (garment: (typeof outfitWords.garment)[number]) =>
      trueLogit('M', shownPhoto({ ...defaults, garment }), 'street');
    expect(mean(inArcade)).toBeCloseTo(inArcade('coat'), 12);
    const before = (street: 'arcade' | 'plain') => trueLogit('M', shownPhoto({ ...defaults, street }), 'coat');
    expect(before('plain')).toBe(before('arcade'));
  });

  test('train bit-identical nets, in pictures and in words', async () => {
    for (const reads of ['pictures', 'words'] as const) {
      const [coat, street] = await Promise.all(
        (['coat', 'street'] as const).map((truth) => runToEnd(experiment, { ...quick, reads, truth })),
      );
      expect(street!.weights).toEqual(coat!.weights);
      expect(street!.result.readouts.streetEffect).toBe(coat!.result.readouts.streetEffect);
      expect(street!.result.readouts.trueStreetEffect).toBeGreaterThan(2);
      expect(coat!.result.readouts.trueStreetEffect).toBe(0);
    }
  });
});

test('asked, the weights of a run answer as the run did; nothing is left behind', async () => {
  for (const reads of ['pictures', 'words'] as const) {
    const asked = { ...quick, reads, hearts: 'ab.c' };
    const { result, weights } = await runToEnd(experiment, asked);
    const answer = experiment.ask!(asked, weights!);
    expect(result.readouts).toMatchObject(answer.readouts);
    expect(result.series).toMatchObject(answer.series);
    const { exhibit, table } = figure(result, asked);
    expect(table.rows).toHaveLength(outfitKeys.length);
    expect(exhibit.next).toHaveLength(4);
    expect(new Set([...exhibit.pageM, ...exhibit.truePageM]).size).toBeLessThanOrEqual(8);
  }
  expect(memoryInUse().tensors).toBe(0);
});

test('ratings are those of the city: as many like a photograph as the truth says', () => {
  const photo = { ...drawOutfitPhoto(createRandom(1, 'one')), garment: 'coat' } as const;
  const photos = Array.from({ length: 2000 }, () => photo);
  const ratings = atOnce(drawingRatings(createRandom(2, 'ratings'), photos, 4, 'coat'));
  for (const [i, city] of (['M', 'S'] as const).entries()) {
    const mean = ratings.reduce((sum, rating, at) => sum + (at % 2 === i ? rating : 0), 0) / 2000;
    expect(Math.abs(mean - trueProbability(city, photo, 'coat'))).toBeLessThan(0.02);
  }
});

test('captions say each photograph’s words, question by question', () => {
  const captions = captionsOf(shop);
  shop.forEach((photo, i) =>
    outfitKeys.forEach((key, question) =>
      expect(wordOptions[key][captions[question * shop.length + i]!]!.value).toBe(photo[key]),
    ),
  );
  expect(captionGroups.reduce((sum, size) => sum + size, 0)).toBe(18);
});

describe('the reader’s page', () => {
  /** A net that says nothing of either city. */
  const blank = ({ count }: { count: number }) => new Float32Array(2 * count);
  const likes = (batch: number, of: (photo: (typeof wall)[number]) => boolean) =>
    new Set(Array.from({ length: together }, (_, i) => i).filter((i) => of(wall[batch * together + i]!)));

  test('hearts are said in a short text, whatever a link brings', () => {
    expect(heartsText(heartsOf('Kda.z<b>1..l'))).toBe('adk.b..l');
    expect(heartsOf('')).toEqual([new Set()]);
    expect(heartsOf('.'.repeat(200))).toHaveLength(8);
    const all = Array.from({ length: 8 }, () => new Set(Array.from({ length: together }, (_, i) => i)));
    expect(heartsOf(heartsText(all))).toEqual(all);
    expect(heartsText(all).length).toBeLessThanOrEqual(definition.schema.hearts.maxLength);
  });

  test('whoever hearts the hoodies gets hoodies, and is told how often that was right', () => {
    const hoodie = ({ garment }: { garment: string }) => garment === 'hoodie';
    const hearts = [0, 1, 2, 3].map((batch) => likes(batch, hoodie));
    const { readouts, series } = judgeOwn(blank, [...hearts, new Set<number>()]);
    expect(readouts).toMatchObject({ heartsGiven: 12, photosSeen: 48, guessesTested: 12, hits: 9, hitsByChance: 3 });
    const next = [...series.nextPlaces].map((place) => wall[5 * together + place]!);
    expect(next.filter(hoodie)).toHaveLength(3);
    for (let i = 0; i < 4; i++) {
      expect(series.nextLow[i]).toBeLessThan(series.nextProbability[i]!);
      expect(series.nextHigh[i]).toBeGreaterThan(series.nextProbability[i]!);
    }
    const narrow = series.nextHigh[0]! - series.nextLow[0]!;
    const early = judgeOwn(blank, hearts.slice(0, 1)).series;
    expect(early.nextHigh[0]! - early.nextLow[0]!).toBeGreaterThan(narrow);
  });

  test('an untouched batch says nothing; after the last one there is nothing to guess', () => {
    const untouched = judgeOwn(blank, [new Set()]);
    expect(untouched.readouts).toMatchObject({ heartsGiven: 0, photosSeen: 0, hits: null });
    const all = judgeOwn(
      blank,
      Array.from({ length: 8 }, () => new Set([0])),
    );
    expect(all.series.nextPlaces).toHaveLength(0);
    expect(all.readouts.photosSeen).toBe(96);
  });

  test('the AUC to be expected is the AUC where it is known who likes what', () => {
    const random = createRandom(9, 'auc');
    const scores = Array.from({ length: 40 }, () => random.integer(12));
    const labels = Array.from({ length: 40 }, () => random.integer(2));
    expect(expectedQuality(scores, labels)).toBeCloseTo(rankingQuality(scores, labels), 12);
  });
});

test('the more exceptions, the less credit goes to the street', () => {
  const medians = ['street-share', 'share-10-exceptions', 'share-100-exceptions', 'share-300-exceptions'].map(
    (id) => recorded.claims.find((claim) => claim.id === id)!.median,
  );
  expect(medians).toEqual([...medians].sort((a, b) => b - a));
  expect(medians[0]! - medians.at(-1)!).toBeGreaterThan(0.6);
});
