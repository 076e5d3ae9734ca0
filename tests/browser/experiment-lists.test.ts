import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openPage, type PageOptions } from './browser.ts';

/** The lists of experiments, and the way between an experiment's page and the lecture. */
const count = globSync('src/experiments/*/params.ts').length;

/** A list as it is on the screen, and as many of its pictures as are asked for. */
async function seen(path: string, options: PageOptions & { afterwards?: string; pictures?: number }) {
  const { afterwards, pictures: asked = 0, ...rest } = options;
  const { page, violations, errors, quiet, close } = await openPage(path, { reducedMotion: 'reduce', ...rest });
  if (afterwards) await page.evaluate((theme) => (document.documentElement.dataset['theme'] = theme), afterwards);
  await quiet();
  const list = (await page.locator('.experiments').first().screenshot()).toString('base64');
  const pictures: string[] = [];
  for (const picture of (await page.locator('.experiments svg').all()).slice(0, asked))
    pictures.push((await picture.screenshot()).toString('base64'));
  expect(violations).toEqual([]);
  expect(errors.filter((text) => !text.includes('still.svg'))).toEqual([]);
  await close();
  return { list, pictures };
}

// One list for both places of it: looked at once.
test('the list of experiments has pictures that are there without a script, and follow the reader’s choice of light and dark', async () => {
  const path = '/lab/';
  // All are made alike; that each shows something of its own is seen of all.
  const some = 3;
  const light = await seen(path, { colorScheme: 'light', pictures: count });
  expect(light.pictures.length).toBe(count);
  expect(new Set(light.pictures).size).toBe(count);
  const missing = await seen(path, {
    colorScheme: 'light',
    pictures: some,
    prepare: async (_, context) => void (await context.route(/still\.svg/, (route) => route.abort())),
  });
  for (const [i, picture] of missing.pictures.entries()) expect(picture, `picture ${i}`).not.toBe(light.pictures[i]);
  expect((await seen(path, { colorScheme: 'light', javaScriptEnabled: false })).list).toEqual(light.list);
  const dark = await seen(path, { colorScheme: 'dark', pictures: some });
  expect((await seen(path, { colorScheme: 'light', afterwards: 'dark' })).list).toEqual(dark.list);
  for (const [i, picture] of dark.pictures.entries()) expect(picture, `picture ${i}`).not.toBe(light.pictures[i]);
});

describe.each(['/', '/lab/'])('the list of experiments at %s', (path) => {
  test('is one column on a phone and two on a laptop; the letters of a picture are never made smaller', async () => {
    for (const [width, beside] of [
      [320, false],
      [390, false],
      [1280, true],
    ] as const) {
      const { page, close } = await openPage(path, { width });
      const places = await page.locator('.experiments li').evaluateAll((items) =>
        items.map((item) => {
          const picture = item.querySelector('svg')!.getBoundingClientRect();
          const words = item.querySelector('.words')!.getBoundingClientRect();
          const natural = Number(item.querySelector('svg')!.getAttribute('width'));
          return { beside: picture.left >= words.right, scale: picture.width / natural, right: picture.right };
        }),
      );
      expect(places.length).toBe(count);
      for (const place of places) {
        expect(place.beside, String(width)).toBe(beside);
        expect(place.scale).toBe(1);
        expect(place.right).toBeLessThanOrEqual(width);
      }
      await close();
    }
  });
});

test('the whole entry leads to the experiment, its page to the next one and back to the words of the lecture', async () => {
  const { page, close } = await openPage('/lab/', { height: 800, reducedMotion: 'reduce' });
  const picture = (await page.locator('.experiments svg').first().boundingBox())!;
  await page.mouse.click(picture.x + picture.width / 2, picture.y + picture.height / 2);
  await page.waitForURL(/\/lab\/[\w-]+\/$/);
  const first = new URL(page.url()).pathname;
  await page.locator('.turn a[rel=next]').click();
  await page.waitForURL((url) => url.pathname !== first);
  await page.locator('.turn a[rel=prev]').click();
  await page.waitForURL((url) => url.pathname === first);
  const name = first.split('/').at(-2)!;
  await page.locator('.page-head a').last().click();
  await page.waitForURL(/\/posts\//);
  const question = page.locator(`[data-experiment="${name}"] .question`);
  // The question in the upper half, and above it room for what the post says before the experiment.
  const isThere = async () => {
    const { y = 0 } = (await question.boundingBox()) ?? {};
    return y > 150 && y < 400;
  };
  await expect.poll(isThere, { timeout: 15_000 }).toBe(true);
  await close();
});
