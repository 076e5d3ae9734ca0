import { expect, test } from 'vitest';
import { experiment } from '../../src/experiments/taste/experiment.ts';
import { params as definition, type TasteParams } from '../../src/experiments/taste/params.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { chooseBackend } from '../../src/lab/worker/backend.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'taste';
const defaults: TasteParams = defaultsOf(definition.schema);
/** The build's training, once more. */
const trained = chooseBackend().then(() => runToEnd(experiment, defaults));
const faultsOf = async (page: Parameters<typeof axe>[0]) =>
  (await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);

test('what is on the photograph is exchanged by key; the build’s net answers as in Node; a short training in Chromium is Node’s', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`, { width: 390, height: 844 });
  const stage = stageOf(page, name);
  await stage.awake();
  const { result, weights } = await trained;
  expect(await stage.readout('streetShare')).toBe(result.readouts.streetShare);
  expect(await stage.readout('pNet')).toBe(result.readouts.pNet);
  // The next word of the menu: from the arcade to the bridge, from the coat to the hoodie.
  await stage.root.locator('select[data-key=street]').focus();
  await page.keyboard.press('ArrowDown');
  const elsewhere = experiment.ask!({ ...defaults, street: 'bridge' }, weights!).readouts;
  await expect.poll(() => stage.readout('pNet')).toBe(elsewhere.pNet);
  expect(elsewhere.pTruth).toBe(result.readouts.pTruth);
  await stage.root.locator('select[data-key=garment]').selectOption('hoodie');
  const other = experiment.ask!({ ...defaults, street: 'bridge', garment: 'hoodie' }, weights!).readouts;
  await expect.poll(() => stage.readout('pNet')).toBe(other.pNet);
  expect(await stage.root.locator('.scene-view').getAttribute('aria-label')).toContain('大桥，红连帽衫');
  await expect.poll(() => new URL(page.url()).search).toBe('?street=bridge&garment=hoodie');
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);

  // The same photographs, the same ratings, the same weights after some steps: or the numbers would differ.
  const short = { pictures: 300, steps: 50, garment: 'coat', street: 'arcade' } as const;
  await stage.set(short);
  await stage.press('run');
  const node = (await runToEnd(experiment, { ...defaults, ...short })).result.readouts;
  await expect.poll(() => stage.readout('coatEffect'), { timeout: 15_000 }).toBe(node.coatEffect);
  expect(await stage.readout('pNet')).toBe(node.pNet);
  expect([...errors, ...violations]).toEqual([]);
  await close();
});

test('hearts by keys and by finger, said aloud and kept in the link; the page guesses the next batch', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/?show=you`, {
    width: 390,
    height: 844,
    hasTouch: true,
  });
  const stage = stageOf(page, name);
  await stage.awake();
  const { weights } = await trained;
  const heart = (place: number) => stage.root.locator(`.heart[data-place="${place}"]`);
  const inNode = (hearts: string) => experiment.ask!({ ...defaults, show: 'you', hearts }, weights!);
  const liked = () =>
    stage.root
      .locator('.heart[aria-pressed=true]')
      .evaluateAll((all) => all.map((one) => Number(one.dataset['place'])));
  await expect.poll(() => stage.root.locator('.heart').count()).toBe(12);
  expect(await stage.root.locator('.heart-said').innerText()).toContain('太少');
  const box = (await heart(0).boundingBox())!;
  expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(24);

  await heart(0).focus();
  await page.keyboard.press('Space');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await heart(10).tap();
  await heart(5).tap();
  await heart(5).tap();
  await expect.poll(liked).toEqual([0, 3, 10]);
  expect(await heart(0).getAttribute('aria-label')).toMatch(/^喜欢：.+，.+，/);
  const shares = () => stage.root.locator('.heart-guesses b').allInnerTexts();
  const percents = ({ series }: ReturnType<typeof inNode>) =>
    Array.from(series.nextProbability!, (p) => `${(100 * Number(p.toFixed(2))).toFixed(0)}%`);
  await expect.poll(shares).toEqual(percents(inNode('adk')));
  await expect.poll(() => stage.root.locator('[aria-live=polite]').first().innerText()).toContain('点了 3 颗心');
  await expect.poll(() => new URL(page.url()).search).toContain('hearts=adk');

  await stage.root.locator('[data-hearts=next]').click();
  await expect.poll(liked).toEqual([]);
  await heart(1).click();
  await expect.poll(shares).toEqual(percents(inNode('adk.b')));
  expect(await stage.root.locator('.heart-hits').innerText()).toContain(`你点了 ${inNode('adk.b').readouts.hits} 张`);
  expect(await faultsOf(page)).toEqual([]);
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);

  // Whoever is sent the link sees the same hearts.
  await page.reload();
  await stage.awake();
  await expect.poll(liked).toEqual([1]);
  await expect.poll(shares).toEqual(percents(inNode('adk.b')));
  await stage.root.locator('[data-hearts=clear]').click();
  await expect.poll(liked).toEqual([]);
  await expect.poll(() => new URL(page.url()).search).toBe('?show=you');
  expect([...errors, ...violations]).toEqual([]);
  await close();
});

test('two cities’ pages: four photographs each, by the net of the build', async () => {
  const { page, errors, close } = await openPage(`/lab/${name}/?show=cities`, { width: 320 });
  const stage = stageOf(page, name);
  await stage.awake();
  const { result } = await trained;
  const pages = () =>
    stage.root
      .locator('.city-page ol')
      .evaluateAll((lists) => lists.map((list) => [...list.querySelectorAll('img')].map(({ alt }) => alt)));
  await expect.poll(async () => (await pages()).map((page) => page.length)).toEqual([4, 4]);
  const [ofM, ofS] = await pages();
  const both = [...result.series.pageM].filter((place) => result.series.pageS.includes(place)).length;
  expect(ofM!.filter((alt) => ofS!.includes(alt))).toHaveLength(both);
  expect(await faultsOf(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  expect(errors).toEqual([]);
  await close();
});
