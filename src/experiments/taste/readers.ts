import { wordCount, wordPlaces, type OutfitPhoto } from '../../lab/science/data/outfit.ts';
import { logistic } from '../../lab/science/logistic-regression.ts';
import { fitPosterior, type Prior } from '../../lab/science/logistic-posterior.ts';
import { createRandom } from '../../lab/science/random.ts';
import type { InTurns } from '../../lab/science/turns.ts';
import { trueLogit, type Truth } from './cities.ts';
import { featuresOf, ownPrior } from './own-taste.ts';
import { taps } from './taps.ts';

const readerCount = 30;
/** How far a reader's own weight of a word is from what the cities make of it. */
const quirk = 0.5;

/** The same head that knows nothing of the cities. */
const alone: Prior = {
  means: ownPrior.means,
  deviations: Array.from(ownPrior.deviations, (deviation, i) => (i === 1 || i === 2 ? 1e-6 : deviation)),
};
const without = { ...alone, means: Array.from(alone.means, (mean, i) => (i === 1 || i === 2 ? 0 : mean)) };

/**
 * Invented readers, each between the two cities with a little of their own, answer about the first half of the photographs in
 * order; how well is the second half then put in order? Mean AUC by answers: with the cities' judgements and without.
 */
export function* simulatingReaders(
  photos: readonly OutfitPhoto[],
  logits: ArrayLike<number>,
  { seed, truth }: { readonly seed: number; readonly truth: Truth },
): InTurns<{ byTaps: Float64Array; byTapsAlone: Float64Array }> {
  const features = photos.map((photo, i) => featuresOf(photo, [logits[2 * i]!, logits[2 * i + 1]!]));
  const half = Math.floor(photos.length / 2);
  const random = createRandom(seed, 'readers');
  const [byTaps, byTapsAlone] = [new Float64Array(taps.length), new Float64Array(taps.length)];
  for (let reader = 0; reader < readerCount; reader++) {
    yield;
    const ofM = random.uniform();
    const own = Array.from({ length: wordCount }, () => quirk * random.normal());
    const likes = photos.map((photo) => {
      const ofCities = ofM * trueLogit('M', photo, truth) + (1 - ofM) * trueLogit('S', photo, truth);
      return logistic(wordPlaces(photo).reduce((sum, place) => sum + own[place]!, ofCities));
    });
    const answers = features.slice(0, half).map((x, i) => ({ features: x, yes: random.uniform() < likes[i]! ? 1 : 0 }));
    for (const [i, count] of taps.entries()) {
      for (const [prior, curve] of [
        [ownPrior, byTaps],
        [without, byTapsAlone],
      ] as const) {
        const fit = fitPosterior(answers.slice(0, count), prior);
        const scores = features.slice(half).map((x) => fit.guess(x).score);
        curve[i]! += expectedQuality(scores, likes.slice(half)) / readerCount;
      }
    }
  }
  return { byTaps, byTapsAlone };
}

/** The AUC to be expected where each is liked with its probability. */
export function expectedQuality(scores: readonly number[], likes: readonly number[]): number {
  let [won, pairs] = [0, 0];
  for (let i = 0; i < scores.length; i++) {
    for (let j = 0; j < scores.length; j++) {
      if (i === j) continue;
      const weight = likes[i]! * (1 - likes[j]!);
      pairs += weight;
      won += weight * (scores[i]! > scores[j]! ? 1 : scores[i] === scores[j] ? 0.5 : 0);
    }
  }
  return won / pairs;
}
