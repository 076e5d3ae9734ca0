import { wordCount } from '../../lab/science/data/outfit.ts';
import { fitPosterior, type Prior } from '../../lab/science/logistic-posterior.ts';
import {
  createPictureClassifier,
  pictureWeightCount,
  type PictureBatch,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { cities } from './cities.ts';
import { captionGroups, side } from './photos.ts';

/** What a net reads of a photograph: the picture itself, or the five words that it would write under it. */
export type Reads = 'pictures' | 'words';

export const netOf = (reads: Reads): PictureNet => ({
  kind: 'plain',
  side,
  classes: reads === 'pictures' ? cities.length : wordCount,
});

/** Says of photographs how well each city likes them, in log odds: [count, cities]. */
export type Judge = (batch: PictureBatch) => Float32Array;

/** One output a city. */
export const pictureJudge = (classifier: PictureClassifier): Judge => classifier.logits;

/** Weights of every word and one more for each city, [cities, words + 1]. */
export type WordWeights = Float32Array;
const rowLength = wordCount + 1;
export const wordWeightCount = cities.length * rowLength;

/** From the words' probabilities, city by city. */
export const wordJudge =
  (classifier: PictureClassifier, weights: WordWeights): Judge =>
  (batch) => {
    const rows = namedWords(classifier, batch);
    return Float32Array.from(
      rows.flatMap((row) =>
        cities.map((_, city) => row.reduce((sum, x, i) => sum + x * weights[city * rowLength + i]!, 0)),
      ),
    );
  };

/** Probabilities of all words, and a one for the intercept. */
function namedWords(classifier: PictureClassifier, batch: PictureBatch): number[][] {
  const logits = classifier.logits(batch);
  return Array.from({ length: batch.count }, (_, i) => {
    let first = i * wordCount;
    const probabilities = captionGroups.flatMap((size) => {
      const group = Array.from(logits.subarray(first, (first += size)));
      const top = Math.max(...group);
      const powers = group.map((z) => Math.exp(z - top));
      const total = powers.reduce((sum, power) => sum + power, 0);
      return powers.map((power) => power / total);
    });
    return [...probabilities, 1];
  });
}

/** A ridge: weights of deviation 2, and an intercept that is all but free. */
const prior: Prior = {
  means: new Float64Array(rowLength),
  deviations: Float64Array.from({ length: rowLength }, (_, i) => (i < wordCount ? 2 : 10)),
};

/** Fits each city's logistic regression to how the photographs were rated, [count, cities]. */
export function fitWords(
  classifier: PictureClassifier,
  batch: PictureBatch,
  ratings: Float32Array,
  people: number,
): WordWeights {
  const rows = namedWords(classifier, batch);
  return Float32Array.from(
    cities.flatMap((_, city) => [
      ...fitPosterior(
        rows.map((features, i) => ({ features, yes: ratings[i * cities.length + city]!, asked: people })),
        prior,
      ).weights,
    ]),
  );
}

/** Calls with the judge that these weights are: a classifier's, and behind them those of the words. */
export function withJudge<T>(reads: Reads, weights: Float32Array, use: (judge: Judge) => T): T {
  const net = netOf(reads);
  const ofNet = pictureWeightCount(net);
  const classifier = createPictureClassifier(net, { weights: weights.subarray(0, ofNet) });
  try {
    return use(reads === 'pictures' ? pictureJudge(classifier) : wordJudge(classifier, weights.subarray(ofNet)));
  } finally {
    classifier.dispose();
  }
}
