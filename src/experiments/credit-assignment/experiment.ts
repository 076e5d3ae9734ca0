import { createSequenceClassifier, type SequenceClassifier } from '../../lab/science/nn/sequence-classifier.ts';
import { createRandom } from '../../lab/science/random.ts';
import { sizeOf, unpackWeights, type SequenceNet } from '../../lab/science/nn/sequence-weights.ts';
import { defineExperiment, type Frame, type Result } from '../../lab/contract/experiment.ts';
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
import type { CreditAssignmentParams } from './params.ts';
import { probeLags, readSentence, shownSentences, uniformLags } from './reading.ts';
import { drawProbes, drawSentences, drawTrainingBatch, longest } from './sentences.ts';
import { traceSentence } from './trace.ts';
import { classCounts, vocabulary } from './vocabulary.ts';

const batchSize = 32;
/** The learning rate falls along a line from the first to the second. */
const learningRates = [1e-2, 1e-3] as const;
/** Sentences that the accuracy is measured on, and sentences a lag; while training fewer, to look often. */
const finalCounts = { test: 500, probes: 96 };
const glanceCounts = { test: 96, probes: 12 };

/**
 * Readouts, for `model` plain and for the model beside it with `beside.` in front: accuracyAt48 (share of sentences of 48
 * tokens with both questions right), uniformityP, uniformityLogit, uniformityGradient (min / max of the mean credit over
 * uniformLags), gradientSlope (ln per token), loss, step, creditKeyword1..3 (fall of p without 跑步 in the lecture's
 * sentences), answers1..4 (who and what, as text).
 * Series: lags, creditPByLag, creditLogitByLag, gradientByLag; for sentence n: p.n, logit.n, gradient.n by word; traces of
 * the sentence looked into: trace.forget, trace.input, trace.output, trace.memory, [T, H] unit by unit.
 */
export type CreditAssignmentResult = Result;

export const experiment = defineExperiment<CreditAssignmentParams, CreditAssignmentResult>({
  name: 'credit-assignment',

  /** One step is one step of Adam for every model, on the same sentences. */
  *run(params) {
    const data = createRandom(params.seed, 'sentences');
    const runs = modelsOf(params).map(({ prefix, net }) => ({
      prefix,
      loss: NaN,
      losses: [] as number[],
      classifier: createSequenceClassifier(net, { seed: params.seed }),
    }));
    const frame = (step: number): Frame<CreditAssignmentResult, CreditAssignmentParams> => ({
      progress: step / params.steps,
      snapshot(asked) {
        const counts = step < params.steps ? glanceCounts : finalCounts;
        return join(
          runs.map(({ prefix, classifier, loss }) => ({
            prefix,
            result: join([
              { prefix: '', result: { readouts: { step, loss: Number.isFinite(loss) ? loss : null }, series: {} } },
              { prefix: '', result: measure(classifier, asked, counts) },
              { prefix: '', result: readSentences(classifier, asked) },
            ]),
          })),
        );
      },
      weights: () => Float32Array.from(runs.flatMap(({ classifier }) => [...classifier.weights()])),
    });
    try {
      yield frame(0);
      for (let step = 1; step <= params.steps; step++) {
        const batch = drawTrainingBatch(data, batchSize);
        const [first, last] = learningRates;
        const rate = first + ((last - first) * (step - 1)) / Math.max(1, params.steps - 1);
        for (const run of runs) run.loss = run.classifier.train(batch, rate);
        yield frame(step);
      }
    } finally {
      for (const { classifier } of runs) classifier.dispose();
    }
  },

  ask(params, weights) {
    let at = 0;
    return join(
      modelsOf(params).map(({ prefix, net }) => {
        const size = sizeOf(net);
        const classifier = createSequenceClassifier(net, { weights: unpackWeights(net, weights.slice(at, at + size)) });
        at += size;
        try {
          return { prefix, result: readSentences(classifier, params) };
        } finally {
          classifier.dispose();
        }
      }),
    );
  },
});

/** The chosen model, and the one beside it if it is another. */
function modelsOf(params: CreditAssignmentParams): { prefix: string; net: SequenceNet }[] {
  const { model, beside } = params;
  const chosen = [{ prefix: '', net: netOf(model, params) }];
  return beside === 'none' || beside === model
    ? chosen
    : [...chosen, { prefix: 'beside.', net: netOf(beside, params) }];
}

export function netOf(
  model: CreditAssignmentParams['model'],
  { forgetBias, phi }: CreditAssignmentParams,
): SequenceNet {
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

/** What depends on the training alone: accuracy, and credit by lag. */
function measure(classifier: SequenceClassifier, { seed }: CreditAssignmentParams, counts: typeof finalCounts): Result {
  const random = createRandom(seed, 'test sentences');
  const test = drawSentences(random, counts.test, longest);
  const logits = classifier.logits(embedTokens(classifier, longest, test.tokens));
  let right = 0;
  for (let b = 0; b < counts.test; b++) {
    const [who, what] = likeliest(logits, b);
    if (who === test.labels[0]![b] && what === test.labels[1]![b]) right++;
  }
  const credits = drawProbes(createRandom(seed, 'probes'), counts.probes, longest, probeLags).map((probes) =>
    probeCredit(classifier, probes),
  );
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

/** What the classifier makes of the sentences on the page. */
function readSentences(classifier: SequenceClassifier, params: CreditAssignmentParams): Result {
  const readouts: Record<string, number | string | null> = {};
  const series: Record<string, Float64Array> = {};
  shownSentences(params).forEach((words, i) => {
    const n = i + 1;
    const { tokens, truth, keyword } = readSentence(words);
    const logits = classifier.logits(embedTokens(classifier, tokens.length, tokens));
    const said = likeliest(logits, 0);
    // Where the sentence itself does not settle the answer, the model's own is taken.
    const answer: Answer = truth ?? said;
    const credit = wordCredit(classifier, tokens, answer);
    readouts[`who${n}`] = said[0];
    readouts[`what${n}`] = said[1];
    if (keyword !== null) readouts[`creditKeyword${n}`] = credit.p[keyword] ?? null;
    series[`p.${n}`] = credit.p;
    series[`logit.${n}`] = credit.logit;
    series[`gradient.${n}`] = credit.gradient;
    if (String(n) === params.inside) {
      for (const [key, values] of Object.entries(traceSentence(classifier, tokens))) series[`trace.${key}`] = values;
    }
  });
  return { readouts, series };
}

/** Several results as one, their keys with their prefixes. */
function join(parts: readonly { prefix: string; result: Result }[]): Result {
  const collect = <T>(of: (result: Result) => Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      parts.flatMap(({ prefix, result }) => Object.entries(of(result)).map(([key, value]) => [prefix + key, value])),
    );
  return { readouts: collect(({ readouts }) => readouts), series: collect(({ series }) => series) };
}
