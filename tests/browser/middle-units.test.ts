import { beforeAll, expect, test } from 'vitest';
import { experiment } from '../../src/experiments/middle-units/experiment.ts';
import { figure } from '../../src/experiments/middle-units/figure.ts';
import { params as definition } from '../../src/experiments/middle-units/params.ts';
import { runToEnd } from '../../src/lab/contract/run-to-end.ts';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import { chooseBackend } from '../../src/lab/worker/backend.ts';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const name = 'middle-units';
const defaults = defaultsOf(definition.schema);

beforeAll(async () => void (await chooseBackend()));

test('a round is voted by keyboard alone, spoken all along, then revealed; votes outlive a reload', async () => {
  const { page, requests, errors, violations, close } = await openPage(`/lab/${name}/`, { width: 390, height: 844 });
  const stage = stageOf(page, name);
  await stage.awake();
  const said = () => stage.root.locator('.booth [aria-live]').innerText();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-vote'));
  const image = () => stage.root.locator('.nine image').getAttribute('href');
  expect(await stage.root.innerText()).not.toMatch(/有名字/);
  await stage.root.locator('[data-vote=yes]').focus();
  const seen = new Set([await image()]);
  const vote = async (key: string, count: number) => {
    await page.keyboard.press(key);
    await expect.poll(() => stage.readout('votes')).toBe(count);
    seen.add(await image());
  };
  await vote('Enter', 1);
  await expect.poll(said).toMatch(/^第 1 个：叫得出。第 2 个单元，.*正中间依次是：/);
  expect(await focused()).toBe('yes');
  await page.keyboard.press('Tab');
  await vote('Space', 2);
  await expect.poll(said).toMatch(/^第 2 个：叫不出。/);

  // Taken back, and cast again.
  await page.keyboard.press('Tab');
  await vote('Enter', 1);
  await page.keyboard.press('Shift+Tab');
  for (let count = 2; count <= 11; count++) await vote('Enter', count);
  expect(seen.size).toBe(12);
  expect(requests.filter((url) => url.includes('trained.json'))).toHaveLength(1);

  await expect.poll(() => page.url()).toContain(`ynnnnnnnnnn`);
  await page.reload();
  await stage.awake();
  await expect.poll(() => stage.readout('votes')).toBe(11);
  await stage.root.locator('[data-vote=no]').focus();
  await page.keyboard.press('Enter');
  await stage.root.locator('.outcome').waitFor();
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('outcome');
  for (const network of ['supervised', 'k-means', 'untrained']) {
    expect(await stage.root.locator(`.outcome [data-readout="readerNamed.${network}"]`).innerText()).toMatch(
      /^[01] \/ 4$/,
    );
  }
  expect(await stage.root.locator('.last-round li').count()).toBe(12);
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

  // Words of the post set everything else, and leave the votes as they are.
  await stage.root.evaluate((element) =>
    element.dispatchEvent(new CustomEvent('stage:try', { detail: { show: 'measure', network: 'k-means' } })),
  );
  await expect.poll(() => stage.readout('units')).toBe(40);
  expect(await stage.root.locator('.last-round li').count()).toBe(12);

  // The threshold moves the line, and what is named with it.
  const before = await stage.readout('named');
  await stage.slider('threshold').focus();
  await page.keyboard.press('Home');
  await expect.poll(() => stage.readout('named')).toBeGreaterThan(before);

  await stage.root.locator('[data-vote=more]').focus();
  await page.keyboard.press('Enter');
  await stage.root.locator('.booth').waitFor();
  await expect.poll(focused).toBe('yes');
  expect([...errors, ...violations]).toEqual([]);
  await close();
});

test('a training of the reader’s finds the units that Node finds, pixel by pixel; stopped, it goes on where it was', async () => {
  const params = { ...defaults, images: 200, seed: 2 };
  const node = runToEnd(experiment, params);
  const { page, errors, close } = await openPage(`/lab/${name}/?images=200&seed=2`);
  const stage = stageOf(page, name);
  await stage.awake();
  // A link that asks for another training begins it.
  await expect.poll(() => stage.root.locator('.squares span').count()).toBe(9);
  await stage.press('pause');
  await stage.reach('paused');
  expect(await stage.root.locator('[data-vote=yes]').getAttribute('aria-disabled')).toBe('true');
  await stage.press('run');
  await stage.reach('done');
  const { result } = await node;
  const { exhibit } = figure(result, params);
  await expect.poll(() => stage.root.locator('.nine image').getAttribute('href')).toBe(exhibit.nine!.image);
  expect(errors).toEqual([]);
  await close();
});
