import { expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'long-lag';

test('opening its page computes nothing; a trial runs in the page, by keyboard alone', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`);
  const stage = stageOf(page, name);
  await stage.awake({ look: false });
  expect(requests.filter((url) => /worker|live-chart|tfjs/.test(url))).toEqual([]);
  expect(await stage.readout('solved.lstm-1997')).toBeGreaterThan(await stage.readout('solved.rnn'));
  await stage.set({ p: 10, trials: 2 });
  await stage.root.locator('[data-action=run]').focus();
  await page.keyboard.press('Enter');
  await stage.reach('done');
  expect(await stage.readout('trials.rnn')).toBe(2);
  expect(await stage.readout('solved.lstm-1997')).toBe(2);
  expect(await stage.root.locator('.finding').innerText()).toContain('试了 2 次');
  expect([...errors, ...violations]).toEqual([]);
  await close();
});

test('without JavaScript the still, its sentence and the table of trials are there', async () => {
  const { page, close } = await openPage(`/lab/${name}/`, { javaScriptEnabled: false });
  const stage = stageOf(page, name);
  expect(await stage.root.locator('.still svg text').count()).toBeGreaterThan(0);
  expect(await stage.root.locator('.finding').innerText()).toContain('试了 10 次');
  expect(await stage.root.locator('table tbody tr').count()).toBe(10);
  await close();
});

test.each(['light', 'dark'] as const)('axe finds nothing in %s, narrow and wide', async (colorScheme) => {
  for (const width of [320, 1280]) {
    const { page, close } = await openPage(`/lab/${name}/`, { width, colorScheme, reducedMotion: 'reduce' });
    const stage = stageOf(page, name);
    await stage.awake();
    for (const details of await stage.root.locator('details').all())
      await details.evaluate((d: HTMLDetailsElement) => (d.open = true));
    expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await close();
  }
});
