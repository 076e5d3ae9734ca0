import { expect, test } from 'vitest';
import { params as definition } from '../../src/experiments/ping-pong/params.ts';
import { tableBounds } from '../../src/experiments/ping-pong/scene.ts';
import { shownSetting } from '../../src/experiments/ping-pong/shown-setting.ts';
import { drawTrainingSet } from '../../src/experiments/ping-pong/training-set.ts';
import { rgbaBytes } from '../../src/lab/science/data/rasterise.ts';
import { createRandom } from '../../src/lab/science/random.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'ping-pong';
const open = (path = `/lab/${name}/`, options = {}) =>
  openPage(path, options).then(async (opened) => {
    const stage = stageOf(opened.page, name);
    await stage.awake();
    const verdict = (judge: number) => stage.root.locator(`[data-judge="${judge}"] .verdict`).innerText();
    return { ...opened, stage, verdict };
  });

test('the editor judges at once, by the build’s weights: dragged, switched, by keyboard', async () => {
  const { page, stage, verdict, errors, violations, close } = await open();
  expect(await verdict(0)).toContain('有球');
  await stage.root.locator('[data-preset=no-table]').click();
  await expect.poll(() => verdict(0)).toContain('没有球');
  expect(await verdict(1)).toMatch(/^有球/);
  expect(await stage.readout('p')).toBeLessThan(0.5);
  expect(await stage.readout('beside.p')).toBeGreaterThan(0.5);
  await stage.reach('done');

  const box = (await stage.root.locator('.scene-view').boundingBox())!;
  const at = (x: number, y: number) => [box.x + x * box.width, box.y + y * box.height] as const;
  await page.mouse.move(...at(0.62, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.25), { steps: 4 });
  await page.mouse.move(...at(0.4, 0.2), { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => stage.slider('ballX').inputValue()).toBe('0.4');
  await expect.poll(() => stage.slider('ballY').inputValue()).toBe('0.2');
  await expect.poll(() => new URL(page.url()).searchParams.get('ballX')).toBe('0.4');

  await stage.slider('ballX').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => stage.slider('ballX').inputValue()).toBe('0.41');
  await stage.root.locator('input[data-key=table]').first().focus();
  await page.keyboard.press('Space');
  await expect.poll(() => verdict(0)).toMatch(/^有球/);

  await stage.set({ map: 'on' });
  await expect.poll(() => stage.root.locator('.occlusion svg').count()).toBe(2);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await stage.root.getAttribute('data-tensors')).toBe('0');
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});

test('the words that cover the picture with grey show the map of the net that the sentence speaks of: its table is hottest', async () => {
  const { page, close } = await openPage('/posts/lstm-lecture/');
  const stage = stageOf(page, name);
  await page.locator(`a[data-try="${name}"]`, { hasText: '灰布' }).click();
  await expect.poll(() => stage.root.locator('.occlusion svg').count()).toBe(2);
  /** The judge's name, and the middle of the place whose covering takes the most from its verdict. */
  const hottest = (judge: number) =>
    stage.root
      .locator(`[data-judge="${judge}"]`)
      .first()
      .evaluate((section) => {
        const places = [...section.querySelectorAll<SVGRectElement>('.occlusion rect[opacity]')];
        const heat = (rect: SVGRectElement) => Number(rect.getAttribute('opacity'));
        const { x, y, width, height } = places.reduce((a, b) => (heat(b) > heat(a) ? b : a)).getBBox();
        return { name: section.getAttribute('aria-label'), x: x + width / 2, y: y + height / 2 };
      });
  const { table, ball } = shownSetting(defaultsOf(definition.schema));
  const [left, top, right, bottom] = tableBounds(table!);
  const seen = await hottest(0);
  expect(seen.name).toContain('没见过反例');
  expect(left < seen.x && seen.x < right && top < seen.y && seen.y < bottom, JSON.stringify(seen)).toBe(true);
  const balanced = await hottest(1);
  expect(Math.hypot(balanced.x - ball!.at[0], balanced.y - ball!.at[1])).toBeLessThan(0.15);
  await close();
});

