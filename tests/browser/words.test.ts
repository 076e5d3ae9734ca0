import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { shareInSight, windows } from './in-sight.ts';
import { stageOf } from './stage.ts';

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

const rows: string[] = [];
afterAll(() => console.log(['experiment, window: smallest share of the picture in sight', ...rows].join('\n')));

test.each(windows)('at $width px all words of the post bring their picture into sight', async (size) => {
  const { page, errors, close } = await openPage('/posts/lstm-lecture/', {
    ...size,
    reducedMotion: 'reduce',
    prepare: computeNothing,
  });
  const words = page.locator('a[data-try]');
  const count = await words.count();
  expect(count).toBeGreaterThan(30);
  const least: Record<string, number> = {};
  for (let i = 0; i < count; i++) {
    const one = words.nth(i);
    const name = (await one.getAttribute('data-try')) ?? '';
    // On a phone margin notes are folded away.
    await one.evaluate((link) => link.closest('details')?.setAttribute('open', ''));
    await one.click();
    await expect.poll(() => shareInSight(page, name), { timeout: 10_000 }).toBeGreaterThanOrEqual(0.5);
    await expect.poll(stageOf(page, name).state).not.toBe('still');
    least[name] = Math.min(least[name] ?? 1, await shareInSight(page, name));
  }
  for (const [name, smallest] of Object.entries(least))
    rows.push(`${name}, ${size.width}: words ${smallest.toFixed(2)}`);
  expect(errors).toEqual([]);
  await close();
});

test('the words of the post set the same in 20 random orders as alone', async () => {
  const { page, close } = await openPage('/posts/lstm-lecture/', {
    reducedMotion: 'reduce',
    prepare: computeNothing,
  });
  for (const name of new Set(
    await page.locator('a[data-try]').evaluateAll((links) => links.map((link) => link.getAttribute('data-try') ?? '')),
  ))
    await stageOf(page, name).awake({ look: false });
  // The text around the experiments is not asked about: laying it out anew a thousand times is not needed.
  const seen = await page.evaluate(async () => {
    for (const part of document.querySelectorAll<HTMLElement>('.prose > *'))
      if (!part.querySelector('[data-experiment]')) part.style.display = 'none';
    const words = [...document.querySelectorAll<HTMLElement>('a[data-try]')];
    const settingsOf = (name: string) =>
      [...document.querySelectorAll<HTMLInputElement>(`[data-experiment="${name}"] [data-key]`)]
        .filter(({ type, checked }) => (type !== 'radio' && type !== 'checkbox') || checked)
        .map(({ dataset, value }) => `${dataset['key']}=${value}`);
    const click = async (at: number) => {
      const one = words[at]!;
      one.click();
      await new Promise((done) => setTimeout(done));
      return JSON.stringify(settingsOf(one.dataset['try']!));
    };
    const alone: string[] = [];
    for (const at of words.keys()) alone.push(await click(at));
    let random = 1;
    const differences: string[] = [];
    for (let order = 0; order < 20; order++) {
      const places = [...words.keys()];
      for (let i = places.length - 1; i > 0; i--) {
        random = (random * 48271) % 2147483647;
        const j = random % (i + 1);
        [places[i], places[j]] = [places[j]!, places[i]!];
      }
      for (const at of places) {
        const now = await click(at);
        if (now !== alone[at]) differences.push(`${words[at]!.textContent}: ${alone[at]} -> ${now}`);
      }
    }
    return { count: words.length, different: new Set(alone).size, differences };
  });
  expect(seen.count).toBeGreaterThan(30);
  expect(seen.different).toBeGreaterThan(20);
  expect(seen.differences).toEqual([]);
  await close();
});
