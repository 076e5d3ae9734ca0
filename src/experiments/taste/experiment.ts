import { defineExperiment, preparing } from '../../lab/contract/experiment.ts';
import { createPictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { fallingRate, joinedWeights } from '../../lab/science/training.ts';
import { atOnce, inTurns } from '../../lab/science/turns.ts';
import { cities } from './cities.ts';
import { drawExamination, examining } from './examination.ts';
import { fitWords, netOf, pictureJudge, withJudge, wordJudge, type Judge, type WordWeights } from './judge.ts';
import { judgeOwn } from './own-taste.ts';
import { params as definition, type TasteParams } from './params.ts';
import {
  captionGroups,
  captionsOf,
  createSheet,
  drawingRatings,
  drawnTogether,
  drawPhotos,
  pictureSize,
  withOtherStreets,
} from './photos.ts';
import { judgePages } from './shown-pages.ts';
import { judgeShown } from './judge-shown.ts';
import { heartsOf } from './wall.ts';

const batchSize = 32;
/** The learning rate falls along a line from the first to the second. */
const learningRates = [4e-3, 4e-4] as const;
/** Words are weighed on so many photographs while the net is in training, and at its end on all. */
const glance = 200;
/** How much of the work a drawn photograph is, where a step of Adam is 1: for the progress alone. */
const drawing = 0.15;
const examDrawing = 200;

export const experiment = defineExperiment(definition, {
  /** The photographs are drawn first, then one step is one step of Adam. */
  *run(params) {
    const { seed, steps, reads, people, pictures, truth, redraw } = params;
    const drawn = drawPhotos(createRandom(seed, 'photos'), pictures, params);
    const rated = drawingRatings(createRandom(seed, 'ratings'), drawn, people, truth);
    const ratings = yield* inTurns(rated, () => preparing(0));
    const photos = redraw === 'on' ? withOtherStreets(drawn, createRandom(seed, 'other streets')) : drawn;
    const sheet = createSheet(photos, createRandom(seed, 'pixels'));
    for (let count = drawnTogether; count <= glance; count += drawnTogether) {
      sheet.drawTo(count);
      yield preparing(0);
    }
    const exam = drawExamination(params);
    yield preparing(0);
    const captions = captionsOf(photos);
    const order = createRandom(seed, 'batches');
    const rate = fallingRate(...learningRates, steps);
    const losses: number[] = [];
    const total = steps + drawing * pictures + examDrawing;
    const classifier = createPictureClassifier(netOf(reads), { seed });
    /** What the words weigh, where the net reads those. */
    const weigh = (count: number) =>
      reads === 'words'
        ? fitWords(classifier, sheet.first(count), ratings.subarray(0, cities.length * count), people)
        : null;
    const judgeBy = (words: WordWeights | null) => (words ? wordJudge(classifier, words) : pictureJudge(classifier));
    const weightsWith = (words: WordWeights | null) =>
      words ? joinedWeights([classifier.weights(), words]) : classifier.weights();
    const someWords = () => weigh(Math.min(glance, pictures));
    const atAGlance = () => {
      const judge = judgeBy(someWords());
      return { judge, found: atOnce(examining(judge, exam, false)) };
    };
    const frame = (done: number, look = atAGlance) => ({
      progress: Math.min(0.999, done / total),
      snapshot(asked: TasteParams) {
        const { judge, found } = look();
        const answer = ask(judge, asked);
        return {
          readouts: { step: losses.length, loss: losses.at(-1) ?? null, ...found.readouts, ...answer.readouts },
          series: { loss: Float64Array.from(losses), ...found.series, ...answer.series },
        };
      },
      weights: () => weightsWith(someWords()),
    });
    try {
      yield frame(0);
      for (let count = drawnTogether; count < pictures + drawnTogether; count += drawnTogether) {
        sheet.drawTo(count);
        yield frame(drawing * Math.min(count, pictures));
      }
      for (let step = 1; step <= steps; step++) {
        const chosen = Array.from({ length: batchSize }, () => order.integer(pictures));
        losses.push(classifier.train(drawBatch(chosen), rate(step)));
        yield frame(drawing * pictures + step);
      }
      for (const share of exam.drawRest()) yield frame(drawing * pictures + steps + share * examDrawing);
      const words = weigh(pictures);
      const judge = judgeBy(words);
      const found = yield* inTurns(examining(judge, exam, true), () => preparing(0.999));
      yield {
        ...frame(total, () => ({ judge, found })),
        progress: 1,
        weights: () => weightsWith(words),
      };
    } finally {
      classifier.dispose();
    }

    function drawBatch(chosen: readonly number[]) {
      const count = chosen.length;
      const pixels = new Float32Array(count * pictureSize);
      chosen.forEach((j, i) =>
        pixels.set(sheet.pixels.subarray(j * pictureSize, (j + 1) * pictureSize), i * pictureSize),
      );
      if (reads === 'pictures') {
        const rows = chosen.flatMap((j) => cities.map((_, city) => ratings[cities.length * j + city]!));
        return { count, pixels, ratings: Float32Array.from(rows) };
      }
      const words = captionGroups.flatMap((_, group) => chosen.map((j) => captions[group * pictures + j]!));
      return { count, pixels, groups: captionGroups, words: Int32Array.from(words) };
    }
  },

  ask: (params, weights) => withJudge(params.reads, weights, (judge) => ask(judge, params)),
});

/** What only asks: the reader's photograph, the cities' pages, the reader's own page. */
function ask(judge: Judge, params: TasteParams) {
  const [shown, pages, own] = [
    judgeShown(judge, params),
    judgePages(judge, params.truth),
    judgeOwn(judge, heartsOf(params.hearts)),
  ];
  return {
    readouts: { ...shown.readouts, ...own.readouts },
    series: { ...shown.series, ...pages.series, ...own.series },
  };
}
