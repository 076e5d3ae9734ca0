import { globSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Recorded } from '../../src/lab/contract/claim.ts';
import { openPage } from './browser.ts';
import { readSiteMap, type SiteMap } from './site-map.ts';

const byText = (a: string, b: string): number => (a < b ? -1 : 1);

/** Pages must be light to load, keep to themselves, and work where scripts, storage or screens are missing. */
let site: SiteMap;
beforeAll(async () => {
  site = await readSiteMap();
});

it('every page keeps its content policy, asks no other host and, unless it has an experiment, loads no framework and at most 2 kB of scripts', async () => {
  for (const path of new Set([...site.kinds, ...site.posts])) {
    const { page, violations, requests, quiet, close } = await openPage(path, { width: 1280, height: 900 });
    await quiet();
    const host = new URL(page.url()).host;
    expect(violations, path).toEqual([]);
    const elsewhere = requests.filter((url) => /^https?:/u.test(url) && new URL(url).host !== host);
    expect(elsewhere, path).toEqual([]);
    if ((await page.locator('[data-experiment], astro-island').count()) === 0) {
      expect(
        requests.filter((url) => /preact|signals|client\.\w+\.js/u.test(url)),
        path,
      ).toEqual([]);
    }
    // Of the formula fonts woff2 alone is taken, and not much of it.
    expect(
      requests.filter((url) => /\.(?:woff|ttf)(?:$|\?)/u.test(url)),
      path,
    ).toEqual([]);
    const { own, files, fonts, live } = await page.evaluate(() => ({
      own: [...document.querySelectorAll('script:not([src], [type="application/ld+json"])')].map(
        (script) => script.textContent,
      ),
      files: performance
        .getEntriesByType('resource')
        .filter(({ name }) => /\.js(?:$|\?)/u.test(name))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
      fonts: performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.endsWith('.woff2'))
        .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
      // The bench page is one: its button measures.
      live: document.querySelector('[data-experiment], astro-island') !== null || location.pathname.endsWith('/bench/'),
    }));
    const bytes = own.reduce((sum, script) => sum + gzipSync(script).byteLength, files);
    if (!live) expect(bytes, path).toBeLessThanOrEqual(2048);
    expect(fonts, path).toBeLessThanOrEqual(120_000);
    await close();
  }
});

it('sets nothing in motion while loading', async () => {
  for (const path of site.posts.slice(0, 3)) {
    const { page, quiet, close } = await openPage(path, { width: 390, height: 800 });
    await quiet();
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let sum = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => {
            resolve(sum);
          }, 300);
        }),
    );
    expect(shift, path).toBeLessThanOrEqual(0.02);
    await close();
  }
});

describe('without JavaScript', () => {
  it('the text is complete and the ways lead on', async () => {
    for (const path of site.posts.slice(0, 3)) {
      const silent = await openPage(path, { javaScriptEnabled: false });
      const spoken = await openPage(path);
      const text = (opened: typeof silent) => opened.page.locator('.prose > :is(p, h2, h3, ul, ol)').allTextContents();
      expect(await text(silent), path).toEqual(await text(spoken));
      expect(await silent.page.locator('.theme').isVisible()).toBe(false);
      await Promise.all([silent.close(), spoken.close()]);
    }
    const { page, close } = await openPage('/', { javaScriptEnabled: false });
    await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '关于' }).click();
    expect(await page.locator('h1').textContent()).toContain('关于');
    await close();
  });

  it('every recorded claim is listed, and leads to the place that states it', async () => {
    const recorded = globSync('src/experiments/*/recorded.json').flatMap((file) => {
      const { experiment, claims } = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
      return claims.map(({ id }) => `${experiment}/${id}`);
    });
    const { page, close } = await openPage('/method/', { javaScriptEnabled: false });
    const listed = page.locator('[data-claim]');
    const names = await listed.evaluateAll((rows) => rows.map((row) => row.getAttribute('data-claim') ?? ''));
    expect(names.toSorted(byText)).toEqual(recorded.toSorted(byText));
    expect(await page.locator('[data-holds=no]').count()).toBe(0);
    const ways = await page
      .locator('[data-claim] a[href*="#claim-"]')
      .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href.split('#')));
    expect(ways.length).toBeGreaterThan(0);
    for (const [post, to] of Map.groupBy(ways, ([path = '']) => path)) {
      await page.goto(post);
      const ids = await page.locator('.measured[id]').evaluateAll((numbers) => numbers.map(({ id }) => id));
      expect(to.map(([, id = '']) => id).toSorted(byText)).toEqual(ids.toSorted(byText));
    }
    await close();
  });

  it('a margin note and the contents unfold on a phone', async () => {
    for (const path of site.posts) {
      const { page, close } = await openPage(path, { javaScriptEnabled: false, width: 390, height: 800 });
      const note = page.locator('.note').first();
      if ((await note.count()) > 0) {
        expect(await note.locator('.note-text').isVisible(), path).toBe(false);
        await note.locator('summary').click();
        expect(await note.locator('.note-text').isVisible(), path).toBe(true);
      }
      const contents = page.locator('.contents');
      if ((await contents.count()) > 0) {
        await contents.locator('summary').click();
        expect(await contents.locator('a').first().isVisible(), path).toBe(true);
      }
      await close();
    }
  });
});

