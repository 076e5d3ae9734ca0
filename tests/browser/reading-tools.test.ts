import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, openPage } from './browser.ts';

const sampler = '/posts/sampler/';
const rootData = (page: Page) => page.evaluate(() => ({ ...document.documentElement.dataset }));
const rootSize = () => getComputedStyle(document.documentElement).fontSize;

describe('the keys', () => {
  it('are listed by ? and by the footer, and Escape closes the list', async () => {
    const { page, violations, errors, close } = await openPage('/about/');
    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: '键盘快捷键' });
    await sheet.waitFor();
    expect((await axe(page)).map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await sheet.isVisible()).toBe(false);
    await page.getByRole('button', { name: '键盘快捷键' }).click();
    expect(await sheet.isVisible()).toBe(true);
    await sheet.getByRole('button', { name: '关上' }).click();
    expect(await sheet.isVisible()).toBe(false);
    expect([...violations, ...errors]).toEqual([]);
    await close();
  });

  it('lead to the search and into its field', async () => {
    const { page, close } = await openPage('/about/');
    await page.keyboard.press('/');
    await page.waitForURL(/\/search\//u);
    const field = page.getByRole('searchbox');
    await expect.poll(() => field.evaluate((input) => input === document.activeElement)).toBe(true);
    await page.keyboard.type('t/?jk');
    expect(await field.inputValue()).toBe('t/?jk');
    await close();
  });

  it('go from section to section and back', async () => {
    const { page, close } = await openPage(sampler, { reducedMotion: 'reduce' });
    const here = () => page.evaluate(() => document.activeElement?.textContent.trim().slice(0, 20) ?? '');
    const stops: string[] = [];
    for (const key of ['j', 'j', 'k']) {
      const before = await page.evaluate(() => scrollY);
      await page.keyboard.press(key);
      await page.waitForFunction((from) => scrollY !== from, before);
      stops.push(await here());
    }
    expect(stops[0]).not.toBe(stops[1]);
    expect(stops[2]).toBe(stops[0]);
    await close();
  });

  it('change the theme, and can be turned off for good', async () => {
    const { page, close } = await openPage('/about/');
    await page.keyboard.press('t');
    await expect.poll(async () => (await rootData(page))['themeChoice']).toBe('light');
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: '单键快捷键' }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('t');
    expect((await rootData(page))['themeChoice']).toBe('light');
    await page.reload();
    await page.keyboard.press('t');
    await page.getByRole('button', { name: '键盘快捷键' }).click();
    await page.getByRole('dialog').waitFor();
    expect((await rootData(page))['themeChoice']).toBe('light');
    await close();
  });
});

describe('the reader’s settings', () => {
  it('hold at once, on the next page, and before its body is there', async () => {
    const { page, close } = await openPage('/about/');
    const normal = await page.evaluate(rootSize);
    await page.getByRole('button', { name: '阅读设置' }).click();
    const sheet = page.getByRole('dialog', { name: '阅读设置' });
    await sheet.waitFor();
    expect(await sheet.getByRole('radio', { checked: true }).count()).toBe(3);
    expect((await axe(page)).map(({ id }) => id)).toEqual([]);
    await sheet.getByRole('radio', { name: '大', exact: true }).check();
    await sheet.getByRole('radio', { name: '宋体' }).check();
    await sheet.getByRole('radio', { name: '深色' }).check();
    expect(parseFloat(await page.evaluate(rootSize))).toBeGreaterThan(parseFloat(normal));
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.body) return;
        const { textSize, face, theme } = document.documentElement.dataset;
        document.documentElement.dataset['early'] = [textSize, face, theme].join(' ');
        observer.disconnect();
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(new URL('../posts/sampler/', page.url()).href);
    expect((await rootData(page))['early']).toBe('large serif dark');
    expect(await page.locator('.prose').evaluate((text) => getComputedStyle(text).fontFamily)).toMatch(/Serif|Song/u);
    await close();
  });

  it('work for the page where storage is blocked', async () => {
    const { page, errors, close } = await openPage('/about/', {
      prepare: async (opening) => {
        await opening.addInitScript(() => {
          Object.defineProperty(window, 'localStorage', {
            get() {
              throw new DOMException('blocked', 'SecurityError');
            },
          });
        });
      },
    });
    await page.getByRole('button', { name: '阅读设置' }).click();
    await page.getByRole('radio', { name: '小', exact: true }).check();
    expect((await rootData(page))['textSize']).toBe('small');
    await page.getByRole('button', { name: '关上' }).click();
    await page.keyboard.press('t');
    await expect.poll(async () => (await rootData(page))['themeChoice']).toBe('light');
    expect(errors).toEqual([]);
    await close();
  });

  it('let nothing scroll sideways in large letters on a narrow screen', async () => {
    const { page, close } = await openPage(sampler, { width: 320, height: 700 });
    const over = await page.evaluate(() => {
      document.documentElement.dataset['textSize'] = 'large';
      return document.documentElement.scrollWidth - document.documentElement.clientWidth;
    });
    expect(over).toBeLessThanOrEqual(0);
    await close();
  });
});

