import { describe, expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

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
