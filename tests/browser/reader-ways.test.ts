import { expect, it } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

it('at 400 % nothing is pinned over the little that a window shows, and in forced colours a picture keeps its own', async () => {
  const { page, close } = await openPage('/lab/big-data/', { width: 320, height: 256, forcedColors: 'active' });
  const stage = stageOf(page, 'big-data');
  await stage.awake();
  const seen = await stage.root.evaluate((root) => ({
    pinned: [...root.querySelectorAll('*')]
      .filter((part) => getComputedStyle(part).position === 'sticky')
      .map(({ className }) => className),
    adjusted: getComputedStyle(root.querySelector('.picture')!).getPropertyValue('forced-color-adjust'),
  }));
  expect(seen).toEqual({ pinned: [], adjusted: 'none' });
  await close();
});
