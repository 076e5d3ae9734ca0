import { expect, test } from 'vitest';
import { params as definition } from '../../src/experiments/ping-pong/params.ts';
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
  await stage.root.locator('input[data-key=table][value=on]').focus();
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

test('a finger drags the ball, and beside it scrolls the page', async () => {
  const { page, stage, close } = await open(`/lab/${name}/`, { width: 390, hasTouch: true });
  await stage.root.locator('.scene-view').scrollIntoViewIfNeeded();
  const dispatch = (type: string, x: number, y: number) =>
    stage.root.locator('[data-grip=ball]').evaluate(
      (grip, [kind, px, py]) => {
        const view = grip.closest('svg')!.getBoundingClientRect();
        const init = {
          bubbles: true,
          pointerId: 1,
          pointerType: 'touch',
          clientX: view.left + Number(px) * view.width,
          clientY: view.top + Number(py) * view.height,
        };
        // A made-up pointer cannot be captured.
        grip.setPointerCapture = () => undefined;
        grip.dispatchEvent(new PointerEvent(String(kind), init));
      },
      [type, x, y] as const,
    );
  await dispatch('pointerdown', 0.62, 0.3);
  await dispatch('pointermove', 0.3, 0.4);
  await dispatch('pointercancel', 0.3, 0.4);
  await dispatch('pointermove', 0.9, 0.9);
  await expect.poll(() => stage.slider('ballX').inputValue()).toBe('0.3');
  expect(await stage.root.locator('[data-grip=ball]').evaluate((grip) => getComputedStyle(grip).touchAction)).toBe(
    'none',
  );
  expect(await stage.root.locator('.scene-view').evaluate((view) => getComputedStyle(view).touchAction)).not.toBe(
    'none',
  );
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
  expect(await stage.root.locator('.judge').count()).toBe(1);
  expect(await verdict(0)).toMatch(/球/);
  await stage.press('keep');
  expect(await stage.root.locator('.kept-runs tbody tr').count()).toBe(1);
  expect(errors).toEqual([]);
  await close();
});
