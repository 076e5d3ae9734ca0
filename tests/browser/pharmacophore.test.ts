import { expect, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'pharmacophore';

test('a group is erased and put back by key and by touch, without any fitting, and the address keeps it', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`, { width: 390, height: 844 });
  const stage = stageOf(page, name);
  await stage.awake();
  const whole = await stage.readout('probability');
  expect(whole).toBeGreaterThan(0.5);
  const group = (label: string) => stage.root.locator('.group-button', { hasText: label });
  await group('氨基').focus();
  await page.keyboard.press('Space');
  await expect.poll(() => stage.readout('probability')).toBeLessThan(0.3);
  expect(await group('氨基').getAttribute('aria-pressed')).toBe('true');
  await expect.poll(() => decodeURIComponent(new URL(page.url()).search)).toContain('without=propafenone:1');
  // On the picture: what was erased is still there to be pressed.
  await stage.root.locator('.atom-name[data-erased]').first().click();
  await expect.poll(() => stage.readout('probability')).toBe(whole);
  await expect.poll(() => new URL(page.url()).search).toBe('');
  await stage.root.locator('select[data-key=molecule]').selectOption('dapsone');
  await expect.poll(() => group('砜基').count()).toBe(1);
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);
  expect(requests.filter((url) => url.includes('openchemlib'))).toEqual([]);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});
