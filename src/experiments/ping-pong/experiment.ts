import {
  createPictureClassifier,
  pictureWeightCount,
  type PictureClassifier,
  type PictureNet,
} from '../../lab/science/nn/picture-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { defineExperiment } from '../../lab/contract/experiment.ts';
import { prefixed, together } from '../../lab/contract/results.ts';
import { fallingRate, joinedWeights, train } from '../../lab/science/training.ts';
import { createTrainer } from './augmentation.ts';
import { drawExamination, hotspots, mark, type Examination } from './examination.ts';
import { occlusionMap } from './occlusion.ts';
import { params as definition, type PingPong, type PingPongParams } from './params.ts';
import { networkView, shownSetting } from './shown-setting.ts';
import { pictureSize, side } from './picture-size.ts';
import { drawTrainingSet } from './training-set.ts';

/** The learning rate falls along a line from the first to the second. */
const learningRates = [4e-3, 4e-4] as const;
/** Test pictures a group at the end, and at a glance while training; pictures whose hottest spot is looked for. */
const finalCount = 120;
const glanceCount = 24;
const hotspotCount = 24;
/** Share of counterexamples of the net beside. */
const balanced = 0.5;

type Prefix = '' | 'beside.';

export const experiment = defineExperiment(definition, {
  /** The pictures are drawn first (progress moves), then one step is one step of Adam for each net. */
  run(params, only = partsOf(params)) {
    const { radius, contrast, noise, images, steps, seed } = params;
    const look = { radius, contrast };
    const nets = netsOf(params).filter((net) => only.includes(partOf(net)));
    const runs = nets.map(({ prefix, counterexamples }) => ({
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
    const rate = fallingRate(...learningRates, steps);
    return train({
      steps,
      step: (step) =>
        runs.forEach(({ classifier, losses }, i) => losses.push(trainers[i]!.step(classifier, rate(step)))),
      frame: (step) => ({
        progress: step / steps,
        snapshot: (asked) =>
          together<PingPong>(
            runs.map(({ prefix, classifier, counterexamples, losses }) => {
              const verdict = judge(classifier, asked);
              return prefixed(prefix, {
                readouts: {
                  step,
                  loss: losses.at(-1) ?? null,
                  ...examine(classifier, exam, counterexamples, step < steps),
                  ...verdict.readouts,
                },
                series: { loss: Float64Array.from(losses), ...verdict.series },
              });
            }),
          ),
        weights: () => joinedWeights(runs.map(({ classifier }) => classifier.weights())),
      }),
      dispose() {
        for (const { classifier } of runs) classifier.dispose();
      },
    });
  },

  ask(params, weights) {
    const net = netOf(params);
    const size = pictureWeightCount(net);
    return together<PingPong>(
      netsOf(params).map(({ prefix }, i) => {
        const classifier = createPictureClassifier(net, { weights: weights.slice(i * size, (i + 1) * size) });
        try {
          return prefixed(prefix, judge(classifier, params));
        } finally {
          classifier.dispose();
        }
      }),
    );
  },

  parts: (params) => partsOf(params).map((name) => ({ name, work: 1 })),
});

const partOf = ({ prefix }: { prefix: Prefix }) => (prefix === '' ? 'own' : 'beside');
const partsOf = (params: PingPongParams) => netsOf(params).map(partOf);

/** The reader's net, and the one that saw as many counterexamples as examples. */
function netsOf({ counterexamples, beside }: PingPongParams): { prefix: Prefix; counterexamples: number }[] {
  const own = { prefix: '', counterexamples } as const;
  return beside === 'none' ? [own] : [own, { prefix: 'beside.', counterexamples: balanced }];
}

const netOf = ({ network }: PingPongParams): PictureNet => ({ kind: network, side, classes: 1 });

function examine(classifier: PictureClassifier, exam: Examination, counterexamples: number, glance: boolean) {
  const { says, ...marks } = mark(classifier, exam, counterexamples, glance ? glanceCount : exam.count);
  const spots = glance ? null : hotspots(classifier, exam, hotspotCount);
  return { ...says, ...marks, hotspotOnTable: spots?.table ?? null, hotspotOnBall: spots?.ball ?? null };
}

/** What a net says of the reader's scene, and of the same scene without the table or the ball. */
function judge(classifier: PictureClassifier, params: PingPongParams) {
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
