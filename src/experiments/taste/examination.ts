import { drawOtherWord, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { createRandom, shuffle, type Random } from '../../lab/science/random.ts';
import { atOnce } from '../../lab/science/turns.ts';
import { trueLogit, type Truth } from './cities.ts';
import type { Judge } from './judge.ts';
import { createSheet, drawingRatings, drawPhotos, type Habit } from './photos.ts';
import { simulatingReaders } from './readers.ts';
import { taps } from './taps.ts';
import { bestPlaces } from './best-places.ts';
import { pageLength } from './shown-pages.ts';
import { together } from './wall.ts';

/** Photographs at the end, and at a glance while training: any, of the same kind, and with a coat in the arcade. */
const finalCounts = { any: 300, same: 300, why: 150 };
const glanceCounts = { any: 48, same: 24, why: 30 };
/** People of each city who rate a photograph of the examination. */
const raters = 8;
/** A coat in the arcade, the same with another garment, the same in another street. */
const ways = 3;

export interface ExaminationSettings extends Habit {
  readonly seed: number;
  readonly pictures: number;
  readonly truth: Truth;
}

export type Examination = ReturnType<typeof drawExamination>;

/** Draws what is looked at while training, and the rest when it is asked for. */
export function drawExamination({ seed, pictures, truth, confounding, broken }: ExaminationSettings) {
  const any = createSheet(
    drawPhotos(createRandom(seed, 'any street'), finalCounts.any, { confounding: 0, broken: 0 }),
    createRandom(seed, 'any street pixels'),
  );
  const same = createSheet(
    drawSameKind(createRandom(seed, 'same kind'), { confounding, broken, pictures }),
    createRandom(seed, 'same kind pixels'),
  );
  const why = createSheet(drawWhy(seed), createRandom(seed, 'why pixels'));
  const likes = (stream: string, photos: readonly OutfitPhoto[]) =>
    atOnce(drawingRatings(createRandom(seed, `${stream} ratings`), photos, raters, truth));
  const ratings = { any: likes('any street', any.photos), same: likes('same kind', same.photos) };
  const drawTo = (counts: typeof finalCounts) => {
    any.drawTo(counts.any);
    same.drawTo(counts.same);
    why.drawTo(ways * counts.why);
  };
  drawTo(glanceCounts);
  return {
    truth,
    seed,
    any,
    same,
    why,
    ratings,
    /** Draws the rest, a little at a time. */
    *drawRest(): Generator<number> {
      const parts = 10;
      for (let part = 1; part <= parts; part++) {
        const of = (key: keyof typeof finalCounts) => Math.ceil((finalCounts[key] * part) / parts);
        drawTo({ any: of('any'), same: of('same'), why: of('why') });
        yield part / parts;
      }
    },
  };
}

/** As the training photographs are: exceptions come as often, and anywhere among them. */
function drawSameKind(random: Random, { confounding, broken, pictures }: Habit & { readonly pictures: number }) {
  const count = finalCounts.same;
  const photos = drawPhotos(random, count, { confounding, broken: Math.round((count * broken) / pictures) });
  shuffle(photos, random);
  return photos;
}

function drawWhy(seed: number): OutfitPhoto[] {
  const random = createRandom(seed, 'why');
  return drawPhotos(random, finalCounts.why, { confounding: 0, broken: 0 }).flatMap((drawn): OutfitPhoto[] => {
    const photo: OutfitPhoto = { ...drawn, garment: 'coat', street: 'arcade' };
    return [
      photo,
      { ...photo, garment: drawOtherWord(random, 'garment', 'coat') },
      { ...photo, street: drawOtherWord(random, 'street', 'arcade') },
    ];
  });
}

/** @param complete whether everything is drawn, at the end; else at a glance */
export function* examining(judge: Judge, exam: Examination, complete: boolean) {
  const counts = complete ? finalCounts : glanceCounts;
  const { any, same, why, ratings, truth } = exam;
  const anySays = judge(any.first(counts.any));
  yield;
  const sameSays = judge(same.first(counts.same));
  yield;
  const whySays = judge(why.first(ways * counts.why));
  const fall = (way: number, of: (i: number) => number) => {
    let sum = 0;
    for (let i = 0; i < ways * counts.why; i += ways) sum += of(i) - of(i + way);
    return sum / counts.why;
  };
  const inNet = (i: number) => whySays[2 * i]!;
  const inTruth = (i: number) => trueLogit('M', why.photos[i]!, truth);
  const [coatEffect, streetEffect] = [fall(1, inNet), fall(2, inNet)];
  const curves = complete
    ? yield* simulatingReaders(any.photos, anySays, exam)
    : { byTaps: new Float64Array(), byTapsAlone: new Float64Array() };
  const at = (curve: Float64Array, count: (typeof taps)[number]) => curve[taps.indexOf(count)] ?? null;
  const both = coatEffect + streetEffect;
  return {
    readouts: {
      aucM: quality(anySays, ratings.any, 0, counts.any),
      aucS: quality(anySays, ratings.any, 1, counts.any),
      aucSame: quality(sameSays, ratings.same, 0, counts.same),
      coatEffect,
      streetEffect,
      // A net that has learnt nothing credits nothing: there is no share of that.
      streetShare: both > 0.3 ? streetEffect / both : null,
      trueCoatEffect: fall(1, inTruth),
      trueStreetEffect: fall(2, inTruth),
      guess0: at(curves.byTaps, 0),
      guess8: at(curves.byTaps, 8),
      guess64: at(curves.byTaps, 64),
      alone8: at(curves.byTapsAlone, 8),
      ...pages(anySays, any.photos.slice(0, counts.any)),
    },
    series: curves,
  };
}

/** What the cities' pages have of every dozen photographs in any street. */
function pages(says: Float32Array, photos: readonly OutfitPhoto[]) {
  let [shared, arcade, count] = [0, 0, 0];
  for (let first = 0; first + together <= photos.length; first += together) {
    const [ofM, ofS] = [0, 1].map((city) =>
      bestPlaces(
        Array.from({ length: together }, (_, place) => says[2 * (first + place) + city]!),
        pageLength,
      ),
    );
    shared += ofM!.filter((place) => ofS!.includes(place)).length;
    arcade += ofM!.filter((place) => {
      const { garment, street } = photos[first + place]!;
      return street === 'arcade' && garment !== 'coat';
    }).length;
    count++;
  }
  return { arcadeWithoutCoat: arcade / count, overlap: shared / count };
}

/** How often a photograph with a heart is put above one without: each was rated by some people. Ties count half. */
function quality(says: Float32Array, ratings: Float32Array, city: number, count: number): number {
  let [won, pairs] = [0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < count; j++) {
      const weight = ratings[2 * i + city]! * (1 - ratings[2 * j + city]!);
      if (weight === 0) continue;
      const [a, b] = [says[2 * i + city]!, says[2 * j + city]!];
      pairs += weight;
      won += weight * (a > b ? 1 : a === b ? 0.5 : 0);
    }
  }
  return pairs > 0 ? won / pairs : 0.5;
}
