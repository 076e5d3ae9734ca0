import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, inject, test } from 'vitest';
import { experiment } from '../../src/experiments/cyclist/experiment.ts';
import { params as definition } from '../../src/experiments/cyclist/params.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { readTrained } from '../../src/lab/contract/trained-file.ts';
import { axe, openPage, type PageOptions } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'cyclist';
const open = async (options: PageOptions = {}, query = '', look = true) => {
  const opened = await openPage(`/lab/${name}/${query}`, options);
  const stage = stageOf(opened.page, name);
  if (options.javaScriptEnabled !== false) await stage.awake({ look });
  return { ...opened, stage };
};
const handle = (page: Page, side: string) => page.getByRole('slider', { name: `伸${side}臂的那一帧` });
const at = async (page: Page, side: string) => Number(await handle(page, side).getAttribute('aria-valuenow'));

/** What the build's networks say, by the very weights that the page is given. */
const asked = (change: object) => {
  const file = join(inject('siteFolder'), 'lab', name, 'trained.json');
  const { weights } = readTrained(readFileSync(file, 'utf8'));
  return experiment.ask!({ ...defaultsOf(definition.schema), ...change }, weights!).readouts;
};

/** The middle of a frame's column, in page coordinates. */
const columnOf = async (page: Page, frame: number) => {
  const box = await page.locator('.film-table thead th').nth(frame).boundingBox();
  if (!box) throw new Error(`There is no frame ${frame}.`);
  return box.x + box.width / 2;
};

describe('the film strip', () => {
  test('opening the page asks nothing and loads no tfjs; the pictures are drawn in device pixels, of one scene', async () => {
    const { page, requests, errors, violations, close } = await open({ deviceScaleFactor: 2 }, '', false);
    await expect
      .poll(() =>
        page
          .locator('.frame-picture canvas')
          .first()
          .evaluate((c: HTMLCanvasElement) => c.width),
      )
      .toBeGreaterThan(80);
    const colours = await page
      .locator('.frame-picture canvas')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        const seen = new Set<number>();
        for (let i = 0; i < data.length; i += 4) seen.add((data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!);
        return seen.size;
      });
    expect(colours).toBeGreaterThan(20);
    expect(requests.filter((url) => /worker|live-chart|tfjs|trained\.json/.test(url))).toEqual([]);
    expect([...errors, ...violations]).toEqual([]);
    await close();
  });

  test('an arm is moved by mouse; the build’s networks answer, and nothing is trained', async () => {
    const { page, stage, errors, violations, close } = await open();
    const box = (await handle(page, '左').boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(await columnOf(page, 6), box.y, { steps: 5 });
    await page.mouse.up();
    await expect.poll(() => at(page, '左')).toBe(6);
    await stage.reach('done');
    await expect.poll(() => stage.readout('shownLag')).toBe(6);
    const expected = asked({ arm: 6 });
    expect(await stage.readout('shownP.lstm')).toBeCloseTo(Number(expected['shownP.lstm']), 9);
    await expect.poll(() => page.url()).toContain('arm=6');
    // Beyond the button nothing follows the pointer.
    await page.mouse.move(await columnOf(page, 2), box.y);
    expect(await at(page, '左')).toBe(6);
    // Who cannot drag presses the place: the arm that is nearest goes there.
    await page.mouse.click(await columnOf(page, 8), box.y + box.height / 2);
    await expect.poll(() => at(page, '左')).toBe(8);
    expect(await at(page, '右')).toBe(1);
    expect([...errors, ...violations]).toEqual([]);
    await close();
  });

  test('by keyboard: arrows, Home and End; past the other arm the answer turns', async () => {
    const { page, stage, close } = await open();
    await handle(page, '右').focus();
    await page.keyboard.press('End');
    await expect.poll(() => at(page, '右')).toBe(10);
    await stage.reach('done');
    await expect.poll(() => stage.readout('shownRight')).toBe(1);
    expect(await stage.root.locator('.answers caption').innerText()).toContain('右');
    await page.keyboard.press('Home');
    await expect.poll(() => at(page, '右')).toBe(0);
    // The other arm's frame is stepped over.
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight');
    await expect.poll(() => at(page, '右')).toBe(5);
    expect(await handle(page, '右').getAttribute('aria-valuetext')).toContain('第 5 帧');
    await close();
  });

  test('by touch: the handle drags, and the page does not scroll with it', async () => {
    const { page, context, close } = await open({ hasTouch: true, width: 390, height: 800 });
    await handle(page, '左').scrollIntoViewIfNeeded();
    const box = (await handle(page, '左').boundingBox())!;
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(44);
    const before = await page.evaluate(() => scrollY);
    const client = await context.newCDPSession(page);
    const y = box.y + box.height / 2;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      client.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y }] });
    await touch('touchStart', box.x + box.width / 2);
    for (const frame of [3, 2]) await touch('touchMove', await columnOf(page, frame));
    await touch('touchEnd');
    await expect.poll(() => at(page, '左')).toBe(2);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await close();
  });

  test('shuffled, the pool has not changed by one bit and the sequence has; put in order, both are back', async () => {
    const { page, stage, close } = await open();
    await stage.press('shuffle');
    await stage.reach('done');
    const row = (net: string) => stage.root.locator('.answers tbody tr', { hasText: net });
    await expect.poll(() => row('意思池').innerText()).toContain('一个比特也没变');
    expect(await row('LSTM').innerText()).toContain('变了');
    expect(await stage.readout('shownChange.pool')).toBe(0);
    expect(await stage.readout('shownChange.lstm')).toBeGreaterThan(0);
    expect(await handle(page, '左').getAttribute('aria-disabled')).toBe('true');
    await stage.press('in-order');
    await expect.poll(() => stage.root.locator('.answers').innerText()).not.toContain('比特');
    expect(await stage.readout('shownP.lstm')).toBeCloseTo(Number(asked({})['shownP.lstm']), 9);
    await close();
  });

  test('one signal, sides swapped, a longer film: every question is answered as in Node', async () => {
    const { stage, close } = await open();
    await stage.press('second-signal');
    await expect.poll(() => stage.root.locator('.arm-handle').count()).toBe(1);
    await stage.press('swap-sides');
    await stage.set({ filmLag: 30 });
    await expect.poll(() => stage.root.locator('.film-table thead th').count()).toBe(35);
    const expected = asked({ otherArm: -1, side: 'right', filmLag: 30 });
    await expect.poll(() => stage.readout('shownLag')).toBe(30);
    for (const key of ['shownP.pool', 'shownP.lstm', 'shownP.attention-positions'] as const) {
      expect(await stage.readout(key)).toBeCloseTo(Number(expected[key]), 9);
    }
    await close();
  });

  test('a short training runs in the page, with one net, and its networks can be asked', async () => {
    const { page, stage, errors, violations, close } = await open();
    await stage.set({ model: ['pool'], steps: 50, lag: 4, filmLag: 4, signals: 1, otherArm: -1 });
    await stage.press('run');
    await stage.reach('done');
    expect(await stage.readout('step')).toBe(50);
    const before = await stage.readout('shownP.pool');
    await handle(page, '左').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stage.readout('shownLag')).toBe(3);
    expect(await stage.readout('step')).toBe(50);
    expect(await stage.readout('shownP.pool')).not.toBe(before);
    expect([...errors, ...violations]).toEqual([]);
    await close();
  });
});

