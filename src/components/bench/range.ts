/** （1.2–1.4）: the shortest and the longest of several; nothing where they are the same or not known. */
export function range(ends: readonly [number, number] | undefined, digits: number): string {
  const [from, to] = ends?.map((end) => end.toFixed(digits)) ?? [];
  return from === to ? '' : `（${from}–${to}）`;
}
