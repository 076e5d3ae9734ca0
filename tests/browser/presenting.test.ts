import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { axe, openPage, siteUrl } from './browser.ts';
import { stageOf } from './stage.ts';

/** What a teacher does with an experiment: fills the screen, presses single keys, puts it into a page of their own. */
const names = ['vanishing-gradient', 'ping-pong', 'deep-training', 'cyclist'];

test.each(names)('%s fills a projector: question, picture, presets and 运行 at once, in large type', async (name) => {
  const { page, errors, close } = await openPage(`/lab/${name}/`, {
    width: 1920,
    height: 1080,
    reducedMotion: 'reduce',
  });
  const stage = stageOf(page, name);
  await stage.awake();
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.getAttribute('data-experiment'))).toBe(name);
  await stage.press('step');
  await stage.reach('paused');
  for (const part of ['.question', '.picture', '.hands .presets', '.hands .settings > *', '[data-action=run]']) {
    const box = await stage.root.locator(part).first().boundingBox();
    expect(box?.y, part).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0), part).toBeLessThanOrEqual(1080);
  }
  const sizes = await stage.root
    .locator('.question, .preset, .setting-label, .finding, .legend-entry')
    .evaluateAll((parts) => parts.map((part) => parseFloat(getComputedStyle(part).fontSize)));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(18);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.keyboard.press('f');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  expect(errors).toEqual([]);
  await close();
});

test('single keys run, pause, step and take the next preset; they are listed, can be switched off, and leave typing alone', async () => {
  const { page, errors, close } = await openPage('/lab/deep-training/');
  const stage = stageOf(page, 'deep-training');
  await stage.awake();
  await page.keyboard.press('s');
  await stage.reach('paused');
  await page.keyboard.press('r');
  await stage.reach('running');
  await page.keyboard.press('r');
  await stage.reach('paused');
  const address = page.url();
  await page.keyboard.press('n');
  await expect.poll(() => page.url()).not.toBe(address);
  await page.keyboard.press('?');
  // It comes when it is first asked for.
  await page.locator('.sheet-of-keys').waitFor();
  for (const key of ['r', 's', 'n', 'f'])
    expect(await page.locator('.sheet-of-keys kbd', { hasText: new RegExp(`^${key}$`, 'u') }).count()).toBe(1);
  await page.locator('.sheet-of-keys [name=keys]').uncheck();
  await page.keyboard.press('Escape');
  const state = await stage.state();
  await page.keyboard.press('f');
  expect(await page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  expect(await stage.state()).toBe(state);
  expect(errors).toEqual([]);
  await close();
});

test('a letter that is typed into an experiment is text', async () => {
  const { page, close } = await openPage('/lab/credit-assignment/');
  const stage = stageOf(page, 'credit-assignment');
  await stage.awake();
  await stage.root.locator('.sentence-input').focus();
  await page.keyboard.type('rsnf');
  expect(await stage.root.locator('.sentence-input').inputValue()).toContain('rsnf');
  expect(await stage.state()).toBe('idle');
  await close();
});

test('?embed is the experiment alone in a page of another origin, which is told how tall it is', async () => {
  const address = siteUrl('/lab/vanishing-gradient/?embed&depth=20');
  // Another port is another origin. A real server: Chromium lets no page of elsewhere frame one of this machine.
  const server = createServer((_, response) =>
    response
      .setHeader('content-type', 'text/html')
      .end(
        `<!doctype html><title>host</title><link rel="icon" href="data:,"><iframe src="${address}" title="frame" style="width: 700px; height: 900px"></iframe><script>heights = []; addEventListener('message', ({ data }) => heights.push(data))</script>`,
      ),
  );
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { page, violations, errors, close } = await openPage('/about/');
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  const frame = page.frames().find((one) => one.url().includes('embed'))!;
  await expect
    .poll(() => frame.locator('[data-experiment]').getAttribute('data-state'), { timeout: 15_000 })
    .toBe('done');
  const heights = () => page.evaluate('heights.at(-1)') as Promise<{ type: string; height: number }>;
  await expect.poll(heights).toMatchObject({ type: 'living-lecture-notes:height' });
  const height = (await heights()).height;
  expect(height).toBeGreaterThan(500);
  expect(await frame.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(Math.max(height, 900));
  for (const around of ['.masthead', '.colophon', '.page-head'])
    expect(await frame.locator(around).isVisible(), around).toBe(false);
  expect(await frame.locator('.question').isVisible()).toBe(true);
  // Asked, it answers.
  await page.evaluate("heights = []; frames[0].postMessage({ type: 'living-lecture-notes:height?' }, '*')");
  await expect.poll(heights).toMatchObject({ height });
  // Its own settings do not drive it out of the frame's mode.
  await expect.poll(() => frame.url()).toContain('embed');
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
  await close();
  server.close();
});

test('the picture gives nothing away before a guess, forces nobody, and the reply says whether it was right', async () => {
  const { page, close } = await openPage('/lab/red-shoes/', { reducedMotion: 'reduce' });
  const stage = stageOf(page, 'red-shoes');
  await stage.awake({ look: false });
  const veiled = () => stage.root.getAttribute('data-veiled');
  expect(await veiled()).toBe('');
  const blur = () => stage.root.locator('.answer').evaluate((part) => getComputedStyle(part).filter);
  expect(await blur()).toContain('blur');
  expect(await stage.root.locator('.answer').evaluate((part: HTMLElement) => part.inert)).toBe(true);
  expect((await axe(page)).map(({ id }) => id)).toEqual([]);
  // Paper is not asked to guess.
  await page.emulateMedia({ media: 'print' });
  expect(await blur()).toBe('none');
  expect(await stage.root.locator('.veil').isVisible()).toBe(false);
  expect(await stage.root.locator('.picture').evaluate((part) => getComputedStyle(part).position)).toBe('relative');
  await page.emulateMedia({ media: 'screen' });
  await stage.root.locator('.guess-answer').first().click();
  await expect.poll(veiled).toBeNull();
  expect(await blur()).toBe('none');
  expect(await stage.root.locator('.reveal').innerText()).toMatch(/猜对了|测出来的是/u);
  await close();

  const other = await openPage('/lab/red-shoes/');
  const second = stageOf(other.page, 'red-shoes');
  await second.awake({ look: false });
  await second.press('look');
  await expect.poll(() => second.root.getAttribute('data-veiled')).toBeNull();
  await other.close();
});
