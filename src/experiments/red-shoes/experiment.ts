import { defineExperiment } from '../../lab/contract/experiment.ts';
import { advertisementScene, hues, things, type Place } from '../../lab/science/data/advertisement.ts';
import { pictureOf } from '../../lab/science/data/pictures.ts';
import {
  createPictureClassifier,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { fallingRate, train } from '../../lab/science/training.ts';
import { params as definition, type RedShoesParams } from './params.ts';
import {
  drawCell,
  drawTestSet,
  drawTrainingSet,
  pictureSize,
  rareCount,
  side,
  type ShownPictures,
} from './pictures.ts';
import { shownAdvertisement } from './shown-advertisement.ts';

const net: PictureNet = { kind: 'plain', side, classes: things.length };
const batchSize = 32;
/** The learning rate falls along a line from the first to the second. */
const learningRates = [4e-3, 4e-4] as const;
/** Test pictures at the end, and at a glance while training: as drawn, and a cell of the grid. */
const finalCounts = { test: 400, cell: 60 };
const glanceCounts = { test: 60, cell: 12 };

const places = ['feet', 'hand'] as const satisfies readonly Place[];

export const experiment = defineExperiment(definition, {
  /** The pictures are drawn first, then one step is one step of Adam. */
  run(params) {
    const { seed, steps } = params;
    const set = drawTrainingSet(createRandom(seed, 'pictures'), params);
    const test = drawTestSet(createRandom(seed, 'test'), finalCounts.test, params);
    const cells = drawCells(params);
    const blue = createRandom(seed, 'blue shoes');
    const blueShoes = drawCell(blue, finalCounts.cell, params.noise, 'shoe', 'blue', 'hand');
    const order = createRandom(seed, 'batches');
    const classifier = createPictureClassifier(net, { seed });
    const rate = fallingRate(...learningRates, steps);
    const losses: number[] = [];
    return train({
      steps,
      step: (step) =>
        losses.push(
          classifier.train(
            drawBatch(set, () => order.integer(set.count)),
            rate(step),
          ),
        ),
      frame: (step) => ({
        progress: step / steps,
        snapshot(asked) {
          const counts = step < steps ? glanceCounts : finalCounts;
          const { networkPrior, ...marks } = examine(classifier, { test, cells, blueShoes }, counts);
          return {
            readouts: {
              step,
              loss: losses.at(-1) ?? null,
              rarePictures: rareCount(params),
              ...marks,
              ...judge(classifier, asked),
            },
            series: { networkPrior, dataPrior: dataPrior(set), loss: Float64Array.from(losses) },
          };
        },
        weights: () => classifier.weights(),
      }),
      dispose: () => classifier.dispose(),
    });
  },

  ask(params, weights) {
    const classifier = createPictureClassifier(net, { weights });
    try {
      return { readouts: judge(classifier, params), series: {} };
    } finally {
      classifier.dispose();
    }
  },
});

function drawBatch(set: ShownPictures, next: () => number) {
  const pixels = new Float32Array(batchSize * pictureSize);
  const labels = new Uint8Array(batchSize);
  for (let i = 0; i < batchSize; i++) {
    const j = next();
    pixels.set(set.pixels.subarray(j * pictureSize, (j + 1) * pictureSize), i * pictureSize);
    labels[i] = set.labels[j]!;
  }
  return { count: batchSize, pixels, labels };
}

/** Shoes of every colour in both places, place by place. */
function drawCells({ seed, noise }: RedShoesParams): ShownPictures[] {
  return places.flatMap((place) =>
    hues.map((hue) =>
      drawCell(createRandom(seed, `cell ${place} ${hue}`), finalCounts.cell, noise, 'shoe', hue, place),
    ),
  );
}

function examine(
  classifier: PictureClassifier,
  exam: { test: ShownPictures; cells: readonly ShownPictures[]; blueShoes: ShownPictures },
  counts: typeof finalCounts,
) {
  const answers = (pictures: ShownPictures, count: number) =>
    probabilities(classifier.logits({ count, pixels: pictures.pixels.subarray(0, count * pictureSize) }));
  const test = answers(exam.test, counts.test);
  let right = 0;
  test.forEach((p, i) => (right += likeliest(p) === exam.test.labels[i] ? 1 : 0));
  const cells = exam.cells.map((cell) => answers(cell, counts.cell));
  const ad = cells[hues.length + hues.indexOf('red')]!;
  const said = (pictures: number[][], thing: number) =>
    pictures.reduce((sum, p) => sum + (likeliest(p) === thing ? 1 : 0), 0) / pictures.length;
  const mean = (pictures: number[][], thing: number) =>
    pictures.reduce((sum, p) => sum + p[thing]!, 0) / pictures.length;
  return {
    adShoe: said(ad, 0),
    adWine: said(ad, 1),
    adBook: said(ad, 2),
    adMeanWine: mean(ad, 1),
    blueBook: said(answers(exam.blueShoes, counts.cell), 2),
    iidAccuracy: right / counts.test,
    networkPrior: Float64Array.from(cells.flatMap((cell) => things.map((_, thing) => mean(cell, thing)))),
  };
}

/** How often each thing is what lies in a place with a colour, in the training pictures. */
function dataPrior({ advertisements }: ShownPictures): Float64Array {
  const counts = new Float64Array(places.length * hues.length * things.length);
  const cellOf = (place: Place, hue: (typeof hues)[number]) =>
    (places.indexOf(place) * hues.length + hues.indexOf(hue)) * things.length;
  for (const { place, hue, thing } of advertisements) counts[cellOf(place, hue) + things.indexOf(thing)]!++;
  for (let cell = 0; cell < counts.length; cell += things.length) {
    const total = counts.subarray(cell, cell + things.length).reduce((sum, count) => sum + count, 0);
    if (total > 0) for (let i = 0; i < things.length; i++) counts[cell + i]! /= total;
  }
  return counts;
}

/** What the net says of the reader's picture. */
function judge(classifier: PictureClassifier, params: RedShoesParams) {
  const scene = advertisementScene(shownAdvertisement(params));
  // Always the same noise, so that a verdict changes with the picture alone.
  const pixels = pictureOf(scene, side, createRandom(1, 'the reader’s picture'), params.noise);
  const [p] = probabilities(classifier.logits({ count: 1, pixels }));
  return { pShoe: p![0]!, pWine: p![1]!, pBook: p![2]! };
}

/** Softmax, row by row. */
function probabilities(logits: Float32Array): number[][] {
  return Array.from({ length: logits.length / things.length }, (_, i) => {
    const row = Array.from(logits.subarray(i * things.length, (i + 1) * things.length));
    const top = Math.max(...row);
    const powers = row.map((z) => Math.exp(z - top));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return powers.map((power) => power / total);
  });
}

const likeliest = (p: readonly number[]) => p.indexOf(Math.max(...p));
