import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { axe, openPage } from './browser.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';
import { everyPair, todays } from './todays-share.ts';

let site: SiteMap;
beforeAll(async () => {
  site = await readSiteMap();
});

/** How far the page can be scrolled sideways, px. */
const over = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** What axe finds, and where. */
const faults = async (page: Page) =>
  (await axe(page)).map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => String(target)) }));

/** What a finger cannot hit: 24 px high, and 44 px in the header. */
const tooLow = (page: Page) =>
  page.evaluate(() => {
    // A link in running text is as high as its line (WCAG 2.5.8 exempts it); what stands alone is not exempt.
    const alone = document.querySelectorAll('body :is(a, button, summary):not(.skip)');
    return [...alone].flatMap((element) => {
      if (element.closest('p, .paragraph, li, .note, [data-experiment], h1, h2, h3, h4') && !element.closest('header'))
        return [];
      const { height } = element.getBoundingClientRect();
      const least = element.closest('.masthead') ? 44 : 24;
      return height > 0 && height < least ? [`${element.textContent.trim()}: ${height}`] : [];
    });
  });

it('every kind of page is for everybody: no fault that axe finds, nothing to scroll sideways, nothing too small for a finger', async () => {
  for (const [i, path] of site.kinds.entries()) {
    const { page, close } = await openPage(path, { width: 320, height: 700, colorScheme: 'light' });
    // A fault of a theme shows at any width and one of a width in any theme: two of the four pairs find both, in two days.
    const looks = everyPair ? ['light', 'dark'] : [todays(['light', 'dark'], i)];
    if (looks.includes('light')) expect(await faults(page), `${path}, light, 320 px`).toEqual([]);
    expect(await over(page), `${path}, 320 px`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 800 });
    expect(await over(page), `${path}, 390 px`).toBeLessThanOrEqual(0);
    expect(await tooLow(page), path).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'dark' });
    if (looks.includes('dark')) expect(await faults(page), `${path}, dark, 1280 px`).toEqual([]);
    await page.setViewportSize({ width: 640, height: 900 });
    await page.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
    expect(await over(page), `${path}, letters of twice the size`).toBeLessThanOrEqual(0);
    await close();
  }
});

it('no post makes the page scroll sideways', async () => {
  for (const path of site.posts.filter((path) => !site.kinds.includes(path))) {
    const { page, close } = await openPage(path, { width: 320, height: 700 });
    expect(await over(page), `${path}, 320 px`).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 390, height: 700 });
    expect(await over(page), `${path}, 390 px`).toBeLessThanOrEqual(0);
    await close();
  }
});

describe('the keyboard', () => {
  it('reaches the text first', async () => {
    const { page, close } = await openPage('/about/');
    await page.keyboard.press('Tab');
    const skip = page.locator('.skip');
    expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
    const box = await skip.boundingBox();
    expect(box?.height).toBeGreaterThan(24);
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
    await close();
  });

  it('sees where it is', async () => {
    const { page, close } = await openPage('/about/');
    for (let step = 0; step < 8; step += 1) {
      await page.keyboard.press('Tab');
      const outline = await page.evaluate(() => {
        const element = document.activeElement;
        return element === null ? '' : getComputedStyle(element).outlineStyle;
      });
      expect(outline, `stop ${step}`).not.toBe('none');
    }
    await close();
  });

  it('opens and follows the contents on a phone', async () => {
    const { page, close } = await openPage(await postWithContents(), { width: 390, height: 800 });
    await page.locator('.contents summary').focus();
    await page.keyboard.press('Enter');
    const last = page.locator('.contents a').last();
    await last.focus();
    await page.keyboard.press('Enter');
    const target = decodeURIComponent(new URL(page.url()).hash.slice(1));
    expect(await page.evaluate((id) => document.getElementById(id)?.tagName, target)).toMatch(/^H[23]$/);
    await close();
  });
});

it('the contents stand at the far left on a wide window and follow the reader', async () => {
  const { page, close } = await openPage(await postWithContents(), {
    width: 1280,
    height: 800,
    reducedMotion: 'reduce',
  });
  const links = page.locator('.contents a');
  expect(await links.first().isVisible()).toBe(true);
  const contents = await page.locator('.contents').boundingBox();
  const prose = await page.locator('.prose').boundingBox();
  expect((contents?.x ?? 0) + (contents?.width ?? 0)).toBeLessThanOrEqual(prose?.x ?? 0);
  const middle = links.nth(1);
  const slug = decodeURIComponent(((await middle.getAttribute('href')) ?? '').slice(1));
  await page.evaluate((id) => document.getElementById(id)?.scrollIntoView(), slug);
  await page.waitForFunction(
    (id) => {
      const current = document.querySelector('.contents a[aria-current]');
      return current !== null && decodeURIComponent(current.getAttribute('href') ?? '') === `#${id}`;
    },
    slug,
    { timeout: 5000 },
  );
  expect(await page.locator('.contents a[aria-current]').count()).toBe(1);
  await close();
});

async function postWithContents(): Promise<string> {
  for (const path of site.posts) {
    const { page, close } = await openPage(path);
    const links = await page.locator('.contents a').count();
    await close();
    if (links > 1) return path;
  }
  throw new Error('no post has contents: these tests need one with two headings');
}
