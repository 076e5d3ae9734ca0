import { globSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { experiment } from '../../src/experiments/vanishing-gradient/experiment.ts';
import { params as definition } from '../../src/experiments/vanishing-gradient/params.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { chooseBackend } from '../../src/lab/worker/backend.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** Every experiment keeps the page's contract: they are found by their folders. */
const names = globSync('src/experiments/*/params.ts')
  .map((path) => basename(dirname(path)))
  .sort();
const heavy = /worker|live-chart|tfjs/;

beforeAll(async () => void (await chooseBackend()));

/** What the same code measures in Node. */
const measure = async (change: Partial<ReturnType<typeof settings>>) =>
  (await runToEnd(experiment, { ...settings(), ...change })).result.readouts;
const settings = () => defaultsOf(definition.schema);

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
        void (await opened.route(/_astro\/stage\..*\.js/, (route) => route.fulfill({ status: 404, body: '' }))),
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

describe('vanishing-gradient', () => {
  const name = 'vanishing-gradient';
  const open = (path = `/lab/${name}/`, options = {}) =>
    openPage(path, options).then(async (opened) => {
      const stage = stageOf(opened.page, name);
      await stage.awake();
      return { ...opened, stage };
    });

  test('the first view shows what Node measures, and so does every setting after it', async () => {
    const { stage, violations, errors, close } = await open();
    const expected = await measure({});
    expect(await stage.readout('log10ErrorRatio')).toBeCloseTo(expected.log10ErrorRatio!, 6);
    for (const change of [
      { net: 'relu', depth: 30 },
      { net: 'linear', init: 'orthogonal', k: 1.1, depth: 12 },
      { net: 'lstm', depth: 8, init: 'proper' },
    ] as const) {
      await stage.set(change);
      await stage.reach('done');
      const node = await measure({ init: 'proper', k: 0.9, ...change });
      for (const key of ['log10ErrorRatio', 'log10ProductBound', 'kMax'] as const) {
        expect(Math.abs((await stage.readout(key)) - node[key]!), `${key} of ${change.net}`).toBeLessThan(1e-6);
      }
    }
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test('a slider moved 200 times in a second: the last value wins', async () => {
    const { page, stage, errors, close } = await open();
    await stage.slider('depth').evaluate(async (input: HTMLInputElement) => {
      for (let i = 0; i < 200; i++) {
        input.value = String(2 + ((i * 37) % 60));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      input.value = '23';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
    await stage.reach('done');
    expect(await stage.readout('log10ErrorRatio')).toBeCloseTo((await measure({ depth: 23 })).log10ErrorRatio!, 6);
    await expect.poll(() => page.url()).toContain('depth=23');
    expect(errors).toEqual([]);
    await close();
  });

  test('by keyboard alone: guess, slider, typed value, network, run', async () => {
    const { page, stage, close } = await open();
    await stage.root.locator('.guess-answer').nth(2).focus();
    await page.keyboard.press('Enter');
    expect(await stage.root.locator('.reveal').innerText()).toContain('猜对了');
    await stage.slider('depth').focus();
    await page.keyboard.press('ArrowLeft');
    await stage.reach('done');
    expect(await stage.slider('depth').inputValue()).toBe('49');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    await expect.poll(() => stage.slider('depth').inputValue()).toBe('20');
    await stage.reach('done');
    expect(await stage.readout('log10ErrorRatio')).toBeCloseTo((await measure({ depth: 20 })).log10ErrorRatio!, 6);
    await stage.root.locator('input[data-key=net][value=sigmoid]').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => stage.root.locator('input[data-key=net][value=tanh]').isChecked()).toBe(true);
    await stage.reach('done');
    await stage.root.locator('[data-action=run]').focus();
    await page.keyboard.press('Enter');
    await stage.reach('done');
    await close();
  });

  test('one step is one layer; 重来 begins again with the same weights', async () => {
    const { stage, close } = await open();
    await stage.set({ depth: 5 });
    await stage.reach('done');
    const whole = await stage.readout('log10ErrorRatio');
    await stage.press('reset');
    await stage.reach('paused');
    for (let i = 0; i < 4; i++) await stage.press('step');
    await expect.poll(() => stage.readout('log10ErrorRatio')).toBe(whole);
    await close();
  });

  test('the finite-difference check shows its verdict and every number', async () => {
    const { stage, close } = await open();
    await stage.press('check');
    await expect.poll(() => stage.root.locator('.check p').first().innerText(), { timeout: 30_000 }).toContain('一致');
    expect(await stage.root.locator('.check p[data-passed=true]').count()).toBe(1);
    expect(await stage.root.locator('.check tbody tr').count()).toBe(49);
    await close();
  });

  test('a shared link sets another page the same, down to the numbers', async () => {
    const { page, stage, close } = await open();
    await stage.set({ net: 'tanh', depth: 37, gain: 2.5, seed: 77, width: 16 });
    await stage.reach('done');
    const value = await stage.readout('log10ErrorRatio');
    await expect.poll(() => page.url()).toContain('seed=77');
    const query = new URL(page.url()).search;
    await close();
    const second = await open(`/lab/${name}/${query}`);
    await second.stage.reach('done');
    expect(await second.stage.readout('log10ErrorRatio')).toBe(value);
    await second.close();
  });

  test('a dead net is shown as an exact zero, an overflow with its layer', async () => {
    const { stage, close } = await open();
    await stage.set({ net: 'relu', width: 4, depth: 100, seed: 3 });
    await stage.reach('done');
    const zero = await measure({ net: 'relu', width: 4, depth: 100, seed: 3 });
    expect(zero.zeroAtLayer).not.toBeNull();
    expect(await stage.root.locator('.terms').innerText()).toContain('= 0（失活）');
    await stage.set({ net: 'relu', width: 32, gain: 4 });
    await stage.reach('done');
    const over = await measure({ net: 'relu', width: 32, depth: 100, gain: 4, seed: 3 });
    expect(await stage.readout('overflowAtLayer')).toBe(over.overflowAtLayer);
    expect(await stage.root.locator('.finding').innerText()).toContain(`第 ${over.overflowAtLayer} 层`);
    await close();
  });

  test('1,000 runs leave no tensor behind', async () => {
    const { stage, close } = await open();
    const counts = await stage.root.evaluate(async (root: HTMLElement) => {
      const run = (detail: object) =>
        new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (root.dataset['state'] !== 'done') return;
            observer.disconnect();
            resolve(Number(root.dataset['tensors']));
          });
          observer.observe(root, { attributes: true, attributeFilter: ['data-state'] });
          root.dispatchEvent(new CustomEvent('stage:set', { detail }));
        });
      const nets = ['relu', 'lstm', 'highway', 'rnn', 'linear'];
      const seen = new Set<number>();
      for (let i = 1; i <= 1000; i++) seen.add(await run({ depth: 2, width: 4, net: nets[i % 5], seed: i }));
      return [...seen];
    });
    expect(counts).toEqual([0]);
    await close();
  }, 180_000);
});

describe('deep-training', () => {
  const name = 'deep-training';

  test('trains live, pauses, is stopped by a hidden tab and goes on, and ends the same for the same seed', async () => {
    const { page, violations, errors, close } = await openPage(`/lab/${name}/`);
    const stage = stageOf(page, name);
    await stage.awake();
    await stage.set({ nets: ['relu'], depth: 20, steps: 1000, learningRate: 0.003 });
    expect(await stage.state()).toBe('idle');
    await stage.press('run');
    await stage.reach('running');
    await stage.press('pause');
    await stage.reach('paused');
    const step = () => stage.readout('step.relu');
    /** A picture that was under way may still arrive; then nothing does, however long one waits. */
    const stands = async () => {
      let last = -1;
      await expect
        .poll(async () => [last, (last = await step())], { interval: 300, timeout: 20_000 })
        .toSatisfy(([a, b]) => a === b);
      await page.waitForTimeout(500);
      expect(await step()).toBe(last);
      expect(last).toBeLessThan(1000);
    };
    await stands();
    await stage.press('run');
    const hide = (hidden: boolean) =>
      page.evaluate((value) => {
        Object.defineProperty(document, 'visibilityState', {
          configurable: true,
          get: () => (value ? 'hidden' : 'visible'),
        });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    await hide(true);
    await stands();
    await hide(false);
    await stage.reach('done');
    const first = await stage.readout('loss.relu');
    expect(await stage.readout('testAccuracy.relu')).toBeGreaterThan(0.9);
    await stage.press('reset');
    await stage.reach('paused');
    expect(await step()).toBe(0);
    await stage.press('run');
    await stage.reach('done');
    expect(await stage.readout('loss.relu')).toBe(first);
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });

  test('a training that diverges stops at its last finite state and says which setting did it', async () => {
    const { page, close } = await openPage(`/lab/${name}/`);
    const stage = stageOf(page, name);
    await stage.awake();
    await stage.set({ nets: ['residual'], branch: 1, depth: 60, gain: 4, width: 32 });
    await stage.press('run');
    await stage.reach('diverged');
    expect(await stage.root.locator('.notice').innerText()).toContain('已发散');
    expect(await stage.readout('diverged.residual')).toBe(1);
    await close();
  });
});