test('a finger drags the ball, the table and a player, without the page moving; beside them it scrolls the page', async () => {
  const { page, context, stage, close } = await open(`/lab/${name}/`, { width: 390, height: 800, hasTouch: true });
  const view = stage.root.locator('.scene-view');
  await view.evaluate((svg) => svg.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const client = await context.newCDPSession(page);
  /** A real finger, from one place of the scene to another. */
  const drag = async (from: readonly [number, number], to: readonly [number, number]) => {
    const box = (await view.boundingBox())!;
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
      client.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: type === 'touchEnd' ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }],
      });
    await touch('touchStart', ...from);
    for (let i = 1; i <= 8; i++) {
      await touch('touchMove', from[0] + ((to[0] - from[0]) * i) / 8, from[1] + ((to[1] - from[1]) * i) / 8);
    }
    await touch('touchEnd');
  };
  const scrolled = () => page.evaluate(() => scrollY);
  const before = await scrolled();
  await drag([0.62, 0.3], [0.3, 0.4]);
  const at = async (key: string) => Number(await stage.slider(key).inputValue());
  await expect.poll(() => at('ballX')).toBeCloseTo(0.3, 1);
  await expect.poll(() => at('ballY')).toBeCloseTo(0.4, 1);
  await drag([0.15, 0.6], [0.25, 0.3]);
  await expect.poll(() => at('leftX')).toBeCloseTo(0.25, 1);
  await drag([0.6, 0.74], [0.55, 0.5]);
  await expect.poll(() => at('tableX')).toBeCloseTo(0.45, 1);
  // With the finger it would have gone a hundred pixels; a sentence above may have become a line shorter.
  expect(Math.abs((await scrolled()) - before)).toBeLessThan(40);
  const still = await scrolled();
  await drag([0.5, 0.2], [0.5, 0.05]);
  await expect.poll(scrolled).toBeGreaterThan(still);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
});

test('training pictures have the same pixels in Chromium as in Node', async () => {
  const { stage, close } = await open();
  await stage.root.locator('.samples summary').click();
  await expect.poll(() => stage.root.locator('.samples canvas').count()).toBe(12);
  // A canvas stands in the page a moment before it is painted.
  const painted = () =>
    stage.root
      .locator('.samples canvas')
      .evaluateAll((canvases) =>
        (canvases as HTMLCanvasElement[]).map((canvas) => [
          ...canvas.getContext('2d')!.getImageData(0, 0, 32, 32).data,
        ]),
      );
  await expect.poll(async () => (await painted()).every((bytes) => bytes.some(Boolean))).toBe(true);
  const shown = await painted();
  const { counterexamples, images, radius, contrast, noise, seed } = defaultsOf(definition.schema);
  const set = drawTrainingSet(createRandom(seed, 'pictures '), {
    counterexamples,
    images,
    look: { radius, contrast },
    noise,
  });
  shown.forEach((bytes, i) => expect(bytes).toEqual([...rgbaBytes({ width: 32, height: 32, pixels: set[i]!.pixels })]));
  await close();
});

test('trains live, moves its numbers, and can be asked meanwhile; a run can be kept', async () => {
  const { stage, verdict, errors, close } = await open();
  await stage.set({ counterexamples: 0.5, steps: 150, images: 1000, beside: 'none', table: 'off' });
  await stage.press('run');
  await stage.reach('running');
  await stage.set({ ballX: 0.3 });
  await stage.reach('done');
  expect(await stage.readout('step')).toBe(150);
  expect(await stage.root.locator('.verdict').count()).toBe(1);
  expect(await verdict(0)).toMatch(/球/);
  await stage.press('keep');
  expect(await stage.root.locator('.kept-runs tbody tr').count()).toBe(1);
  expect(errors).toEqual([]);
  await close();
});
