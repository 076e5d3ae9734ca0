import { expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'face-layers';

test('a face that is changed lights other units, from the build’s weights; units are reached and told by keyboard', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`, { width: 390, height: 844 });
  const stage = stageOf(page, name);
  await stage.awake();
  const eyes = await stage.readout('litEyes');
  expect(eyes).toBeGreaterThan(0);
  await stage.root.locator('input[data-key=eyes][value=none]').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => stage.readout('litEyes')).toBeLessThan(eyes);
  expect(await stage.root.locator('[data-layer=parts] .unit[data-lit=true]').count()).toBe(
    await stage.readout('litParts'),
  );
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);

  const words = () => stage.root.locator('.unit-words').innerText();
  expect(await words()).toMatch(/^脸 \d+：/);
  expect(await stage.root.locator('.unit-lines line').count()).toBeGreaterThan(0);
  await stage.root.locator('[data-layer=parts] [data-unit="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(words).toMatch(/^零件 2：/);
  expect(await stage.root.locator('.face-window').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await expect.poll(words).toMatch(/^零件 10：/);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-unit'))).toBe('9');

  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});
