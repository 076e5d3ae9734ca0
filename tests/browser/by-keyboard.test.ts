import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { focusIsKept, tabTo } from './keyboard.ts';
import { stageOf } from './stage.ts';

/** An experiment from the beginning to the end without a pointer: real keys alone, and at every stop the focus is seen. */

const name = 'cyclist';
const of = (part: string) => `[data-experiment="${name}"] ${part}`;

test('one whole experiment of a post by keyboard, from the link that skips the head on; a screen reader is told once a second', async () => {
  const { page, errors, violations, close } = await openPage('/posts/lstm-lecture/', {
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const stage = stageOf(page, name);
  const press = async (key: string) => {
    await page.keyboard.press(key);
    await focusIsKept(page);
  };
  await tabTo(page, '.skip');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  const section = await page.evaluate((experiment) => {
    const parts = [...document.querySelectorAll('h2[id], [data-experiment]')];
    const at = parts.findIndex((part) => (part as HTMLElement).dataset['experiment'] === experiment);
    const { id } = parts.slice(0, at).findLast((part) => part.localName === 'h2')!;
    const links = [...document.querySelectorAll('.contents a')].map((link) => link.getAttribute('href')!);
    return links.find((href) => decodeURIComponent(href) === `#${id}`)!;
  }, name);
  await tabTo(page, `.contents a[href="${section}"]`);
  await page.keyboard.press('Enter');
  for (let i = 0; (await stage.state()) === 'still' && i < 40; i++) {
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(50);
  }
  await tabTo(page, of('.guess-answer'));
  await stage.reach('idle');

  const places = () =>
    stage.root.evaluate((root) =>
      ['.guess', '.picture'].map((part) => Math.round(root.querySelector(part)!.getBoundingClientRect().top)),
    );
  const stood = await places();
  await press('Enter');
  // What it says, and what it lets be seen, moves nothing that is looked at.
  expect(await places()).toEqual(stood);
  expect(await stage.root.locator('.reveal').innerText()).toMatch(/猜对了|测出来的是/u);
  await tabTo(page, of('.arm-handle'));
  const arm = () => page.evaluate(() => document.activeElement?.getAttribute('aria-valuetext'));
  const before = await arm();
  await press('ArrowRight');
  expect(await arm()).not.toBe(before);
  // Long enough to be paused.
  await tabTo(page, of('[data-preset=long]'));
  await press('Enter');
  await stage.reach('running');
  await tabTo(page, of('[data-action=pause]'));
  await press('Enter');
  await stage.reach('paused');
  await tabTo(page, of('[data-action=step]'));
  await press('Enter');
  await press('Enter');
  expect(await stage.state()).toBe('paused');
  await tabTo(page, of('[data-action=run]'), { key: 'Shift+Tab' });
  await press('Space');
  await stage.reach('running');
  await tabTo(page, of('[data-action=reset]'));
  await press('Space');
  await stage.reach('paused');

  await tabTo(page, of('[data-preset=cured]'), { key: 'Shift+Tab' });
  await press('Enter');
  await tabTo(page, of('.more-settings summary'));
  await press('Enter');
  await tabTo(page, of('input[type=radio][data-key=answers]'));
  const answers = () => stage.root.locator('input[data-key=answers]:checked').inputValue();
  const answered = await answers();
  await press('ArrowRight');
  expect(await answers()).not.toBe(answered);
  await tabTo(page, of('input[type=range][data-key=steps]'));
  await press('Home');
  expect(await stage.slider('steps').getAttribute('aria-valuetext')).toBe('50 步');
  // The mark that takes a setting back goes away with the press; the focus must not.
  await tabTo(page, of('.undo'), { key: 'Shift+Tab' });
  await press('Enter');
  expect(await page.evaluate(() => document.activeElement?.matches('input[type=range][data-key=steps]'))).toBe(true);
  await press('Home');
  await tabTo(page, of('input[type=checkbox][data-key=model]:not(:checked)'), { key: 'Shift+Tab' });
  const nets = () => stage.root.locator('input[data-key=model]:checked').count();
  const trained = await nets();
  await press('Space');
  expect(await nets()).toBe(trained + 1);
  await press('Space');
  expect(await nets()).toBe(trained);

  const said = await watchWhatIsSaid();
  await tabTo(page, of(':is([data-action=run], [data-action=pause])'));
  if (await page.evaluate(() => document.activeElement?.matches('[data-action=run]'))) await press('Enter');
  await stage.reach('done');
  const finding = await stage.root.locator('.finding').innerText();
  await expect.poll(() => stage.root.locator('[aria-live=polite]').innerText()).toBe(finding.trim());
  const gaps = await said();
  console.log(`said ${gaps.length + 1} times, after ${gaps.map(Math.round).join(', ')} ms`);
  expect(gaps.filter((gap) => gap < 900)).toEqual([]);

  await tabTo(page, of('.data summary'));
  await press('Enter');
  // It is drawn when its fold has told that it is open.
  await stage.root.locator('.data table tbody tr').first().waitFor();
  await tabTo(page, of('[data-action=share]'));
  await press('Enter');
  await expect.poll(() => stage.root.locator('.copied').innerText()).toBe('链接已复制');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/lab/${name}/?`);
  await tabTo(page, of('.data .table-box'));
  await tabTo(page, of('[data-action=full-screen]'), { key: 'Shift+Tab' });
  await press('Enter');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.localName)).toBe('section');
  await press('Enter');
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBe(null);
  expect([...errors, ...violations]).toEqual([]);
  await close();

  /** @returns how to hear, in ms, how long after one another the parts spoke that a screen reader reads out by themselves */
  async function watchWhatIsSaid(): Promise<() => Promise<number[]>> {
    await stage.root.evaluate((root) => {
      const times: number[] = [];
      (window as unknown as { said: number[] }).said = times;
      const live = '[aria-live]:not([aria-live=off]), [role=status], [role=alert], [role=log], output';
      new MutationObserver((changes) => {
        const spoken = changes.some(({ target }) =>
          (target instanceof Element ? target : target.parentElement)?.closest(live),
        );
        if (spoken) times.push(performance.now());
      }).observe(root, { childList: true, characterData: true, subtree: true });
    });
    return async () => {
      const times = await page.evaluate(() => (window as unknown as { said: number[] }).said);
      return times.slice(1).map((time, i) => time - times[i]!);
    };
  }
});

test('a menu by keyboard: every arrow is answered, and the focus stays', async () => {
  const { page, errors, close } = await openPage('/lab/taste/', { reducedMotion: 'reduce' });
  const stage = stageOf(page, 'taste');
  await stage.awake({ look: false });
  await tabTo(page, '[data-experiment] [data-action=look]');
  await page.keyboard.press('Enter');
  await focusIsKept(page);
  await tabTo(page, '[data-experiment] select', { key: 'Shift+Tab' });
  const shown = () => page.evaluate(() => (document.activeElement as HTMLSelectElement).value);
  const before = await shown();
  await page.keyboard.press('ArrowDown');
  expect(await shown()).not.toBe(before);
  await stage.reach('done');
  await focusIsKept(page);
  expect(await shown()).not.toBe(before);
  expect(errors).toEqual([]);
  await close();
});
