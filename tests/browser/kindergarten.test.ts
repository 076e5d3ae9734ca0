import { expect, test } from 'vitest';
import { experiment } from '../../src/experiments/kindergarten/experiment.ts';
import { params as definition } from '../../src/experiments/kindergarten/params.ts';
import { cellsText } from '../../src/experiments/kindergarten/yard.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'kindergarten';
const defaults = defaultsOf(definition.schema);
/** The build's training, once more. */
const trained = runToEnd(experiment, defaults);

test('blocks are put by mouse, keys and finger; the net of the build drives among them as it does in Node', async () => {
  const { page, context, requests, errors, violations, close } = await openPage(`/lab/${name}/`, { hasTouch: true });
  const stage = stageOf(page, name);
  await stage.awake();
  const { result, weights } = await trained;
  expect(await stage.readout('shownSurvived')).toBe(result.readouts.shownSurvived);
  await stage.root.locator('[data-yard=empty]').click();
  const grid = stage.root.locator('.block-grid');
  const blocks = () =>
    grid.evaluate((element) =>
      [...element.querySelectorAll('[aria-pressed=true]')].map((cell) => Number(cell.getAttribute('data-cell'))),
    );
  await expect.poll(blocks).toEqual([]);
  await grid.scrollIntoViewIfNeeded();
  const middle = async (cell: number) => {
    const { x, y, width, height } = (await grid.locator(`[data-cell="${cell}"]`).boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
    return { x: x + width / 2, y: y + height / 2 };
  };

  // One press, then a stroke over three cells, then one of them again.
  const [alone, from, to] = [await middle(12), await middle(33), await middle(35)];
  await page.mouse.click(alone.x, alone.y);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
  await expect.poll(blocks).toEqual([12, 33, 34, 35]);
  await page.mouse.click(to.x, to.y);
  await expect.poll(blocks).toEqual([12, 33, 34]);

  // From the cell that was pressed last: two to the right, one down.
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect.poll(blocks).toEqual([12, 33, 34, 47]);
  expect(await grid.locator('[data-cell="47"]').getAttribute('aria-label')).toBe('h5，障碍');

  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  const scrolled = await page.evaluate(() => scrollY);
  const [first, second] = [await middle(51), await middle(61)];
  await touch('touchStart', first);
  for (let i = 1; i <= 4; i++) await touch('touchMove', { x: first.x, y: first.y + ((second.y - first.y) * i) / 4 });
  await touch('touchEnd');
  await expect.poll(blocks).toEqual([12, 33, 34, 47, 51, 61]);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);

  const yard = cellsText(await blocks());
  const node = experiment.ask!({ ...defaults, place: 'own', yard }, weights!);
  await expect.poll(() => stage.root.locator('.yard-paths path').count()).toBeGreaterThan(0);
  await expect.poll(() => stage.readout('shownSurvived')).toBe(node.readouts.shownSurvived);
  await expect
    .poll(() => stage.root.locator('.yard-crosses').getAttribute('d'))
    .toHaveLength(
      Array.from({ length: node.series.crashPlaces!.length / 2 }, (_, i) => {
        const [x, y] = node.series.crashPlaces!.subarray(2 * i, 2 * i + 2);
        return `M${Math.round(1000 * x!) - 11} ${Math.round(1000 * y!) - 11}l22 22m0 -22l-22 22`;
      }).join('').length,
    );
  // Nothing was trained for it.
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect([...errors, ...violations]).toEqual([]);
  await close();
});

test('a link brings a yard; what is no cell of it is passed over', async () => {
  const { page, errors, close } = await openPage(`/lab/${name}/?place=own&yard=c3z9%3Cb%3Ed3`);
  const stage = stageOf(page, name);
  await stage.awake();
  await expect.poll(() => stage.root.locator('[data-cell][aria-pressed=true]').count()).toBe(2);
  const { weights } = await trained;
  const node = experiment.ask!({ ...defaults, place: 'own', yard: 'c3d3' }, weights!);
  await expect.poll(() => stage.readout('shownSurvived')).toBe(node.readouts.shownSurvived);
  expect(errors).toEqual([]);
  await close();
});
