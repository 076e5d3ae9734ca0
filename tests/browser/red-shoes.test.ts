import { expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'red-shoes';

test('the picture can be changed before anything is trained, and the net’s answer changes with it', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`);
  const stage = stageOf(page, name);
  await stage.awake();
  const verdict = () => stage.root.locator('.verdict').innerText();
  expect(await verdict()).toContain('酒');
  await stage.root.locator('input[data-key=place][value=feet]').focus();
  await page.keyboard.press('Space');
  await expect.poll(verdict).toContain('鞋');
  expect(await stage.readout('pShoe')).toBeGreaterThan(0.5);
  await stage.root.locator('[data-preset=advertisement]').click();
  await expect.poll(verdict).toContain('酒');
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});
