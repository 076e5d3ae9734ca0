import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { sayingNoUnit, unnamed } from './heard.ts';
import { tabThrough } from './keyboard.ts';
import { stageOf } from './stage.ts';
import { everyPair, todays } from './todays-share.ts';

/** Every experiment keeps the page's contract: they are found by their folders. */
const names = globSync('src/experiments/*/params.ts')
  .map((path) => basename(dirname(path)))
  .sort();
const heavy = /worker|live-chart|tfjs/;

/** The stage's own behaviour, the same for all: shown at one without a View of its own, and at one with. */
const two = ['big-data', 'ping-pong'];

describe.each(names.map((name, i) => [name, i] as const))('%s', (name, i) => {
  test('without JavaScript the still, its sentence, its numbers and its table are there, and no dead control', async () => {
    const { page, close } = await openPage(`/lab/${name}/`, { javaScriptEnabled: false });
    const stage = stageOf(page, name);
    expect(await stage.state()).toBe('still');
    expect(await stage.root.locator('.still img').count()).toBeGreaterThan(0);
    expect(await stage.root.locator('.finding').innerText()).toMatch(/\d/);
    expect(await stage.root.locator('table tbody tr').count()).toBeGreaterThan(0);
    expect(
      await stage.root.locator('button:visible:not(.legend-entry, .term), input:visible, select:visible').count(),
    ).toBe(0);
    expect(await stage.root.innerText()).toContain('需要 JavaScript');
    await close();
  });

  test('opening its page computes nothing, loads neither tfjs nor Chart.js; axe finds nothing, light or dark, narrow or wide, before a run or after it', async () => {
    const { page, context, requests, violations, errors, quiet, close } = await openPage(`/lab/${name}/`, {
      width: 320,
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    const stage = stageOf(page, name);
    await stage.reach('idle');
    await quiet();
    expect(requests.filter((url) => heavy.test(url))).toEqual([]);
    expect(await stage.root.locator('.still img').count()).toBeGreaterThan(0);
    expect(await stage.root.locator('[data-readout]').count()).toBeGreaterThan(0);

    // On a phone a veiled picture has its settings behind the veil too: the text goes on after one screen.
    expect(await stage.root.locator('.hands').isVisible()).toBe(false);
    await stage.awake();
    expect(await stage.root.locator('.hands').isVisible()).toBe(true);
    await stage.root.evaluate((root) => {
      for (const details of root.querySelectorAll('details')) details.open = true;
    });
    const fits = async (width: number) => {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over, `${width} px`).toBeLessThanOrEqual(0);
    };
    // A fault of a theme shows at any width and one of a width in any theme; a run changes numbers, hardly colours.
    const look = async (colorScheme: 'light' | 'dark', width: number) => {
      await page.emulateMedia({ colorScheme });
      await fits(width);
      // Head and foot of the page are one for all experiments: pages-accessible.test.ts looks at them.
      const faults = await axe(page, '[data-experiment]');
      expect(faults.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    };
    const looks = everyPair ? ['at first', 'after a step'] : [todays(['at first', 'after a step'], i)];
    if (looks.includes('at first')) await look('light', 320);
    else await fits(320);
    await fits(1280);
    await stage.press('step');
    await stage.reach('paused');
    await stage.root.locator('canvas[data-drawn=true]').first().waitFor();
    await fits(320);
    if (looks.includes('after a step')) await look('dark', 1280);

    // By keyboard and by ear: on what a reader has unfolded, with the numbers of a run.
    const unheard = [...(await unnamed(page, context)), ...(await sayingNoUnit(page))];
    expect([...unheard, ...(await tabThrough(page, '[data-experiment]'))]).toEqual([]);
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test('a malformed or hostile address is clamped with a quiet note', async () => {
    const { page, errors, violations, close } = await openPage(
      `/lab/${name}/?depth=1e9&steps=1e9&gain=NaN&seed=<img src=x onerror=alert(1)>&nets=zzz&net=%00&nosuch=1`,
    );
    const stage = stageOf(page, name);
    await expect.poll(async () => stage.root.locator('.notice').innerText(), { timeout: 15_000 }).toContain('链接里');
    const sliders = await stage.root
      .locator('input[type=range]')
      .evaluateAll((inputs) =>
        (inputs as HTMLInputElement[]).map(({ value, min, max }) => [Number(min), Number(value), Number(max)]),
      );
    expect(sliders.length).toBeGreaterThan(0);
    for (const [min, value, max] of sliders)
      expect(min! <= value! && value! <= max!, `${min} ${value} ${max}`).toBe(true);
    expect(await page.locator('img[src=x]').count()).toBe(0);
    expect(errors).toEqual([]);
    expect(violations).toEqual([]);
    await close();
  });
});

describe.each(two)('%s', (name) => {
  test('a worker that cannot be loaded leaves the still, says so, and works on 重试', async () => {
    const { page, context, violations, close } = await openPage(`/lab/${name}/`, {
      prepare: async (_, opened) =>
        void (await opened.route(/worker/, (route) => route.fulfill({ status: 404, body: '' }))),
    });
    const stage = stageOf(page, name);
    await stage.awake();
    await stage.press('run');
    await stage.reach('error');
    expect(await stage.root.locator('.notice').innerText()).toContain('没有加载成功');
    expect(await stage.root.locator('.still img').count()).toBeGreaterThan(0);
    await context.unroute(/worker/);
    await stage.press('retry');
    await stage.reach(/running|done/, 30_000);
    expect(violations).toEqual([]);
    await close();
  });

  test('its own script missing: the still stays, a message and 重试 appear, nothing is uncaught', async () => {
    const { page, errors, close } = await openPage(`/lab/${name}/`, {
      prepare: async (_, opened) =>
        void (await opened.route(new RegExp(`_astro/${name}\\..*\\.js`), (route) =>
          route.fulfill({ status: 404, body: '' }),
        )),
    });
    const stage = stageOf(page, name);
    await stage.reach('error', 10_000);
    expect(await stage.root.locator('.notice').innerText()).toContain('没有加载成功');
    expect(await stage.root.locator('[data-action=retry]').count()).toBe(1);
    expect(await stage.root.locator('.still img').count()).toBeGreaterThan(0);
    expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
    await close();
  });
});
