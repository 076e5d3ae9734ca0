/** A stretch of a text, from the first character to the one behind the last. */
export type Stretch = readonly [from: number, to: number];

/** What a reader asks for, one word each. Quotation marks mean nothing here: every word is looked for as it stands. */
export function wordsOf(query: string): string[] {
  return query
    .normalize('NFKC')
    .split(/\s+/u)
    .map((word) => word.replaceAll(/^["“”]+|["“”]+$/gu, ''))
    .filter((word) => word !== '');
}

/** \Sigma is another letter than \sigma: what looks like TeX keeps its case. */
const isTex = (word: string): boolean => word.includes('\\');

/**
 * Where the words stand in the text: undefined if one of them is nowhere in it. Full width is half width, case does not
 * count, blanks neither ("LSTM网络" is in "LSTM 网络", `\sigma^{i-1}` in `\sigma ^ {i-1}`).
 * Pagefind finds the posts that may have them: it cuts TeX into pieces and takes the words of a question in any order.
 */
export function hitsOf(text: string, words: readonly string[]): Stretch[] | undefined {
  const hits: Stretch[] = [];
  for (const keepCase of [false, true]) {
    const asked = words.filter((word) => isTex(word) === keepCase);
    if (asked.length === 0) continue;
    const { letters, places } = folded(text, keepCase);
    for (const word of asked) {
      const wanted = folded(word, keepCase).letters;
      const before = hits.length;
      for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + wanted.length)) {
        hits.push([places[at] ?? 0, (places[at + wanted.length - 1] ?? 0) + 1]);
      }
      if (hits.length === before) return undefined;
    }
  }
  return hits.sort(([a], [b]) => a - b);
}

/** The text's letters as they are compared, and where each stands in the text. */
function folded(text: string, keepCase: boolean): { letters: string; places: number[] } {
  let letters = '';
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character.normalize('NFKC').trim();
    const letter = keepCase ? plain : plain.toLowerCase();
    letters += letter;
    for (let unit = 0; unit < letter.length; unit += 1) places.push(at + character.length - 1);
    at += character.length;
  }
  return { letters, places };
}

/** A piece of a passage, and whether the reader asked for it. */
export interface Piece {
  readonly text: string;
  readonly hit: boolean;
}

/** The text around a hit with every hit in it marked: up to `before` characters, not beyond `start`, and `after`. */
export function passageAround(
  text: string,
  hits: readonly Stretch[],
  at: number,
  { before = 30, after = 90, start = 0 } = {},
): Piece[] {
  const from = Math.max(start, at - before);
  const to = Math.min(text.length, at + after);
  const pieces: Piece[] = [];
  const add = (start: number, end: number, hit: boolean): void => {
    if (end > start) pieces.push({ text: text.slice(start, end), hit });
  };
  let done = from;
  for (const [first, end] of hits) {
    if (end <= done || first >= to) continue;
    add(done, Math.max(done, first), false);
    add(Math.max(done, first), Math.min(end, to), true);
    done = Math.min(end, to);
  }
  add(done, to, false);
  if (from > start) pieces.unshift({ text: '…', hit: false });
  if (to < text.length) pieces.push({ text: '…', hit: false });
  return pieces;
}
