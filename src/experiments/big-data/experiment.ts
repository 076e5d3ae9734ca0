import { defineExperiment } from '../../lab/contract/experiment.ts';
import { advertisementScene, drawAdvertisement, things, type Thing } from '../../lab/science/data/advertisement.ts';
import { pictureOf } from '../../lab/science/data/pictures.ts';
import {
  createPictureClassifier,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { createRandom, shuffle } from '../../lab/science/random.ts';
import { fallingRate, train } from '../../lab/science/training.ts';
import { batchSize, params as definition, stepsOf } from './params.ts';

const side = 32;
const size = 3 * side * side;
const noise = 0.03;
const net: PictureNet = { kind: 'plain', side, classes: things.length };
/** The learning rate falls along a line from the first to the second. */
const learningRates = [4e-3, 4e-4] as const;
/** Test pictures of the rare case, and of the usual ones. */
const testCount = 200;

export const experiment = defineExperiment(definition, {
  /** One step is one step of Adam on 32 pictures; every picture is seen `epochs` times. */
  run(params) {
    const { images, rare, seed } = params;
    const rarePictures = Math.round(rare * images);
    const steps = stepsOf(params);
    const classifier = createPictureClassifier(net, { seed });
    const exam = drawExamination(seed);
    const deal = createDealer(images, seed);
    const rate = fallingRate(...learningRates, steps);
    const losses: number[] = [];
    return train({
      steps,
      step: (step) => losses.push(classifier.train(drawBatch(deal, seed, rarePictures), rate(step))),
      frame: (step) => ({
        progress: step / steps,
        snapshot: () => ({
          readouts: { ...mark(classifier, exam), rarePictures, images, steps, step, loss: losses.at(-1) ?? null },
          series: { loss: Float64Array.from(losses) },
        }),
      }),
      dispose: () => classifier.dispose(),
    });
  },
});

/**
 * Picture number i of a seed, drawn when it is needed: sixteen thousand of them would fill two hundred megabytes. The first
 * `rarePictures` show shoes in the hand.
 */
function drawPicture(i: number, seed: number, rarePictures: number): { pixels: Float32Array; label: number } {
  const random = createRandom(seed, `picture ${i}`);
  const thing: Thing = i < rarePictures ? 'shoe' : things[i % things.length]!;
  const shown = drawAdvertisement(random, thing, undefined, i < rarePictures ? 'hand' : undefined);
  return { pixels: pictureOf(advertisementScene(shown), side, random, noise), label: things.indexOf(thing) };
}

function drawBatch(deal: () => number, seed: number, rarePictures: number) {
  const pixels = new Float32Array(batchSize * size);
  const labels = new Uint8Array(batchSize);
  for (let i = 0; i < batchSize; i++) {
    const picture = drawPicture(deal(), seed, rarePictures);
    pixels.set(picture.pixels, i * size);
    labels[i] = picture.label;
  }
  return { count: batchSize, pixels, labels };
}

/** Every picture's number once, then all again in another order. */
function createDealer(images: number, seed: number): () => number {
  const random = createRandom(seed, 'order');
  const order = Uint32Array.from({ length: images }, (_, i) => i);
  let next = images;
  return () => {
    if (next === images) {
      next = 0;
      shuffle(order, random);
    }
    return order[next++]!;
  };
}

interface Examination {
  readonly rare: Float32Array;
  readonly usual: Float32Array;
  readonly labels: readonly number[];
}

function drawExamination(seed: number): Examination {
  const random = createRandom(seed, 'test');
  const rare = new Float32Array(testCount * size);
  const usual = new Float32Array(testCount * size);
  const labels = Array.from({ length: testCount }, (_, i) => i % things.length);
  labels.forEach((label, i) => {
    const advertisement = drawAdvertisement(random, 'shoe', 'red', 'hand');
    rare.set(pictureOf(advertisementScene(advertisement), side, random, noise), i * size);
    usual.set(pictureOf(advertisementScene(drawAdvertisement(random, things[label]!)), side, random, noise), i * size);
  });
  return { rare, usual, labels };
}

function mark(classifier: PictureClassifier, { rare, usual, labels }: Examination) {
  const answers = (pixels: Float32Array) => {
    const logits = classifier.logits({ count: testCount, pixels });
    return Array.from({ length: testCount }, (_, i) => {
      const own = logits.subarray(i * things.length, (i + 1) * things.length);
      return own.indexOf(Math.max(...own));
    });
  };
  const right = answers(usual).filter((answer, i) => answer === labels[i]).length;
  return {
    rareError: answers(rare).filter((answer) => answer !== 0).length / testCount,
    usualAccuracy: right / testCount,
  };
}
