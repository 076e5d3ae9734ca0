import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
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
  expect(await stage.root.locator('.still img').count()).toBeGreaterThan(0);
  expect(await stage.root.locator('.finding').innerText()).toContain('试了 10 次');
  expect(await stage.root.locator('table tbody tr').count()).toBe(10);
  await close();
});

test('a long run says soon how much is left; after a first one it is known before how long it will take', async () => {
  const { page, close } = await openPage(`/lab/${name}/`);
  const stage = stageOf(page, name);
  await stage.awake();
  const words = () => stage.root.locator('.running').innerText();
  const long = { task: 'adding', p: 200, trials: 20, sequences: 20_000 };
  await stage.set(long);
  expect(await words()).not.toContain('约');
  await stage.press('run');
  await expect.poll(words, { timeout: 60_000 }).toMatch(/还要约 \d+ (?:秒|分钟)/);
  await stage.press('pause');
  await stage.press('reset');
  // Long enough to have a pace: half a second and more.
  await stage.set({ p: 200, trials: 15, sequences: 500 });
  await stage.press('run');
  await stage.reach('done');
  await stage.set(long);
  await expect.poll(words).toMatch(/运行.*约 \d+ (?:秒|分钟)/);
  await close();
});
