import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { windows } from './in-sight.ts';
import { stageOf } from './stage.ts';
import { everyPair, today, todays } from './todays-share.ts';

/**
 * All words of the post that set an experiment: what they set and what they bring into sight. What they compute is another
 * test's; here workers never answer, and hundreds of trainings are not run.
 */
const computeNothing = async (page: Page): Promise<void> => {
  await page.addInitScript(() => {
    window.Worker = class extends EventTarget {
      postMessage(): void {}
      terminate(): void {}
    } as unknown as typeof Worker;
  });
};

/**
 * Taps every word that sets an experiment, and waits until its picture is in sight and stands.
 * @returns of each the experiment, its state, and how much of its picture is in sight, as in-sight.ts counts it
 */
async function tapAll(): Promise<{ word: string; name: string; state: string | undefined; share: number }[]> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const seen = [];
  for (const word of document.querySelectorAll<HTMLAnchorElement>('a[data-try]')) {
    const name = word.dataset['try'] ?? '';
    const root = document.querySelector<HTMLElement>(`[data-experiment="${name}"]`)!;
    // On a phone margin notes are folded away.
    word.closest('details')?.setAttribute('open', '');
    word.scrollIntoView({ block: 'center', behavior: 'instant' });
    word.click();
    const until = performance.now() + 10_000;
    let [share, place, still] = [0, NaN, 0];
    while (performance.now() < until && !(still >= 3 && share >= 0.5 && root.dataset['state'] !== 'still')) {
      await frame();
      const { top, bottom, height } = root.querySelector('.picture')!.getBoundingClientRect();
      share = (Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.min(height, innerHeight);
      still = top === place ? still + 1 : 0;
      place = top;
    }
    seen.push({ word: word.textContent, name, state: root.dataset['state'], share });
  }
  return seen;
}

const rows: string[] = [];
afterAll(() => console.log(['experiment, window: smallest share of the picture in sight', ...rows].join('\n')));

test.each(everyPair ? windows : [todays(windows)])(
  'at $width px all words of the post bring their picture into sight',
  async (size) => {
    const { page, errors, close } = await openPage('/posts/lstm-lecture/', {
      ...size,
      reducedMotion: 'reduce',
      prepare: computeNothing,
    });
    const seen = await page.evaluate(tapAll);
    expect(seen.length).toBeGreaterThan(30);
    const least: Record<string, number> = {};
    for (const { name, share } of seen) least[name] = Math.min(least[name] ?? 1, share);
    for (const [name, smallest] of Object.entries(least))
      rows.push(`${name}, ${size.width}: words ${smallest.toFixed(2)}`);
    expect(seen.filter(({ share, state }) => !(share >= 0.5) || state === 'still')).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  },
);

test('the words of the post set the same in random orders as alone', async () => {
  const { page, close } = await openPage('/posts/lstm-lecture/', {
    reducedMotion: 'reduce',
    prepare: computeNothing,
  });
  for (const name of new Set(
    await page.locator('a[data-try]').evaluateAll((links) => links.map((link) => link.getAttribute('data-try') ?? '')),
  ))
    await stageOf(page, name).awake({ look: false });
  // How it looks is not asked about here: laying the post out anew a thousand times is not needed.
  const seen = await page.evaluate(
    async ({ orders, seed }) => {
      document.body.style.display = 'none';
      const words = [...document.querySelectorAll<HTMLElement>('a[data-try]')];
      const settled = () => new Promise((done) => setTimeout(done));
      const settingsOf = (name: string) =>
        [...document.querySelectorAll<HTMLInputElement>(`[data-experiment="${name}"] [data-key]`)]
          .filter(({ type, checked }) => (type !== 'radio' && type !== 'checkbox') || checked)
          .map(({ dataset, value }) => `${dataset['key']}=${value}`);
      const seen = (at: number) => JSON.stringify(settingsOf(words[at]!.dataset['try']!));
      const alone: string[] = [];
      for (const at of words.keys()) {
        words[at]!.click();
        await settled();
        alone.push(seen(at));
      }
      let random = seed;
      const differences: string[] = [];
      for (let order = 0; order < orders; order++) {
        const places = [...words.keys()];
        for (let i = places.length - 1; i > 0; i--) {
          random = (random * 48271) % 2147483647;
          const j = random % (i + 1);
          [places[i], places[j]] = [places[j]!, places[i]!];
        }
        // As many at once as set an experiment each: what one sets is looked at before the next word sets it anew.
        while (places.length > 0) {
          const first = new Map<string, number>();
          for (const at of places) {
            const name = words[at]!.dataset['try']!;
            if (!first.has(name)) first.set(name, at);
          }
          for (const at of first.values()) {
            words[at]!.click();
            places.splice(places.indexOf(at), 1);
          }
          await settled();
          for (const at of first.values())
            if (seen(at) !== alone[at]) differences.push(`${words[at]!.textContent}: ${alone[at]} -> ${seen(at)}`);
        }
      }
      return { count: words.length, different: new Set(alone).size, differences };
    },
    everyPair ? { orders: 20, seed: 1 } : { orders: 5, seed: today },
  );
  expect(seen.count).toBeGreaterThan(30);
  expect(seen.different).toBeGreaterThan(20);
  expect(seen.differences).toEqual([]);
  await close();
});
