import { describe, expect, it, test } from 'vitest';
import { glossary } from '../../src/site/glossary.ts';
import { axe, openPage } from './browser.ts';

const post = '/posts/sampler/';
const term = 'a.term';
const { text = '' } = glossary.get('norm') ?? {};

describe.each([320, 390, 1280])('a term at %i px', (width) => {
  const size = { width, height: 700 };

  it('shows its entry on hover and on focus, within the screen; Escape and the focus’s leaving hide it', async () => {
    const { page, violations, errors, close } = await openPage(post, size);
    const note = page.locator('.reference');
    const within = async () => {
      const box = (await note.boundingBox())!;
      expect(box.x).toBeGreaterThanOrEqual(0);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
      expect(box.y).toBeGreaterThanOrEqual(0);
      expect(box.y + box.height).toBeLessThanOrEqual(size.height);
    };
    await page.locator(term).hover();
    await note.waitFor();
    expect(await note.innerText()).toContain(text);
    await within();
    expect((await axe(page)).map(({ id }) => id)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await note.isVisible()).toBe(false);
    await page.mouse.move(0, 0);
    await page.locator(term).focus();
    await note.waitFor();
    await within();
    expect(await page.locator(term).getAttribute('aria-describedby')).toBe(await note.getAttribute('id'));
    await page.locator('.brand').focus();
    await note.waitFor({ state: 'hidden' });
    expect([...violations, ...errors]).toEqual([]);
    await close();
  });

  it('shows it at the first tap, and the second leads to the entry', async () => {
    const { page, close } = await openPage(post, { ...size, hasTouch: true });
    await page.locator(term).tap();
    const note = page.locator('.reference');
    await note.waitFor();
    expect(await note.innerText()).toContain(text);
    expect(new URL(page.url()).pathname).toMatch(/\/posts\/sampler\/$/);
    await page.locator(term).tap();
    await page.waitForURL(/\/glossary\/#norm$/);
    await close();
  });

  it('is a link to its entry without JavaScript', async () => {
    const { page, close } = await openPage(post, { ...size, javaScriptEnabled: false });
    await page.locator(term).click();
    await page.waitForURL(/\/glossary\/#norm$/);
    expect(await page.locator('#norm').innerText()).toContain(text);
    const top = () => page.locator('#norm').evaluate((entry) => entry.getBoundingClientRect().top);
    await expect.poll(top).toBeLessThan(size.height);
    expect(await top()).toBeGreaterThanOrEqual(0);
    await close();
  });
});

test('a term is underlined with dots, what sets an experiment with dashes, a link with a line; on paper a term is text', async () => {
  const { page, close } = await openPage('/posts/lstm-lecture/');
  const line = (selector: string) =>
    page
      .locator(selector)
      .first()
      .evaluate((mark) => {
        const { textDecorationLine, textDecorationStyle, borderBottomStyle } = getComputedStyle(mark);
        return [textDecorationLine === 'none' ? 'none' : textDecorationStyle, borderBottomStyle];
      });
  expect(await line('.prose > p a.term')).toEqual(['dotted', 'none']);
  expect(await line('.prose a.try')).toEqual(['none', 'dashed']);
  expect(await line('.prose > p > a[href^="https://einsteinliu"]')).toEqual(['solid', 'none']);
  await page.emulateMedia({ media: 'print' });
  expect(await line('.prose > p a.term')).toEqual(['none', 'none']);
  await close();
});

test('the post marks each term once, in its text and not in a heading', async () => {
  const { page, close } = await openPage('/posts/lstm-lecture/');
  const marked = await page.locator(term).evaluateAll((terms) => terms.map((mark) => mark.getAttribute('href')));
  expect(marked.length).toBeGreaterThanOrEqual(15);
  expect(new Set(marked).size).toBe(marked.length);
  expect(await page.locator(`:is(h1, h2, h3) ${term}, a a`).count()).toBe(0);
  await close();
});
