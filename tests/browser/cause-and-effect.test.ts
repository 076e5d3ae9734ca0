import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/**
 * Cause and effect share a screen: whatever a reader presses, the picture that answers is in sight, and nothing that they
 * look at moves when it answers.
 */
const names = globSync('src/experiments/*/params.ts')
  .map((path) => basename(dirname(path)))
  .sort();
const windows = [
  { width: 390, height: 844, hasTouch: true },
  { width: 1280, height: 800, hasTouch: false },
  { width: 1920, height: 1080, hasTouch: false },
] as const;

/** Of each experiment in each window: the smallest share of the picture that was in sight, and what moved. */
const rows: string[] = [];
afterAll(() => console.log(['experiment, window: presets, controls, words; shifts', ...rows].join('\n')));

/** How much of the picture is in the window: of its height, or of as much as the window can hold. */
const share = (page: Page, name: string) =>
  stageOf(page, name)
    .root.locator('.picture')
    .evaluate((picture) => {
      const { top, bottom, height } = picture.getBoundingClientRect();
      return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.min(height, innerHeight);
    });

/** Collects every shift of the page's layout from now on, also those just after a press, with what shifted. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    const shifts: string[] = [];
    (window as unknown as { shifts: string[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        sources: { node: Node | null; previousRect: DOMRect; currentRect: DOMRect }[];
      })[]) {
        // A number that has become longer pushes the word behind it along their line, and one with a raised exponent
        // stands out of its own by 3 px; up or down nothing may go.
        const moved = entry.sources.flatMap(({ node, previousRect: a, currentRect: b }) => {
          const name = node instanceof Element ? `${node.localName}.${[...node.classList].join('.')}` : 'text';
          return Math.abs(b.y - a.y) < 4 ? [] : [`${name} ${Math.round(b.y - a.y)} px`];
        });
        if (moved.length > 0 || entry.value > 0.005) shifts.push(`${entry.value.toFixed(4)} ${moved.join('; ')}`);
      }
    }).observe({ type: 'layout-shift' });
  });
const shiftsOf = (page: Page) => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);

test.each(names.flatMap((name) => windows.map((window) => ({ name, ...window }))))(
  '$name at $width px: presets and main controls keep the picture in sight, a run moves nothing',
  async ({ name, ...size }) => {
    const { page, errors, close } = await openPage(`/lab/${name}/`, { ...size, reducedMotion: 'reduce' });
    const stage = stageOf(page, name);
    await stage.awake();

    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    await watchShifts(page);
    await stage.press('step');
    await stage.reach('paused');
    await stage.root.locator('canvas[data-drawn=true]').first().waitFor();
    await stage.press('run');
    await page.waitForTimeout(700);
    const shifts = await shiftsOf(page);

    let presets = 1;
    for (const preset of await stage.root.locator('.preset').all()) {
      await preset.click();
      await page.waitForTimeout(30);
      presets = Math.min(presets, await share(page, name));
    }
    let controls = 1;
    const main = stage.root.locator(
      ':is(.hands, .below) :is(input[type=range], input[type=radio]:checked, select):not(details *)',
    );
    for (let i = 0; i < (await main.count()); i++) {
      await main.nth(i).focus();
      await page.keyboard.press('ArrowRight');
      controls = Math.min(controls, await share(page, name));
    }
    await stage.root.locator('[data-action=run], [data-action=pause]').first().click({ trial: true });
    rows.push(
      `${name}, ${size.width}: ${presets.toFixed(2)}, ${controls.toFixed(2)}; ${shifts.length === 0 ? '0' : shifts.join(' | ')}`,
    );
    expect(presets).toBeGreaterThanOrEqual(0.5);
    expect(controls).toBeGreaterThanOrEqual(0.5);
    expect(shifts).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  },
);

test.each(windows)('at $width px all words of the post bring their picture into sight', async (size) => {
  const { page, errors, close } = await openPage('/posts/lstm-lecture/', { ...size, reducedMotion: 'reduce' });
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
    await expect.poll(() => share(page, name), { timeout: 10_000 }).toBeGreaterThanOrEqual(0.5);
    await expect.poll(stageOf(page, name).state).not.toBe('still');
    least[name] = Math.min(least[name] ?? 1, await share(page, name));
  }
  for (const [name, smallest] of Object.entries(least))
    rows.push(`${name}, ${size.width}: words ${smallest.toFixed(2)}`);
  expect(errors).toEqual([]);
  await close();
});

test('the words of the post set the same in 20 random orders as alone', async () => {
  // Settings are what is asked for here: nothing need be computed for them.
  const { page, close } = await openPage('/posts/lstm-lecture/', {
    reducedMotion: 'reduce',
    prepare: async (_, context) =>
      void (await context.route(/worker/u, (route) => route.fulfill({ status: 404, body: '' }))),
  });
  for (const name of new Set(
    await page.locator('a[data-try]').evaluateAll((links) => links.map((link) => link.getAttribute('data-try') ?? '')),
  ))
    await stageOf(page, name).awake({ look: false });
  const seen = await page.evaluate(async () => {
    const words = [...document.querySelectorAll<HTMLElement>('a[data-try]')];
    const settingsOf = (name: string) =>
      [...document.querySelectorAll<HTMLInputElement>(`[data-experiment="${name}"] [data-key]`)]
        .filter(({ type, checked }) => (type !== 'radio' && type !== 'checkbox') || checked)
        .map(({ dataset, value }) => `${dataset['key']}=${value}`);
    const click = async (at: number) => {
      const one = words[at]!;
      one.click();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
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
