import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPictureClassifier } from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { need } from '../../lab/contract/results.ts';
import { defaultsOf } from '../../lab/contract/schema.ts';
import { chooseBackend, memoryInUse } from '../../lab/worker/backend.ts';
import { runToEnd } from '../../lab/contract/run-to-end.ts';
import { createTrainer, cut, erased, pasted, type Augmentation } from './augmentation.ts';
import { drawExamination, mark } from './examination.ts';
import { experiment } from './experiment.ts';
import { hottest, occlusionMap } from './occlusion.ts';
import { mapSide } from './map-side.ts';
import { params as definition, type PingPongParams } from './params.ts';
import { pictureSize, side } from './picture-size.ts';
import { drawTrainingSet, groupIndex } from './training-set.ts';

const defaults: PingPongParams = defaultsOf(definition.schema);
const look = { radius: 0.047, contrast: 1 };
const settings = { counterexamples: 0.2, images: 100, look, noise: 0.03 };

beforeAll(async () => void (await chooseBackend()));

describe('training pictures', () => {
  const set = drawTrainingSet(createRandom(1, 'pictures '), settings);

  test('hold every group as often as its share says', () => {
    const counts = [0, 1, 2, 3].map((index) => set.filter(({ group }) => groupIndex(group) === index).length);
    expect(counts).toEqual([40, 40, 10, 10]);
    const none = drawTrainingSet(createRandom(1, 'x'), { ...settings, counterexamples: 0, images: 51 });
    expect(none.every(({ group }) => group.ball === group.table)).toBe(true);
    expect(none).toHaveLength(51);
  });

  test('the first few are the same however many are drawn', () => {
    const few = drawTrainingSet(createRandom(1, 'pictures '), settings, 5);
    few.forEach(({ pixels }, i) => expect(pixels).toEqual(set[i]!.pixels));
  });

  test('pixels lie between 0 and 1, and a ball is orange where its outline says', () => {
    for (const { pixels, outline } of set) {
      expect(pixels).toHaveLength(pictureSize);
      expect(pixels.every((value) => value >= 0 && value <= 1)).toBe(true);
      if (!outline) continue;
      const at = 3 * (Math.round(outline.y) * side + Math.round(outline.x));
      expect(pixels[at]! - pixels[at + 2]!, 'red over blue').toBeGreaterThan(0.3);
    }
  });

  test('a ball is cut without a trace of orange and pasted with all of it', () => {
    const withBall = set.find(({ outline }) => outline !== null)!;
    const without = set.find(({ outline }) => outline === null)!;
    const { x, y } = withBall.outline!;
    const at = 3 * (Math.round(y) * side + Math.round(x));
    const gone = cut(withBall.pixels, withBall.outline!);
    expect(gone[at]! - gone[at + 2]!).toBeLessThan(0.3);
    const changed = pasted(without.pixels, withBall, createRandom(3, 'paste'));
    const orange = (pixels: Float32Array) => {
      let count = 0;
      for (let i = 0; i < pixels.length; i += 3) {
        if (pixels[i]! > 0.75 && pixels[i]! - pixels[i + 2]! > 0.5 && pixels[i + 1]! < 0.75) count++;
      }
      return count;
    };
    expect(orange(changed)).toBeGreaterThan(orange(without.pixels));
  });

  test('an erased box is grey and nothing else changes', () => {
    const { pixels } = set[0]!;
    const box = { x: 3, y: 5, width: 4, height: 2 };
    const copy = erased(pixels, box);
    let grey = 0;
    copy.forEach((value, i) => {
      if (value === pixels[i]) return;
      expect(value).toBe(0.5);
      grey++;
    });
    expect(grey).toBeGreaterThan(3 * 8 - 3);
  });
});

test('pictures are the same everywhere: hash of the pixels', () => {
  const hash = createHash('sha256');
  for (const { pixels } of drawTrainingSet(createRandom(5, 'hash'), { ...settings, images: 40 })) {
    hash.update(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  }
  expect(hash.digest('hex').slice(0, 16)).toBe('2f11a346d365508d');
});

test.each(['none', 'random-erasing', 'group-balanced', 'group-dro', 'erase-table', 'cut-paste'] as Augmentation[])(
  '%s: the loss falls, the same way every time, and nothing is left behind',
  (augmentation) => {
    const set = drawTrainingSet(createRandom(2, 'pictures '), { ...settings, images: 200 });
    const losses = [1, 2].map(() => {
      const classifier = createPictureClassifier({ kind: 'plain', side, classes: 1 }, { seed: 1 });
      const trainer = createTrainer(set, augmentation, createRandom(1, 'batches'));
      trainer.step(classifier, 4e-3);
      const before = memoryInUse();
      const run = Array.from({ length: 12 }, () => trainer.step(classifier, 4e-3));
      expect(memoryInUse()).toEqual(before);
      classifier.dispose();
      return run;
    });
    expect(losses[0]).toEqual(losses[1]);
    expect(losses[0]!.every(Number.isFinite)).toBe(true);
    expect(memoryInUse().tensors).toBe(0);
  },
);

test('marks of a net that always says “ball”', () => {
  const classifier = createPictureClassifier({ kind: 'plain', side, classes: 1 }, { seed: 1 });
  const weights = classifier.weights().fill(0);
  weights[weights.length - 1] = 3;
  classifier.dispose();
  const yes = createPictureClassifier({ kind: 'plain', side, classes: 1 }, { weights });
  const marks = mark(yes, drawExamination(1, 10, look, 0.03), 0.2);
  expect(marks.says).toEqual({
    pBallTable: 1,
    pNeither: 1,
    pBallNoTable: 1,
    pTableNoBall: 1,
    pBlurredTable: 1,
    pBlurredNoTable: 1,
  });
  expect(marks.iidAccuracy).toBeCloseTo(0.5, 12);
  expect(marks.worstGroupAccuracy).toBe(0);
  expect(marks.tableEvidence).toBe(0);
  yes.dispose();
});

test('the occlusion map finds the only pixels that a net looks at', () => {
  const classifier = createPictureClassifier({ kind: 'keyhole', side, classes: 1 }, { seed: 4 });
  const pixels = new Float32Array(pictureSize).fill(0.5);
  for (const row of [20, 21]) for (const column of [8, 9]) pixels.set([1, 0.5, 0], 3 * (row * side + column));
  const map = occlusionMap(classifier, pixels);
  expect(map).toHaveLength(mapSide * mapSide);
  // Where the patch covers none of them nothing changes.
  expect(Math.abs(map[0]!)).toBeLessThan(1e-6);
  const [x, y] = hottest(map.map(Math.abs));
  expect(Math.abs(x - 9 / side)).toBeLessThan(4 / side);
  expect(Math.abs(y - 21 / side)).toBeLessThan(4 / side);
  classifier.dispose();
});

test('asked, the weights of a run answer as the run did, and without the table otherwise', async () => {
  const quick = { ...defaults, steps: 50, images: 500 };
  const { result, weights } = await runToEnd(experiment, quick);
  expect(result).toMatchObject(experiment.ask!(quick, weights!));
  const bare = experiment.ask!({ ...quick, table: 'off', map: 'on' }, weights!);
  expect(need(bare.readouts, 'pWithoutTable')).toBeNull();
  expect(need(bare.readouts, 'p')).toBeCloseTo(Number(need(result.readouts, 'pWithoutTable')), 6);
  expect(bare.series['beside.occlusion']).toHaveLength(mapSide * mapSide);
  expect(memoryInUse().tensors).toBe(0);
});
