import {
  createPictureClassifier,
  pictureWeightCount,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { defineExperiment, type Frame, type Result } from '../../lab/contract/experiment.ts';
import { createTrainer } from './augmentation.ts';
import { drawExamination, hotspots, mark, type Examination } from './examination.ts';
import { occlusionMap } from './occlusion.ts';
import type { PingPongParams } from './params.ts';
import { networkView, shownSetting } from './shown-setting.ts';
import { drawTrainingSet, pictureSize, side } from './training-set.ts';

/** The learning rate falls along a line from the first to the second. */
const learningRates = [4e-3, 4e-4] as const;
/** Test pictures a group at the end, and at a glance while training; pictures whose hottest spot is looked for. */
const finalCount = 120;
const glanceCount = 24;
const hotspotCount = 24;
/** Share of counterexamples of the net beside. */
const balanced = 0.5;

/**
 * Readouts, for the reader's net plain and for the net beside it with `beside.` in front: pBallTable, pNeither,
 * pBallNoTable, pTableNoBall, pBlurredTable, pBlurredNoTable (share of test pictures that are said to show a ball),
 * iidAccuracy, worstGroupAccuracy, tableEvidence, ballEvidence (mean fall of the logit), hotspotOnTable, hotspotOnBall
 * (shares; null until the run ends), loss; and of the reader's scene: p, pWithoutTable, pWithoutBall (probabilities;
 * null where the thing is not in the scene). step.
 * Series: occlusion (if the map is asked for; fall of the logit, row by row), loss.
 */
export type PingPongResult = Result;

export const experiment = defineExperiment<PingPongParams, PingPongResult>({
  name: 'ping-pong',

  /** The pictures are drawn first (progress moves), then one step is one step of Adam for each net. */
  *run(params) {
    const { radius, contrast, noise, images, steps, seed } = params;
    const look = { radius, contrast };
    const runs = netsOf(params).map(({ prefix, counterexamples }) => ({
      prefix,
      counterexamples,
      losses: [] as number[],
      classifier: createPictureClassifier(netOf(params), { seed }),
      set: drawTrainingSet(createRandom(seed, `pictures ${prefix}`), { counterexamples, images, look, noise }),
    }));
    const exam = drawExamination(seed, finalCount, look, noise);
    const trainers = runs.map(({ set, prefix }) =>
      createTrainer(set, prefix === '' ? params.augmentation : 'none', createRandom(seed, `batches ${prefix}`)),
    );
    const frame = (step: number): Frame<PingPongResult, PingPongParams> => ({
      progress: step / steps,
      snapshot: (asked) =>
        join(
          runs.map(({ prefix, classifier, counterexamples, losses }) => ({
            prefix,
            result: join([
              {
                prefix: '',
                result: {
                  readouts: { step, loss: losses.at(-1) ?? null },
                  series: { loss: Float64Array.from(losses) },
                },
              },
              { prefix: '', result: examine(classifier, exam, counterexamples, step < steps) },
              { prefix: '', result: judge(classifier, asked) },
            ]),
          })),
        ),
      weights: () => Float32Array.from(runs.flatMap(({ classifier }) => [...classifier.weights()])),
    });
    try {
      yield frame(0);
      for (let step = 1; step <= steps; step++) {
        const [first, last] = learningRates;
        const rate = first + ((last - first) * (step - 1)) / Math.max(1, steps - 1);
        runs.forEach(({ classifier, losses }, i) => losses.push(trainers[i]!.step(classifier, rate)));
        yield frame(step);
      }
    } finally {
      for (const { classifier } of runs) classifier.dispose();
    }
  },

  ask(params, weights) {
    const net = netOf(params);
    const size = pictureWeightCount(net);
    return join(
      netsOf(params).map(({ prefix }, i) => {
        const classifier = createPictureClassifier(net, { weights: weights.slice(i * size, (i + 1) * size) });
        try {
          return { prefix, result: judge(classifier, params) };
        } finally {
          classifier.dispose();
        }
      }),
    );
  },
});

/** The reader's net, and the one that saw as many counterexamples as examples. */
function netsOf({ counterexamples, beside }: PingPongParams): { prefix: string; counterexamples: number }[] {
  const own = { prefix: '', counterexamples };
  return beside === 'none' ? [own] : [own, { prefix: 'beside.', counterexamples: balanced }];
}

const netOf = ({ network }: PingPongParams): PictureNet => ({ kind: network, side, classes: 1 });

function examine(classifier: PictureClassifier, exam: Examination, counterexamples: number, glance: boolean): Result {
  const marks = mark(classifier, exam, counterexamples, glance ? glanceCount : exam.count);
  const spots = glance ? null : hotspots(classifier, exam, hotspotCount);
  const { says, ...rest } = marks;
  return {
    readouts: { ...says, ...rest, hotspotOnTable: spots?.table ?? null, hotspotOnBall: spots?.ball ?? null },
    series: {},
  };
}

/** What a net says of the reader's scene, and of the same scene without the table or the ball. */
function judge(classifier: PictureClassifier, params: PingPongParams): Result {
  const setting = shownSetting(params);
  const variants = [setting, { ...setting, table: null }, { ...setting, ball: null }];
  const pixels = new Float32Array(variants.length * pictureSize);
  variants.forEach((variant, i) => pixels.set(networkView(variant, params), i * pictureSize));
  const logits = classifier.logits({ count: variants.length, pixels });
  const p = (i: number) => 1 / (1 + Math.exp(-logits[i]!));
  return {
    readouts: {
      p: p(0),
      pWithoutTable: setting.table ? p(1) : null,
      pWithoutBall: setting.ball ? p(2) : null,
    },
    series: params.map === 'on' ? { occlusion: occlusionMap(classifier, pixels.slice(0, pictureSize)) } : {},
  };
}

/** Several results as one, their keys with their prefixes. */
function join(parts: readonly { prefix: string; result: Result }[]): Result {
  const collect = <T>(of: (result: Result) => Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      parts.flatMap(({ prefix, result }) => Object.entries(of(result)).map(([key, value]) => [prefix + key, value])),
    );
  return { readouts: collect(({ readouts }) => readouts), series: collect(({ series }) => series) };
}
