/** How many letters must be put in, taken out or changed to get from one name to the other; two that changed places count once. */
function distance(a: string, b: string): number {
  let [before, row]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      next[j] = Math.min(row![j]! + 1, next[j - 1]! + 1, row![j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        next[j] = Math.min(next[j]!, before![j - 2]! + 1);
    }
    [before, row] = [row, next];
  }
  return row!.at(-1) ?? 0;
}

/** The known name that was probably meant; undefined if none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const wanted = plain(name);
  const [best] = [...known]
    .map((other) => ({ other, far: distance(wanted, plain(other)) }))
    .sort((a, b) => a.far - b.far);
  // Of a word of one letter every other is one letter away.
  return best && best.far < wanted.length && best.far <= Math.max(1, Math.floor(wanted.length / 3))
    ? best.other
    : undefined;
}
