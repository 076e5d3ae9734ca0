import { hitsOf } from './search-words.ts';

/** Where there is no index: hides the entries whose title lacks a word. Returns how many are left. */
export function filterTitles(stock: HTMLElement, words: readonly string[]): number {
  let left = 0;
  for (const part of stock.querySelectorAll<HTMLElement>('.ledger')) {
    const entries = [...part.querySelectorAll<HTMLElement>('li')];
    for (const entry of entries)
      entry.hidden = hitsOf(entry.querySelector('a')?.textContent ?? '', words) === undefined;
    const shown = entries.filter(({ hidden }) => !hidden).length;
    part.hidden = shown === 0;
    left += shown;
  }
  return left;
}
