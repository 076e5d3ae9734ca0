import { beforeAll, describe, expect, it } from 'vitest';
import { axe, openPage } from './browser.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';

let site: SiteMap;
beforeAll(async () => {
  site = await readSiteMap();
});

// A fault of a theme shows at any width and one of a width in any theme: two of the four pairs find both.
it.each([
  ['light', 320],
  ['dark', 1280],
] as const)('no kind of page has a fault that axe finds, %s at %i px', async (colorScheme, width) => {
  for (const path of site.kinds) {
    const { page, close } = await openPage(path, { width, height: 900, colorScheme });
    const faults = (await axe(page)).map(({ id, nodes }) => ({
      id,
      where: nodes.map(({ target }) => String(target)),
    }));
    expect(faults, `${path} ${colorScheme} ${width}`).toEqual([]);
    await close();
  }
});

it.each([320, 390])('nothing makes the page scroll sideways at %i px', async (width) => {
  for (const path of new Set([...site.kinds, ...site.posts])) {
    const { page, close } = await openPage(path, { width, height: 700 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(over, path).toBeLessThanOrEqual(0);
    await close();
  }
});

it('nothing makes the page scroll sideways with letters of twice the size', async () => {
  for (const path of site.kinds) {
    const { page, close } = await openPage(path, { width: 640, height: 900 });
    const over = await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
    expect(over, path).toBeLessThanOrEqual(0);
    await close();
  }
});

it('what a finger presses is 24 px high, and 44 px in the header of a phone', async () => {
  for (const path of site.kinds) {
    const { page, close } = await openPage(path, { width: 390, height: 800 });
    const low = await page.evaluate(() => {
      // A link in running text is as high as its line (WCAG 2.5.8 exempts it); what stands alone is not exempt.
      const alone = document.querySelectorAll('body :is(a, button, summary):not(.skip)');
      return [...alone].flatMap((element) => {
        if (
          element.closest('p, .paragraph, li, .note, [data-experiment], h1, h2, h3, h4') &&
          !element.closest('header')
        )
          return [];
        const { height } = element.getBoundingClientRect();
        const least = element.closest('.masthead') ? 44 : 24;
        return height > 0 && height < least ? [`${element.textContent.trim()}: ${height}`] : [];
      });
    });
    expect(low, path).toEqual([]);
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
