import type { SequenceClassifier } from '../../lab/science/nn/sequence-classifier.ts';
import { traceCells, type CellTrace } from '../../lab/science/nn/sequence-trace.ts';
import { unpackWeights } from '../../lab/science/nn/sequence-weights.ts';
import { embedTokens } from './credit.ts';

/** Gates and memory of every unit while one sentence is read, each [T, H]; what a model does not have is left out. */
export function traceSentence(classifier: SequenceClassifier, tokens: Uint8Array): CellTrace {
  const { values } = embedTokens(classifier, tokens.length, tokens);
  return traceCells(classifier.net, unpackWeights(classifier.net, classifier.weights()), values);
}
