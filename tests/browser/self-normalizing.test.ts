import { beforeAll, expect, test } from 'vitest';
import { experiment } from '../../src/experiments/self-normalizing/experiment.ts';
import { params as definition } from '../../src/experiments/self-normalizing/params.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { chooseBackend } from '../../src/lab/worker/backend.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

beforeAll(async () => void (await chooseBackend()));

const name = 'self-normalizing';
const defaults = defaultsOf(definition.schema);
const measure = async (change: Partial<typeof defaults>) =>
  (await runToEnd(experiment, { ...defaults, ...change })).result.readouts;

test('the start is moved by mouse, keys and finger; the net answers each time, with the numbers of Node', async () => {
  const { page, context, errors, violations, close } = await openPage(`/lab/${name}/`, { hasTouch: true });
  const stage = stageOf(page, name);
  await stage.awake();
  expect(await stage.readout('lastVariance')).toBeCloseTo((await measure({})).lastVariance, 6);
  const handle = stage.root.locator('.start-handle');
  /** Where the handle says that it stands: what a screen reader hears. */
  const start = async () => {
    const [mean = NaN, variance = NaN] = (await handle.getAttribute('aria-valuetext'))!
      .replaceAll('−', '-')
      .match(/-?[\d.]+/g)!
      .map(Number);
    return { mean, variance };
  };
  const middle = async () => {
    const { x, y, width, height } = (await handle.boundingBox())!;
    return { x: x + width / 2, y: y + height / 2, side: Math.min(width, height) };
  };
  expect(await start()).toEqual({ mean: 1, variance: 4 });
  await handle.scrollIntoViewIfNeeded();
  const first = await middle();
  expect(first.side).toBeGreaterThanOrEqual(24);

  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await page.mouse.move(first.x - 60, first.y + 40, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => (await start()).mean).toBeLessThan(0.8);
  const dragged = await start();
  expect(dragged.variance).toBeLessThan(3);

  await handle.press('ArrowLeft');
  await handle.press('PageUp');
  await expect.poll(async () => (await start()).variance).toBeGreaterThan(2 * dragged.variance);
  const keyed = await start();
  expect(keyed.mean).toBeCloseTo(dragged.mean - 0.1, 6);

  const finger = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints });
  const held = await middle();
  const scrolled = await page.evaluate(() => scrollY);
  await touch('touchStart', { x: held.x, y: held.y });
  for (let i = 1; i <= 5; i++) await touch('touchMove', { x: held.x - 10 * i, y: held.y + 6 * i });
  await touch('touchEnd');
  await expect.poll(async () => (await start()).mean).toBeLessThan(keyed.mean - 0.3);
  expect(await page.evaluate(() => scrollY)).toBe(scrolled);

  const node = await measure(await start());
  await expect.poll(() => stage.readout('lastVariance')).toBeCloseTo(node.lastVariance, 6);
  expect(await stage.readout('log10Gradient')).toBeCloseTo(node.log10Gradient!, 5);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect([...errors, ...violations]).toEqual([]);
  await close();
});
