import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { params } from '../../src/experiments/vanishing-gradient/params.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const post = '/posts/lstm-lecture/';

/** Kilobytes that a page may load in scripts before anybody touches an experiment. */
const scriptBudget = 35_000;

test('reading the whole post loads no tfjs and no Chart.js, and its scripts stay within their budget', async () => {
  const { page, requests, violations, errors, close } = await openPage(post);
  const bodies: number[] = [];
  page.on('response', (response) => {
    if (/\.js(\?|$)/.test(response.url())) void response.body().then((body) => bodies.push(gzipSync(body).length));
  });
  await page.reload();
  for (const name of ['vanishing-gradient', 'deep-training']) await stageOf(page, name).awake();
  expect(requests.filter((url) => /worker|live-chart|tfjs/.test(url))).toEqual([]);
  expect(requests.filter((url) => new URL(url).host !== new URL(page.url()).host)).toEqual([]);
  expect(bodies.length).toBeGreaterThan(0);
  expect(bodies.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(scriptBudget);
  expect(await page.evaluate(() => new Set([...document.querySelectorAll('[id]')].map((e) => e.id)).size)).toBe(
    await page.locator('[id]').count(),
  );
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});

test('words of the post set the experiment they name, and only that one', async () => {
  const { page, errors, close } = await openPage(post);
  const stage = stageOf(page, 'vanishing-gradient');
  const other = stageOf(page, 'deep-training');
  await stage.awake();
  const words = page.locator('a[data-try="vanishing-gradient"]');
  expect(await words.count()).toBeGreaterThan(3);
  const settings = JSON.parse((await words.first().getAttribute('data-set')) ?? '{}') as Record<
    string,
    string | number
  >;
  await words.first().click();
  await stage.reach('done');
  const defaults = defaultsOf(params.schema) as Record<string, unknown>;
  for (const [key, value] of Object.entries(settings).filter(([name, chosen]) => chosen !== defaults[name])) {
    await expect.poll(() => page.url()).toContain(`vanishing-gradient.${key}=${value}`);
  }
  expect(await other.state()).toMatch(/still|idle/);
  expect(page.url()).not.toContain('deep-training.');
  expect(errors).toEqual([]);
  await close();
});

test('words clicked before the experiment has its script still set it', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { page, close } = await openPage(post, {
    prepare: async (_, context) =>
      void (await context.route(/_astro\/vanishing-gradient\..*\.js/, async (route) => {
        await held;
        await route.continue();
      })),
  });
  const stage = stageOf(page, 'vanishing-gradient');
  await page.locator('a[data-try="vanishing-gradient"]').first().click();
  expect(await stage.state()).toBe('still');
  release();
  await stage.root.scrollIntoViewIfNeeded();
  await stage.reach('done');
  await close();
});

test('without JavaScript the post is complete: formulas, figures, both stills, and words that lead to the experiment', async () => {
  const { page, close } = await openPage(post, { javaScriptEnabled: false });
  expect(await page.locator('math').count()).toBeGreaterThan(8);
  expect(await page.locator('.katex-error').count()).toBe(0);
  expect(await page.locator('[data-experiment] .still svg').count()).toBeGreaterThan(2);
  expect(await page.locator('.measured').count()).toBeGreaterThanOrEqual(8);
  await page.locator('a[data-try]').first().click();
  await page.waitForURL(/\/repo\/lab\//);
  expect(page.url()).toMatch(/\/repo\/lab\/[a-z-]+\/\?/);
  await close();
});

test.each([
  [320, 'light'],
  [1280, 'dark'],
] as const)('axe finds nothing at %i px in %s, and nothing runs over the edge', async (width, colorScheme) => {
  const { page, close } = await openPage(post, { width, colorScheme });
  for (const name of ['vanishing-gradient', 'deep-training']) await stageOf(page, name).awake();
  for (const note of await page.locator('details.note').all())
    await note.evaluate((d: HTMLDetailsElement) => (d.open = true));
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
});