test('without JavaScript the film, its captions, the weights and the answers are there, and no dead control', async () => {
  const { page, stage, close } = await open({ javaScriptEnabled: false });
  expect(await stage.state()).toBe('still');
  expect(await page.locator('.frame-picture svg').count()).toBe(13);
  expect(await stage.root.locator('.caption-row td').allInnerTexts()).toContain('往左转');
  expect(await stage.root.locator('.answers tbody tr').count()).toBe(4);
  expect(await stage.root.locator('.arm-handle:visible, .film-actions button:visible').count()).toBe(0);
  await close();
});

test('axe finds nothing where the film was asked, light or dark, narrow or wide', async () => {
  const { page, stage, violations, close } = await open({ width: 320, colorScheme: 'light', reducedMotion: 'reduce' });
  await stage.root.evaluate((root) => {
    for (const details of root.querySelectorAll('details')) details.open = true;
  });
  await stage.press('shuffle');
  await stage.reach('done');
  const found = async () =>
    (await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(await found()).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await found()).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});

test('a finger drags an arm to another frame without moving the page', async () => {
  const { page, context, close } = await openPage(`/lab/${name}/`, { width: 390, height: 844, hasTouch: true });
  const stage = stageOf(page, 'cyclist');
  await stage.awake();
  const handle = stage.root.locator('.arm-handle').first();
  await handle.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const client = await context.newCDPSession(page);
  const before = await handle.getAttribute('aria-valuenow');
  const scrolled = await page.evaluate(() => scrollY);
  const box = (await handle.boundingBox())!;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx = 0, dy = 0) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: type === 'touchEnd' ? [] : [{ x: x + dx, y: y + dy }],
    });
  await touch('touchStart');
  for (let i = 1; i <= 8; i++) await touch('touchMove', 12 * i, -8 * i);
  await touch('touchEnd');
  await expect.poll(() => handle.getAttribute('aria-valuenow')).not.toBe(before);
  expect(Math.abs((await page.evaluate(() => scrollY)) - scrolled)).toBeLessThan(40);
  await close();
});