describe('a footnote in place', () => {
  const mark = '[data-footnote-ref]';

  it('shows on hover with its formula, and Escape hides it', async () => {
    const { page, violations, errors, close } = await openPage(sampler);
    await page.locator(mark).first().hover();
    const note = page.locator('.reference');
    await note.waitFor();
    expect(await note.innerText()).toContain('脚注的话');
    expect(await note.locator('.katex').count()).toBe(1);
    expect((await axe(page)).map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await note.isVisible()).toBe(false);
    expect([...violations, ...errors]).toEqual([]);
    await close();
  });

  it('shows on focus, and leaves with it', async () => {
    const { page, close } = await openPage(sampler);
    await page.locator(mark).first().focus();
    const note = page.locator('.reference');
    await note.waitFor();
    expect(await page.locator(mark).first().getAttribute('aria-describedby')).toBe('reference');
    await page.locator('.brand').focus();
    await note.waitFor({ state: 'hidden' });
    await close();
  });

  it('shows at the first tap, within a narrow screen, and the second tap leads to it', async () => {
    const { page, close } = await openPage(sampler, { width: 320, height: 700, hasTouch: true });
    await page.locator(mark).first().tap();
    const note = page.locator('.reference');
    await note.waitFor();
    expect(new URL(page.url()).hash).toBe('');
    const box = await note.boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320);
    await page.locator(mark).first().tap();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/^#/u);
    await close();
  });

  it('is a plain link without JavaScript', async () => {
    const { page, close } = await openPage(sampler, { javaScriptEnabled: false });
    await page.locator(mark).first().click();
    expect(new URL(page.url()).hash).toMatch(/^#/u);
    expect(await page.getByRole('button', { name: '阅读设置' }).isVisible()).toBe(false);
    await close();
  });
});

it('a post in English has English tools: settings, keys, copying', async () => {
  const { page, violations, errors, close } = await openPage('/posts/english/');
  await page.getByRole('button', { name: 'Reading settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Reading settings' });
  await settings.getByRole('radio', { name: 'serif', exact: true }).check();
  expect(await rootData(page)).toMatchObject({ face: 'serif' });
  await settings.getByRole('button', { name: 'Close' }).click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.locator('.code-block').hover();
  await page.getByRole('button', { name: 'Copy code' }).waitFor();
  expect(await page.getByRole('button', { name: 'Copy TeX' }).count()).toBe(1);
  expect((await axe(page)).map(({ id }) => id)).toEqual([]);
  expect([...violations, ...errors]).toEqual([]);
  await close();
});

describe('a picture of the text', () => {
  it('is opened by keyboard and by pointer, without the page moving, and gives the focus back', async () => {
    const { page, violations, errors, close } = await openPage('/posts/english/');
    const picture = page.locator('.prose figure img');
    await picture.scrollIntoViewIfNeeded();
    const before = await picture.boundingBox();
    await page.keyboard.press('Tab');
    const button = page.getByRole('button', { name: 'Enlarge picture: A sheet with a falling curve' });
    await button.waitFor();
    await picture.scrollIntoViewIfNeeded();
    expect((await picture.boundingBox())?.width).toBe(before?.width);
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'A sheet with a falling curve' });
    await dialog.waitFor();
    await dialog.locator('img').evaluate((image: HTMLImageElement) => image.decode());
    expect((await dialog.locator('img').boundingBox())!.width).toBeGreaterThan(before!.width);
    expect((await axe(page)).map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await dialog.isVisible()).toBe(false);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
    await button.click();
    await dialog.locator('img').click();
    expect(await dialog.isVisible()).toBe(false);
    expect([...violations, ...errors]).toEqual([]);
    await close();
  });

  it('stays a picture without JavaScript', async () => {
    const { page, close } = await openPage('/posts/english/', { javaScriptEnabled: false });
    expect(await page.locator('.prose figure img').count()).toBe(1);
    expect(await page.locator('.zoom').count()).toBe(0);
    await close();
  });
});

it('a citation shows its work beside it', async () => {
  const { page, close } = await openPage('/posts/english/');
  const citation = page.locator('a.citation').first();
  await citation.focus();
  await expect.poll(() => page.locator('#reference').innerText()).toContain('Long Short-Term Memory[J]');
  expect(await page.locator('#reference').innerText()).not.toContain('↩');
  await page.keyboard.press('Enter');
  expect(new URL(page.url()).hash).toBe('#reference-1');
  await close();
});
