import { beforeAll, describe, expect, test } from 'vitest';
import { experiment } from '../../src/experiments/vanishing-gradient/experiment.ts';
import { params as definition } from '../../src/experiments/vanishing-gradient/params.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { chooseBackend } from '../../src/lab/worker/backend.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

beforeAll(async () => void (await chooseBackend()));

/** What the same code measures in Node. */
const measure = async (change: Partial<ReturnType<typeof settings>>) =>
  (await runToEnd(experiment, { ...settings(), ...change })).result.readouts;
const settings = () => defaultsOf(definition.schema);

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

  test('100 runs leave no tensor behind', async () => {
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
      for (let i = 1; i <= 100; i++) seen.add(await run({ depth: 2, width: 4, net: nets[i % 5], seed: i }));
      return [...seen];
    });
    expect(counts).toEqual([0]);
    await close();
  });
});
