import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** What a canvas of the page shows: its size in device px, how many colours, and the sum of all its bytes. */
const pictureOf = (page: Page) =>
  page
    .locator('[data-experiment] .canvas-box canvas')
    .first()
    .evaluate(async (canvas: HTMLCanvasElement) => {
      // A canvas that a worker draws on cannot be read, only copied.
      const copy = new OffscreenCanvas(canvas.width, canvas.height);
      const context = copy.getContext('2d')!;
      context.drawImage(canvas, 0, 0);
      const { data } = context.getImageData(0, 0, copy.width, copy.height);
      const pixels = new Uint32Array(data.buffer);
      return {
        width: copy.width,
        boxWidth: canvas.parentElement!.clientWidth,
        colours: new Set(pixels).size,
        sum: pixels.reduce((sum, pixel) => (sum + pixel) % 0xffffffff, 0),
      };
    });

test.each([
  ['a worker', true],
  ['the page itself, where workers have no canvas', false],
])('%s draws the chart, shows numbers under the pointer, follows the page’s size and colours', async (_, offscreen) => {
  const { page, requests, errors, close } = await openPage('/lab/vanishing-gradient/', {
    colorScheme: 'light',
    prepare: async (opened) => {
      if (!offscreen)
        await opened.addInitScript(
          () => delete (HTMLCanvasElement.prototype as Partial<HTMLCanvasElement>).transferControlToOffscreen,
        );
    },
  });
  const stage = stageOf(page, 'vanishing-gradient');
  await stage.awake();
  await stage.set({ depth: 20 });
  await stage.reach('done');
  const canvas = stage.root.locator('canvas[data-drawn=true]').first();
  await canvas.waitFor();
  expect(requests.some((url) => url.includes('drawing-worker'))).toBe(offscreen);

  const first = await pictureOf(page);
  expect(first.colours).toBeGreaterThan(8);
  expect(first.width).toBe(first.boxWidth);

  // The tooltip over the middle of the curve, and its end.
  await canvas.hover();
  await expect.poll(async () => (await pictureOf(page)).sum).not.toBe(first.sum);
  await page.mouse.move(2, 2);
  await expect.poll(async () => (await pictureOf(page)).sum).toBe(first.sum);

  await page.setViewportSize({ width: 400, height: 900 });
  await expect.poll(async () => (await pictureOf(page)).width).toBeLessThan(first.width);
  const small = await pictureOf(page);
  expect(small.width).toBe(small.boxWidth);

  await page.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(async () => (await pictureOf(page)).sum).not.toBe(small.sum);
  expect(errors).toEqual([]);
  await close();
});

test('where the drawing code cannot be loaded, the numbers stand and it is said once; 重试 draws all', async () => {
  const { page, context, close } = await openPage('/lab/deep-training/', {
    prepare: async (_, opened) =>
      void (await opened.route(/drawing/, (route) => route.fulfill({ status: 404, body: '' }))),
  });
  const stage = stageOf(page, 'deep-training');
  await stage.awake();
  await stage.press('step');
  await stage.reach('paused');
  const failed = stage.root.locator('canvas[data-drawn=failed]');
  const charts = await stage.root.locator('.chart').count();
  await expect.poll(() => failed.count()).toBe(charts);
  expect(charts).toBeGreaterThan(1);
  expect(await stage.root.locator('[data-readout]').count()).toBeGreaterThan(0);
  const told = stage.root.locator('.not-drawn[role=alert]');
  expect(await told.allInnerTexts()).toEqual([expect.stringContaining('没有画出来')]);
  // In the place of the first, where a reader looks.
  const box = stage.root.locator('.canvas-box').first();
  expect(await box.locator('[role=alert]').count()).toBe(1);
  await context.unroute(/drawing/);
  await told.locator('[data-action=retry]').click();
  await expect.poll(() => stage.root.locator('canvas[data-drawn=true]').count()).toBe(charts);
  expect(await stage.root.locator('.not-drawn').count()).toBe(0);
  await close();
});
