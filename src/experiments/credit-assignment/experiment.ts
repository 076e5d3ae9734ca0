import { defineExperiment, preparing } from '../../lab/contract/experiment.ts';
import {
  prefixed,
  put,
  together,
  type Draft,
  type ReadoutsOf,
  type SeriesOf,
  type Unprefixed,
} from '../../lab/contract/results.ts';
import { createSequenceClassifier, type SequenceClassifier } from '../../lab/science/nn/sequence-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { atOnce, inTurns, type InTurns } from '../../lab/science/turns.ts';
import { sizeOf, unpackWeights, type SequenceClassifierShape } from '../../lab/science/nn/sequence-weights.ts';
import { joinedWeights, train, fallingRate } from '../../lab/science/training.ts';
import {
  embedTokens,
  likeliest,
  logSlope,
  probeCredit,
  uniformity,
  wordCredit,
  type Answer,
  type MeanCredit,
} from './credit.ts';
import { params as definition, type CreditAssignment, type CreditAssignmentParams } from './params.ts';
import { probeLags, uniformLags } from './probe-lags.ts';
import { readSentence, sentenceNumbers, shownSentences } from './reading.ts';
import { drawProbes, drawSentences, drawTrainingBatch, longest } from './sentences.ts';
import { traceSentence } from './trace.ts';
import { classCounts, vocabulary } from './vocabulary.ts';

const batchSize = 32;
/** The learning rate falls along a line from the first to the second. */
const learningRates = [1e-2, 1e-3] as const;
/** Sentences that the accuracy is measured on, and sentences a lag; while training fewer, to look often. */
const finalCounts = { test: 500, probes: 96 };
const glanceCounts = { test: 96, probes: 12 };

type Prefix = '' | 'beside.';

export const experiment = defineExperiment(definition, {
  /** One step is one step of Adam for every model, on the same sentences. */
  run(params, only = partsOf(params)) {
    const data = createRandom(params.seed, 'sentences');
    const models = modelsOf(params).filter((model) => only.includes(partOf(model)));
    const runs = models.map(({ prefix, net }) => ({
      prefix,
      loss: NaN,
      classifier: createSequenceClassifier(net, { seed: params.seed }),
    }));
    const rate = fallingRate(...learningRates, params.steps);
    let done = 0;
    let inTheEnd: readonly Marks[] = [];
    return train({
      steps: params.steps,
      step(step) {
        const batch = drawTrainingBatch(data, batchSize);
        for (const run of runs) run.loss = run.classifier.train(batch, rate(step));
        done = step;
      },
      *conclude() {
        const before = (params.steps - 1) / params.steps;
        const found: Marks[] = [];
        for (const { classifier } of runs)
          found.push(yield* inTurns(measuring(classifier, params, finalCounts), () => preparing(before)));
        inTheEnd = found;
      },
      frame: (step) => ({
        progress: step / params.steps,
        snapshot(asked) {
          return together<CreditAssignment>(
            runs.map(({ prefix, classifier, loss }, i) => {
              const marks = inTheEnd[i] ?? atOnce(measuring(classifier, params, glanceCounts));
              const read = readSentences(classifier, asked);
              const readouts = {
                step: done,
                loss: Number.isFinite(loss) ? loss : null,
                ...marks.readouts,
                ...read.readouts,
              };
              return prefixed(prefix, { readouts, series: { ...marks.series, ...read.series } });
            }),
          );
        },
        weights: () => joinedWeights(runs.map(({ classifier }) => classifier.weights())),
      }),
      dispose() {
        for (const { classifier } of runs) classifier.dispose();
      },
    });
  },

  ask(params, weights) {
    let at = 0;
    return together<CreditAssignment>(
      modelsOf(params).map(({ prefix, net }) => {
        const size = sizeOf(net);
        const classifier = createSequenceClassifier(net, { weights: unpackWeights(net, weights.slice(at, at + size)) });
        at += size;
        try {
          return prefixed(prefix, readSentences(classifier, params));
        } finally {
          classifier.dispose();
        }
      }),
    );
  },

  parts: (params) => partsOf(params).map((name) => ({ name, work: 1 })),
});

const partOf = ({ prefix }: { prefix: Prefix }) => (prefix === '' ? 'chosen' : 'beside');
const partsOf = (params: CreditAssignmentParams) => modelsOf(params).map(partOf);

