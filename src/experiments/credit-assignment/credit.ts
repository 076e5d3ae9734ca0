import type { EmbeddedBatch, SequenceClassifier } from '../../lab/science/nn/sequence-classifier.ts';
import type { ProbeSentences } from './sentences.ts';
import { answerOf, classCounts, fillers, firstFiller } from './vocabulary.ts';

/** Columns of the logits: question 0, then question 1. */
const columns = classCounts[0] + classCounts[1];
const firstColumn = [0, classCounts[0]] as const;

/** An answer to both questions: the class of each. */
export type Answer = readonly [number, number];

/**
 * How much a word matters for an answer, measured in three ways.
 * Without the word: its embedding is replaced by the mean of the words that answer nothing.
 */
export interface Credit {
  /** Fall of the probability that both questions are answered so. */
  readonly p: Float64Array;
  /** Fall of the margin: the log odds of the answer against "none", both questions added up. */
  readonly logit: Float64Array;
  /** Norm of the margin's gradient with respect to the word's embedding. */
  readonly gradient: Float64Array;
}

/** Mean embedding of the words that answer nothing, [I]. */
export function neutralEmbedding(table: Float32Array, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let word = firstFiller; word < firstFiller + fillers.length; word++) {
    for (let j = 0; j < width; j++) mean[j]! += table[word * width + j]! / fillers.length;
  }
  return mean;
}

/** Looks the tokens [T, B] up. */
export function embedTokens(classifier: SequenceClassifier, length: number, tokens: Uint8Array): EmbeddedBatch {
  const { inputs } = classifier.net;
  const table = classifier.embeddings();
  const values = new Float32Array(tokens.length * inputs);
  tokens.forEach((word, i) => values.set(table.subarray(word * inputs, (word + 1) * inputs), i * inputs));
  return { length, count: tokens.length / length, values };
}

/** Probability of an answer to both questions, for row `b` of logits. */
export function jointProbability(logits: Float32Array, b: number, answer: Answer): number {
  return probability(logits, b, 0, answer[0]) * probability(logits, b, 1, answer[1]);
}

/** Softmax of one question's logits, at one class. */
function probability(logits: Float32Array, b: number, question: 0 | 1, label: number): number {
  const at = b * columns + firstColumn[question];
  const own = logits[at + label]!;
  let sum = 0;
  for (let c = 0; c < classCounts[question]; c++) sum += Math.exp(logits[at + c]! - own);
  return 1 / sum;
}

/** The likeliest class of each question. */
export function likeliest(logits: Float32Array, b: number): Answer {
  const best = (question: 0 | 1) => {
    const at = b * columns + firstColumn[question];
    const own = logits.subarray(at, at + classCounts[question]);
    return own.indexOf(Math.max(...own));
  };
  return [best(0), best(1)];
}

/**
 * The margin as a linear function of the logits, [C]: logit of the answer minus logit of "none"; where the answer is "none",
 * minus the mean of the others. Linear, so that a net that is linear behind its memory gives exactly the memory's gradient.
 * @param only the margin of this question alone
 */
export function marginWeights(answer: Answer, only?: 0 | 1): Float32Array {
  const weights = new Float32Array(columns);
  ([0, 1] as const).forEach((question) => {
    if (only !== undefined && question !== only) return;
    const [at, none] = [firstColumn[question], classCounts[question] - 1];
    const label = answer[question];
    weights[at + label] = 1;
    if (label !== none) weights[at + none] = -1;
    else for (let c = 0; c < none; c++) weights[at + c] = -1 / none;
  });
  return weights;
}

function margin(logits: Float32Array, b: number, weights: Float32Array): number {
  return weights.reduce((sum, weight, c) => sum + weight * logits[b * columns + c]!, 0);
}

/** Mean credit of the probed word over a lag's sentences. */
export interface MeanCredit {
  readonly p: number;
  readonly logit: number;
  readonly gradient: number;
}

