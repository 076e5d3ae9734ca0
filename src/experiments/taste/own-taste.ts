import { wordCount, wordPlaces, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { logistic } from '../../lab/science/logistic-regression.ts';
import { fitPosterior, type Answered, type Posterior, type Prior } from '../../lab/science/logistic-posterior.ts';
import { cities } from './cities.ts';
import type { Judge } from './judge.ts';
import { batches, together, wall, type Hearts } from './wall.ts';
import { wallPixels } from './wall-pixels.ts';

/** Before the first heart: somebody between the two cities, with a little of their own about every word. */
const cityWeight = { mean: 0.6, deviation: 0.5 };
const wordDeviation = 0.5;
const [oneMean, oneDeviation] = [0, 1];

const places = [1, ...cities.map(() => 0), ...Array.from({ length: wordCount }, () => 0)];
export const ownPrior: Prior = {
  means: places.map((one, i) => (one ? oneMean : i <= cities.length ? cityWeight.mean : 0)),
  deviations: places.map((one, i) => (one ? oneDeviation : i <= cities.length ? cityWeight.deviation : wordDeviation)),
};

/** A one, the two cities' log odds as the net has them, and a one for each word of the caption. */
export function featuresOf(photo: OutfitPhoto, ofCities: ArrayLike<number>): Float64Array {
  const features = new Float64Array(places.length);
  features[0] = 1;
  for (let i = 0; i < cities.length; i++) features[1 + i] = ofCities[i]!;
  for (const place of wordPlaces(photo)) features[1 + cities.length + place] = 1;
  return features;
}

/** How many the page recommends of the next batch. */
export const guessed = 4;

/** What a page makes of the reader's hearts. */
export function judgeOwn(judge: Judge, hearts: Hearts) {
  const logits = judge(wallPixels());
  const features = wall.map((photo, i) => featuresOf(photo, logits.subarray(2 * i, 2 * i + 2)));
  const answersOf = (batch: number): Answered[] =>
    Array.from({ length: together }, (_, place) => ({
      features: features[batch * together + place]!,
      yes: hearts[batch]!.has(place) ? 1 : 0,
    }));
  const now = hearts.length - 1;
  // A batch that the reader has turned over is answered; the one before their eyes is from its first heart on.
  const isAnswered = (batch: number) => batch < now || hearts[batch]!.size > 0;
  const answers: Answered[] = [];
  let [hits, chance, tested] = [0, 0, 0];
  for (let batch = 0; batch <= now; batch++) {
    if (!isAnswered(batch)) break;
    if (batch > 0) {
      const [first] = best(fitPosterior(answers, ownPrior), features, batch);
      hits += first.filter((place) => hearts[batch]!.has(place)).length;
      chance += (guessed * hearts[batch]!.size) / together;
      tested += guessed;
    }
    answers.push(...answersOf(batch));
  }
  const fit = fitPosterior(answers, ownPrior);
  const next = hearts.length < batches ? hearts.length : null;
  const [order, sure] = next === null ? [[], []] : best(fit, features, next);
  const given = hearts.reduce((sum, { size }) => sum + size, 0);
  return {
    readouts: {
      heartsGiven: given,
      photosSeen: answers.length,
      hits: tested > 0 ? hits : null,
      hitsByChance: tested > 0 ? chance : null,
      guessesTested: tested,
      ownM: fit.weights[1]!,
      ownS: fit.weights[2]!,
    },
    series: {
      nextPlaces: Float64Array.from(order),
      nextProbability: Float64Array.from(sure, ({ p }) => p),
      nextLow: Float64Array.from(sure, ({ low }) => low),
      nextHigh: Float64Array.from(sure, ({ high }) => high),
    },
  };
}

/** The places of a batch that the reader will like best, and how sure that is: two thirds of the probability lie within the ends. */
function best(fit: Posterior, features: readonly Float64Array[], batch: number) {
  const guesses = Array.from({ length: together }, (_, place) => {
    const { score, deviation } = fit.guess(features[batch * together + place]!);
    return {
      place,
      p: probabilityOf(score, deviation),
      low: logistic(score - deviation),
      high: logistic(score + deviation),
    };
  });
  const first = guesses.sort((a, b) => b.p - a.p || a.place - b.place).slice(0, guessed);
  return [first.map(({ place }) => place), first] as const;
}

/** Over all that the score may be: nearer to a half the less is known (MacKay's approximation). */
export const probabilityOf = (score: number, deviation: number): number =>
  logistic(score / Math.sqrt(1 + (Math.PI * deviation ** 2) / 8));
