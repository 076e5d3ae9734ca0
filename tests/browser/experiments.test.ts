import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** Every experiment keeps the page's contract: they are found by their folders. */
const names = globSync('src/experiments/*/params.ts')
  .map((path) => basename(dirname(path)))
  .sort();
const heavy = /worker|live-chart|tfjs/;

describe.each(names)('%s', (name) => {
  test('opening its page computes nothing and loads neither tfjs nor Chart.js; the still and its numbers stand', async () => {
    const { page, requests, violations, errors, close } = await openPage(`/lab/${name}/`);
    const stage = stageOf(page, name);
    await stage.reach('idle');
    await page.waitForTimeout(500);
    expect(requests.filter((url) => heavy.test(url))).toEqual([]);
    expect(await stage.root.locator('.still svg').count()).toBeGreaterThan(0);
    expect(await stage.root.locator('output[data-readout]').count()).toBeGreaterThan(0);
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test('without JavaScript the still, its sentence, its numbers and its table are there, and no dead control', async () => {
    const { page, close } = await openPage(`/lab/${name}/`, { javaScriptEnabled: false });
    const stage = stageOf(page, name);
    expect(await stage.state()).toBe('still');
    expect(await stage.root.locator('.still svg text').count()).toBeGreaterThan(0);
    expect(await stage.root.locator('.finding').innerText()).toMatch(/\d/);
    expect(await stage.root.locator('table tbody tr').count()).toBeGreaterThan(0);
    expect(
      await stage.root.locator('button:visible:not(.legend-entry, .term), input:visible, select:visible').count(),
    ).toBe(0);
    expect(await stage.root.innerText()).toContain('需要 JavaScript');
    await close();
  });

  // The still and the run are looked at once in every theme and at every width, not in every pair of them.
  test.each([
    ['light', 320, 1280],
    ['dark', 1280, 320],
  ] as const)(
    'axe finds nothing in %s, at %i px before a run and at %i px after it',
    async (colorScheme, before, after) => {
      const { page, violations, close } = await openPage(`/lab/${name}/`, {
        width: before,
        colorScheme,
        reducedMotion: 'reduce',
      });
      const stage = stageOf(page, name);
      const faults = async () =>
        (await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      const over = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      await stage.awake();
      for (const details of await stage.root.locator('details').all())
        await details.evaluate((d: HTMLDetailsElement) => (d.open = true));
      expect(await faults()).toEqual([]);
      expect(await over()).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: after, height: 900 });
      await stage.press('step');
      await stage.reach('paused');
      await stage.root.locator('canvas[data-drawn=true]').first().waitFor();
      expect(await faults()).toEqual([]);
      expect(await over()).toBeLessThanOrEqual(0);
      expect(violations).toEqual([]);
      await close();
    },
  );

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
    expect(await stage.root.locator('.still svg').count()).toBeGreaterThan(0);
    await context.unroute(/worker/);
    await stage.press('retry');
    await expect.poll(stage.state, { timeout: 30_000 }).toMatch(/running|done/);
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
    expect(await stage.root.locator('.still svg').count()).toBeGreaterThan(0);
    expect(errors.filter((text) => !text.includes('404'))).toEqual([]);
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
