import type { Answer } from './credit.ts';
import type { CreditAssignmentParams } from './params.ts';
import { answerOf, classCounts, fillers, lectureSentences, stop, vocabulary, wordIndex } from './vocabulary.ts';

const known = [...vocabulary].sort((a, b) => b.length - a.length);

/** The sentences' numbers, as keys and settings name them. */
export const sentenceNumbers = ['1', '2', '3', '4'] as const;

/** The three sentences of the lecture and the reader's own, with the chosen number of further words before the full stop. */
export function shownSentences({ fillers: count, sentence }: CreditAssignmentParams): string[][] {
  const own = segment(sentence).words;
  return [...lectureSentences, ...(own.length > 0 ? [endedByStop(own)] : [])].map((words) => [
    ...words.slice(0, -1),
    ...Array.from({ length: count }, (_, i) => paddingWord(i)),
    stop,
  ]);
}

/** Further words in an order that looks arbitrary and is always the same. */
function paddingWord(i: number): string {
  return fillers[(7 * i + 11) % fillers.length]!;
}

function endedByStop(words: readonly string[]): string[] {
  return [...words.filter((word) => word !== stop), stop];
}

/** A sentence as the net reads it. */
export interface ReadSentence {
  /** [T] */
  readonly tokens: Uint8Array;
  /** The answer that its words settle; null if two of its words contradict each other. */
  readonly truth: Answer | null;
  /** Where 跑步 stands, null if it does not. */
  readonly keyword: number | null;
}

/** @throws if a word is not in the vocabulary */
export function readSentence(words: readonly string[]): ReadSentence {
  const tokens = Uint8Array.from(words, wordIndex);
  const found: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (const token of tokens) {
    const answer = answerOf(token);
    if (answer) found[answer.question].add(answer.label);
  }
  const truth = found.every((labels) => labels.size <= 1)
    ? ([0, 1].map((question) => [...found[question]!][0] ?? classCounts[question]! - 1) as unknown as Answer)
    : null;
  const keyword = words.indexOf('跑步');
  return { tokens, truth, keyword: keyword < 0 ? null : keyword };
}

/**
 * Cuts text into words of the vocabulary, the longest first; spaces separate words too.
 * @returns the words, and the pieces that are no words of the vocabulary
 */
export function segment(text: string): { words: string[]; unknown: string[] } {
  const words: string[] = [];
  const unknown: string[] = [];
  for (const piece of text.normalize('NFKC').replaceAll(',', '，').split(/\s+/u)) {
    let lost = '';
    for (let at = 0; at < piece.length;) {
      const word = known.find((one) => piece.startsWith(one, at));
      if (word === undefined) {
        lost += piece[at]!;
        at++;
        continue;
      }
      if (lost) unknown.push(lost);
      lost = '';
      words.push(word);
      at += word.length;
    }
    if (lost) unknown.push(lost);
  }
  return { words, unknown };
}
