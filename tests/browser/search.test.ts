import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axe, openPage, type PageOptions } from './browser.ts';

const lecture = '讲座笔记';
const searchPath = (query: string): string => `/search/?q=${encodeURIComponent(query)}`;

/** Opens the search with a question in its address and waits for the answer. */
async function ask(query: string, options?: PageOptions) {
  const opened = await openPage(searchPath(query), options);
  await opened.page.locator('.search [role=status]:not(:empty)').waitFor();
  return opened;
}

describe('the search', () => {
  it.each(['反向传播', '向传', '忘门', '梯度消失', String.raw`\sigma^{i-1}`])('finds %s', async (query) => {
    const { page, violations, errors, requests, close } = await ask(query);
    const entry = page.locator('.found > li', { hasText: lecture });
    const marks = await entry.locator('mark').allTextContents();
    expect(marks).toContain(query);
    expect([...violations, ...errors]).toEqual([]);
    expect(requests.filter((url) => new URL(url).host !== new URL(page.url()).host)).toEqual([]);
    await close();
  });

  it('leads to the section of the passage', async () => {
    const { page, close } = await ask('反向传播');
    const link = page.locator('.found .section').first();
    const name = await link.textContent();
    await link.click();
    await page.waitForURL(/\/repo\/posts\/.+#/u);
    const id = decodeURIComponent(new URL(page.url()).hash.slice(1));
    const heading = await page.evaluate((target) => document.getElementById(target)?.textContent, id);
    expect(heading).toContain(name);
    await close();
  });

  it('loads nothing of it before the reader types, then keeps the question in the address', async () => {
    const { page, requests, quiet, close } = await openPage('/search/');
    await quiet();
    expect(requests.filter((url) => /pagefind|SearchScript/u.test(url))).toEqual([]);
    await page.getByRole('searchbox').pressSequentially('梯度消失');
    await page.locator('.found > li').first().waitFor();
    expect(new URL(page.url()).searchParams.get('q')).toBe('梯度消失');
    await page.getByRole('searchbox').fill('');
    await page.locator('.stock').waitFor();
    expect(await page.locator('.found > li').count()).toBe(0);
    expect(new URL(page.url()).search).toBe('');
    await close();
  });

  it('is gone through with the arrow keys, and Escape leads back', async () => {
    const { page, close } = await ask('梯度消失');
    const input = page.getByRole('searchbox');
    await input.focus();
    await page.keyboard.press('ArrowDown');
    expect(await page.evaluate(() => document.activeElement?.closest('.found h2')?.textContent)).toBeTruthy();
    await page.keyboard.press('Escape');
    expect(await input.evaluate((field) => field === document.activeElement)).toBe(true);
    await close();
  });

  it('is narrowed down by a tag', async () => {
    const { page, close } = await ask('梯度');
    const tags = await page.locator('#search-tag option').allTextContents();
    expect(tags.length).toBeGreaterThan(1);
    await page.locator('#search-tag').selectOption('LSTM');
    await page.waitForURL(/tag=LSTM/u);
    await page.locator('.found > li', { hasText: lecture }).waitFor();
    await close();
  });

  it('says when there is nothing, shows markup as text and knows a way out', async () => {
    const query = '<img src=x onerror=alert(1)>没有这样的词';
    const { page, violations, errors, close } = await ask(query);
    expect(await page.locator('.search [role=status]').textContent()).toBe(`没有找到“${query}”。`);
    expect(await page.locator('.search img').count()).toBe(0);
    expect([...violations, ...errors]).toEqual([]);
    await page.getByRole('button', { name: '列出全部文章' }).click();
    expect(await page.locator('.stock li').first().isVisible()).toBe(true);
    expect(await page.getByRole('searchbox').inputValue()).toBe('');
    await close();
  });

  it.each(['梯度消失', '没有这样的词'])('has no fault that axe finds after %s', async (query) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, close } = await ask(query, { width: 320, height: 800, colorScheme });
      expect((await axe(page)).map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await close();
    }
  });
});

describe('where the search cannot work', () => {
  it('lists every post without JavaScript', async () => {
    const { page, close } = await openPage('/search/', { javaScriptEnabled: false });
    expect(await page.getByRole('searchbox').isVisible()).toBe(false);
    expect(await page.getByText('搜索需要 JavaScript').isVisible()).toBe(true);
    expect(await page.locator('.stock a', { hasText: lecture }).isVisible()).toBe(true);
    await close();
  });

  it.each([
    ['its WebAssembly does not arrive', /\/wasm\.[^/]*\.pagefind$/u],
    ['its script does not arrive', /\/pagefind\.js$/u],
    ['its index does not arrive', /\/pagefind-entry\.json/u],
  ])('filters the titles when %s', async (_, file) => {
    const prepare = async (page: Page) => {
      await page.route(file, (route) => route.abort());
    };
    const { page, close } = await ask(lecture, { prepare });
    expect(await page.locator('.search [role=status]').textContent()).toContain('只按标题找');
    expect(await page.locator('.stock li', { hasText: lecture }).isVisible()).toBe(true);
    expect(await page.locator('.stock li:visible').count()).toBe(1);
    await close();
  });

  it('filters the titles in a browser without WebAssembly', async () => {
    const prepare = async (page: Page) => {
      await page.addInitScript('delete globalThis.WebAssembly');
    };
    const { page, errors, close } = await ask(lecture, { prepare });
    expect(await page.locator('.search [role=status]').textContent()).toContain('只按标题找');
    expect(errors).toEqual([]);
    await close();
  });
});

it('every page leads to the search, with and without JavaScript', async () => {
  for (const javaScriptEnabled of [true, false]) {
    const { page, close } = await openPage('/about/', { javaScriptEnabled });
    await page.locator('.masthead').getByRole('link', { name: '搜索' }).click();
    expect(await page.locator('h1').textContent()).toBe('搜索');
    await close();
  }
});

it('an address that leads nowhere offers to search for its words', async () => {
  const { page, close } = await openPage('/2016/10/LSTM-nowhere.html');
  const link = page.getByRole('link', { name: '搜索“LSTM nowhere”' });
  await link.click();
  await page.waitForURL(/\/search\//u);
  await expect.poll(() => page.getByRole('searchbox').inputValue()).toBe('LSTM nowhere');
  await close();
});
