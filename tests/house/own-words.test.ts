import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fingerprint, longestSharedRun, window, wordsOf } from './own-words.ts';

/**
 * The lecture's post retells another blog's notes in words of its own. The notes are not ours to keep, so the fixture
 * holds nothing but fingerprints of their windows of 12 characters, without formulas and the three example sentences.
 */
const windows = new Set(
  JSON.parse(readFileSync(new URL('fixtures/notes-windows.json', import.meta.url), 'utf8')) as string[],
);
const folder = new URL('../../src/content/posts/lstm-lecture/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(mdx|astro)$/.test(name));

describe('the lecture in our own words', () => {
  it.each(files)('%s shares fewer than 20 characters in a row with the notes', (name) => {
    const source = readFileSync(new URL(name, folder), 'utf8').replace(/^---[\s\S]*?\n---\n/, '');
    expect(longestSharedRun(wordsOf(source), windows)).toBeLessThan(20);
  });
  it('finds a run where there is one', () => {
    const copied = '甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉';
    const known = new Set(
      Array.from({ length: copied.length - window + 1 }, (_, i) => fingerprint(copied.slice(i, i + window))),
    );
    expect(longestSharedRun(wordsOf(`前文**${copied}**$x$后文`), known)).toBe(20);
    expect(longestSharedRun('全是别的话，一个窗口也不相同', known)).toBe(0);
  });
});
