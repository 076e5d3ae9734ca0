import { expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'credit-assignment';
const open = (path = `/lab/${name}/`, options = {}) =>
  openPage(path, options).then(async (opened) => {
    const stage = stageOf(opened.page, name);
    await stage.awake();
    const said = (sentence: number) =>
      stage.root.locator(`[data-sentence="${sentence}"] .credit-said`).first().innerText();
    return { ...opened, stage, said };
  });

test('the sentences can be pushed apart and edited before anything is trained: by the build’s own weights', async () => {
  const { page, stage, said, requests, errors, violations, close } = await open();
  const near = await stage.readout('creditKeyword1');
  await stage.set({ fillers: 36 });
  await expect.poll(() => stage.root.locator('[data-added]').count()).toBe(4);
  await stage.reach('done');
  expect(await stage.readout('creditKeyword1')).toBeGreaterThan(0.85);
  expect(await stage.readout('creditKeyword1')).not.toBe(near);
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);

  // Word by word, with the keyboard alone.
  await stage.root.locator('.own-word', { hasText: '狗' }).focus();
  await page.keyboard.press('Enter');
  await stage.root.locator('.word-offers button', { hasText: /^人$/ }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => said(4)).toContain('人·游泳');
  await expect.poll(() => new URL(page.url()).searchParams.get('sentence')).toContain('人');

  // Typed; a word that the net does not know is named and can be replaced.
  const input = stage.root.locator('.sentence-input');
  await input.fill('一个人在跑道骑车');
  await expect.poll(() => stage.root.locator('.sentence-editor .notice').innerText()).toContain('“跑道”');
  await stage.root.locator('.sentence-editor .notice button', { hasText: '跑步' }).click();
  await input.fill('一条狗在唱歌');
  await input.press('Enter');
  await expect.poll(() => said(4)).toContain('狗·唱歌');
  expect(await stage.state()).toBe('done');

  await stage.set({ inside: '4' });
  await expect.poll(() => stage.root.locator('.heat canvas').count()).toBeGreaterThan(3);
  await stage.root.locator('.inside-word').nth(1).focus();
  await expect.poll(() => stage.root.locator('.heat-column').count()).toBeGreaterThan(3);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});

test('a training can be asked while it runs, and its own weights answer afterwards', async () => {
  const { stage, errors, close } = await open();
  await stage.set({ steps: 150, beside: 'none', model: 'lstm-1997' });
  expect(await stage.state()).toBe('idle');
  await stage.press('run');
  await stage.reach('running');
  await stage.set({ fillers: 12 });
  await expect.poll(() => stage.root.locator('[data-added]').count()).toBe(4);
  await stage.reach('done');
  expect(await stage.readout('step')).toBe(150);
  const trained = await stage.readout('accuracyAt48');
  await stage.set({ fillers: 24, measure: 'gradient' });
  await expect.poll(() => stage.root.locator('[data-added]').first().innerText()).toContain('24');
  expect(await stage.readout('accuracyAt48')).toBe(trained);
  expect(await stage.root.getAttribute('data-tensors')).toBe('0');
  expect(errors).toEqual([]);
  await close();
});

test('a link brings its sentence and its question, and nothing is trained for them', async () => {
  const { stage, said, close } = await open(`/lab/${name}/?fillers=20&sentence=${encodeURIComponent('人 在 骑车')}`);
  await expect.poll(() => said(4)).toContain('人·骑车');
  expect(await stage.root.locator('[data-added]').first().innerText()).toContain('20');
  await close();
});