describe('the theme', () => {
  const paper = { light: 'rgb(251, 250, 246)', dark: 'rgb(21, 23, 26)' };
  const paperOf = () => getComputedStyle(document.documentElement).backgroundColor;

  it('follows the system until the reader chooses, then keeps the choice', async () => {
    const { page, close } = await openPage('/', { colorScheme: 'dark' });
    expect(await page.evaluate(paperOf)).toBe(paper.dark);
    const button = page.getByRole('button', { name: '主题' });
    expect(await button.innerText()).toContain('跟随系统');
    await button.press('Enter');
    expect(await button.innerText()).toContain('浅色');
    expect(await page.evaluate(paperOf)).toBe(paper.light);
    await page.goto(new URL('about/', page.url()).href);
    expect(await page.evaluate(paperOf)).toBe(paper.light);
    await page.getByRole('button', { name: '主题' }).click();
    expect(await page.evaluate(paperOf)).toBe(paper.dark);
    expect(await page.getByRole('button', { name: '主题' }).innerText()).toContain('深色');
    await page.getByRole('button', { name: '主题' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBeUndefined();
    await close();
  });

  it('is there before the body is, so that nothing flashes', async () => {
    const { page, close } = await openPage('/', { colorScheme: 'light' });
    await page.evaluate(() => {
      localStorage.setItem('theme', 'dark');
    });
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        document.documentElement.dataset['early'] = document.documentElement.dataset['theme'] ?? 'none';
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.reload();
    expect(await page.evaluate(() => document.documentElement.dataset['early'])).toBe('dark');
    await close();
  });

  it('works for the page where storage is blocked', async () => {
    const { page, close } = await openPage('/');
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    });
    await page.reload();
    await page.getByRole('button', { name: '主题' }).click();
    expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light');
    await close();
  });
});

/** The post of these tests has one, whatever the posts of the day contain. */
const postWithNote = '/posts/sampler/';

it('a margin note stands beside its sentence on a wide window', async () => {
  const { page, close } = await openPage(postWithNote, { width: 1280, height: 900 });
  const note = await page.locator('.note-text').first().boundingBox();
  const text = await page.locator('.paragraph:has(.note)').first().boundingBox();
  expect(note?.x).toBeGreaterThanOrEqual((text?.x ?? 0) + (text?.width ?? 0));
  expect(Math.abs((note?.y ?? 0) - (text?.y ?? 0))).toBeLessThan(24);
  expect(await page.locator('.note-text').first().ariaSnapshot()).toContain('页边的话');
  await close();
});

it('paper keeps margin notes, in light colours, and leaves out what only a screen can do', async () => {
  const { page, close } = await openPage(postWithNote, { width: 700, height: 1000, colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('.note-text').first().isVisible()).toBe(true);
  expect(await page.locator('.note > summary').first().isVisible()).toBe(false);
  expect(await page.locator('.masthead').isVisible()).toBe(false);
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  );
  await close();
});