/** The chosen model, and the one beside it if it is another. */
function modelsOf(params: CreditAssignmentParams): { prefix: Prefix; net: SequenceClassifierShape }[] {
  const { model, beside } = params;
  const chosen = { prefix: '', net: netOf(model, params) } as const;
  return beside === 'none' || beside === model ? [chosen] : [chosen, { prefix: 'beside.', net: netOf(beside, params) }];
}

export function netOf(
  model: CreditAssignmentParams['model'],
  { forgetBias, phi }: CreditAssignmentParams,
): SequenceClassifierShape {
  return {
    kind: model === 'lstm-chrono' ? 'lstm' : model,
    words: vocabulary.length,
    inputs: 8,
    units: 16,
    classes: classCounts,
    forget: model === 'lstm-chrono' ? { chrono: longest } : forgetBias,
    inputBias: -1,
    loop: phi,
  };
}

type Marks = ReturnType<typeof measuring> extends InTurns<infer Found> ? Found : never;

/** What depends on the training alone: accuracy, and credit by lag. */
function* measuring(classifier: SequenceClassifier, { seed }: CreditAssignmentParams, counts: typeof finalCounts) {
  const random = createRandom(seed, 'test sentences');
  const test = drawSentences(random, counts.test, longest);
  const logits = classifier.logits(embedTokens(classifier, longest, test.tokens));
  let right = 0;
  for (let b = 0; b < counts.test; b++) {
    const [who, what] = likeliest(logits, b);
    if (who === test.labels[0]![b] && what === test.labels[1]![b]) right++;
  }
  const credits: MeanCredit[] = [];
  for (const probes of drawProbes(createRandom(seed, 'probes'), counts.probes, longest, probeLags)) {
    yield;
    credits.push(probeCredit(classifier, probes));
  }
  const of = (key: keyof MeanCredit) => Float64Array.from(credits, (credit) => credit[key]);
  const uniform = (values: Float64Array) => uniformity(uniformLags.map((lag) => values[probeLags.indexOf(lag)] ?? NaN));
  const [p, logit, gradient] = [of('p'), of('logit'), of('gradient')];
  return {
    readouts: {
      accuracyAt48: right / counts.test,
      uniformityP: uniform(p),
      uniformityLogit: uniform(logit),
      uniformityGradient: uniform(gradient),
      gradientSlope: logSlope(probeLags, gradient),
    },
    series: {
      lags: Float64Array.from(probeLags),
      creditPByLag: p,
      creditLogitByLag: logit,
      gradientByLag: gradient,
    },
  };
}

/** Of one model. */
type Own<T> = Draft<Unprefixed<'beside.', T>>;

/** What the classifier makes of the sentences on the page. */
function readSentences(classifier: SequenceClassifier, params: CreditAssignmentParams) {
  const readouts: Own<ReadoutsOf<CreditAssignment>> = {};
  const series: Own<SeriesOf<CreditAssignment>> = {};
  shownSentences(params).forEach((words, i) => {
    const n = sentenceNumbers[i]!;
    const { tokens, truth, keyword } = readSentence(words);
    const logits = classifier.logits(embedTokens(classifier, tokens.length, tokens));
    const said = likeliest(logits, 0);
    // Where the sentence itself does not settle the answer, the model's own is taken.
    const answer: Answer = truth ?? said;
    const credit = wordCredit(classifier, tokens, answer);
    put(readouts, `who${n}`, said[0]);
    put(readouts, `what${n}`, said[1]);
    if (keyword !== null) put(readouts, `creditKeyword${n}`, credit.p[keyword]!);
    put(series, `p.${n}`, credit.p);
    put(series, `logit.${n}`, credit.logit);
    put(series, `gradient.${n}`, credit.gradient);
    if (n === params.inside) {
      const { forget, input, output, memory, attention } = traceSentence(classifier, tokens);
      if (forget) put(series, 'trace.forget', forget);
      if (input) put(series, 'trace.input', input);
      if (output) put(series, 'trace.output', output);
      if (memory) put(series, 'trace.memory', memory);
      if (attention) put(series, 'trace.attention', attention);
    }
  });
  return { readouts, series };
}