export function probeCredit(classifier: SequenceClassifier, probes: ProbeSentences): MeanCredit {
  const { length, tokens, labels, place } = probes;
  const { inputs } = classifier.net;
  const whole = embedTokens(classifier, length, tokens);
  const { count } = whole;
  const neutral = neutralEmbedding(classifier.embeddings(), inputs);
  const without = { ...whole, values: whole.values.slice() };
  for (let b = 0; b < count; b++) without.values.set(neutral, (place * count + b) * inputs);
  const [before, after] = [classifier.logits(whole), classifier.logits(without)];
  const answers = Array.from({ length: count }, (_, b): Answer => [labels[0]![b]!, labels[1]![b]!]);
  // The word is credited with the answer to its own question.
  const questions = answers.map((_, b) => {
    const answered = answerOf(tokens[place * count + b]!);
    if (!answered) throw new Error('The probed word answers no question.');
    return answered.question;
  });
  const weights = answers.map((answer, b) => marginWeights(answer, questions[b]));
  const flat = new Float32Array(count * columns);
  weights.forEach((row, b) => flat.set(row, b * columns));
  const gradient = classifier.inputGradient(whole, flat);
  const mean = { p: 0, logit: 0, gradient: 0 };
  answers.forEach((answer, b) => {
    const question = questions[b]!;
    const fall = probability(before, b, question, answer[question]) - probability(after, b, question, answer[question]);
    mean.p += fall / count;
    mean.logit += (margin(before, b, weights[b]!) - margin(after, b, weights[b]!)) / count;
    mean.gradient += normAt(gradient, place * count + b, inputs) / count;
  });
  return mean;
}

/**
 * Credit of every word of one sentence for one answer.
 * @param tokens [T]
 */
export function wordCredit(classifier: SequenceClassifier, tokens: Uint8Array, answer: Answer): Credit {
  const { inputs } = classifier.net;
  const length = tokens.length;
  // Row 0 is the sentence, row t + 1 the sentence without its word t.
  const count = length + 1;
  const one = embedTokens(classifier, length, tokens).values;
  const neutral = neutralEmbedding(classifier.embeddings(), inputs);
  const values = new Float32Array(length * count * inputs);
  for (let t = 0; t < length; t++) {
    const word = one.subarray(t * inputs, (t + 1) * inputs);
    for (let b = 0; b < count; b++) values.set(b === t + 1 ? neutral : word, (t * count + b) * inputs);
  }
  const logits = classifier.logits({ length, count, values });
  const weights = marginWeights(answer);
  const gradient = classifier.inputGradient({ length, count: 1, values: one }, weights);
  const [p, whole] = [jointProbability(logits, 0, answer), margin(logits, 0, weights)];
  const each = (of: (t: number) => number) => Float64Array.from({ length }, (_, t) => of(t));
  return {
    p: each((t) => p - jointProbability(logits, t + 1, answer)),
    logit: each((t) => whole - margin(logits, t + 1, weights)),
    gradient: each((t) => normAt(gradient, t, inputs)),
  };
}

function normAt(values: Float32Array, row: number, width: number): number {
  let sum = 0;
  for (let j = 0; j < width; j++) sum += values[row * width + j]! ** 2;
  return Math.sqrt(sum);
}

/** min / max of mean credits over the lags: 1 if a word earns the same wherever it stands. 0 if one of them earns nothing. */
export function uniformity(credits: ArrayLike<number>): number {
  const values = Array.from(credits);
  const most = Math.max(...values);
  return most > 0 ? Math.max(0, Math.min(...values)) / most : 0;
}

/** Least-squares slope of ln(values) over the lags, per token; null if a value is not positive. */
export function logSlope(lags: readonly number[], values: ArrayLike<number>): number | null {
  const logs = Array.from(values, Math.log);
  if (!logs.every(Number.isFinite)) return null;
  const mean = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [x, y] = [mean(lags), mean(logs)];
  const covariance = lags.reduce((sum, lag, i) => sum + (lag - x) * (logs[i]! - y), 0);
  return covariance / lags.reduce((sum, lag) => sum + (lag - x) ** 2, 0);
}
