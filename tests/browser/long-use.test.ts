import { readdirSync } from 'node:fs';
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/lab/science/random.ts';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';
import { everyPair, todays } from './todays-share.ts';

/** What the page holds when everything that can be collected has been. */
interface Held {
  readonly megabytes: number;
  /** In the document, and those that something still holds and nobody sees. */
  readonly nodes: number;
  readonly detached: number;
  readonly listeners: number;
  readonly workers: number;
  readonly tensors: number;
}

async function held(page: Page, session: CDPSession): Promise<Held> {
  // What is to be collected may be found to be so only when something else has been.
  for (let i = 0; i < 4; i++) {
    await session.send('HeapProfiler.collectGarbage');
    await page.waitForTimeout(100);
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const counters = await session.send('Memory.getDOMCounters');
  const { nodes, tensors } = await page.evaluate(() => {
    let count = 1;
    const all = document.createTreeWalker(document);
    while (all.nextNode()) count++;
    const stages = [...document.querySelectorAll<HTMLElement>('[data-tensors]')];
    return { nodes: count, tensors: stages.reduce((sum, { dataset }) => sum + Number(dataset['tensors']), 0) };
  });
  return {
    megabytes: Math.round((10 * usedSize) / 2 ** 20) / 10,
    nodes,
    detached: counters.nodes - nodes,
    listeners: counters.jsEventListeners,
    workers: page.workers().length,
    tensors,
  };
}

/** One thing that a reader might do to an experiment; presses and changes as the browser reports them. */
const doSomething = (page: Page, name: string, [what, where]: readonly [number, number]) =>
  page.evaluate(
    ([name, what, where]) => {
      const root = document.querySelector<HTMLElement>(`[data-experiment="${name}"]`)!;
      root.scrollIntoView({ block: 'center' });
      const parts = [...root.querySelectorAll<HTMLElement>('button:not([disabled]), input, select, summary')];
      // What leaves the page, opens the system's own windows, or is to be kept, is not tried.
      const apart = new Set(['full-screen', 'reload', 'png', 'svg', 'csv', 'share', 'embed', 'py', 'ipynb', 'keep']);
      const usable = parts.filter(({ dataset }) => !apart.has(dataset['action'] ?? ''));
      const part = usable[Math.floor(where * usable.length)];
      if (part instanceof HTMLInputElement && part.type === 'range') {
        part.valueAsNumber = Number(part.min) + what * (Number(part.max) - Number(part.min));
        for (const type of ['input', 'change']) part.dispatchEvent(new Event(type, { bubbles: true }));
      } else if (part instanceof HTMLSelectElement) {
        part.selectedIndex = Math.floor(what * part.options.length);
        for (const type of ['input', 'change']) part.dispatchEvent(new Event(type, { bubbles: true }));
      } else part?.click();
    },
    [name, what, where] as const,
  );

/** All is folded and set as at first, shows the same step of a run, and computes nothing: two such states can be compared. */
async function putBack(page: Page, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const stage = stageOf(page, name);
    await stage.root.evaluate((root) => {
      root.scrollIntoView({ block: 'center' });
      root.querySelector<HTMLElement>('[data-action=defaults]')!.click();
      for (const fold of root.querySelectorAll('details')) fold.open = false;
      root.querySelector<HTMLElement>('[data-action=reset]')!.click();
    });
    await stage.reach(/paused|done/);
  }
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  await expect.poll(() => page.workers().filter((worker) => !worker.url().includes('drawing')).length).toBe(0);
}

const experiments = readdirSync('src/experiments', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
/**
 * `npm run faults` uses the post for minutes, all of its experiments together; the suite one experiment for seconds, another every
 * day.
 */
const path = everyPair ? '/posts/lstm-lecture/' : `/lab/${todays(experiments)}/`;
const rounds = 5;
const presses = Number(process.env['PRESSES'] ?? (everyPair ? 2000 : 100)) / rounds;

test(`what use takes is given back on ${path}: memory, nodes, listeners, workers, tensors`, async () => {
  const { page, context, errors, violations, close } = await openPage(path);
  const session = await context.newCDPSession(page);
  const names = await page
    .locator('[data-experiment]')
    .evaluateAll((found) => found.map((one) => (one as HTMLElement).dataset['experiment']!));
  for (const name of names) await stageOf(page, name).awake();
  const seed = Date.now();
  /** The same every time: what is then more than before was not given back. */
  const use = async () => {
    const random = createRandom(seed, 'interactions');
    for (let i = 0; i < presses; i++) {
      const name = names[random.integer(names.length)]!;
      await doSomething(page, name, [random.uniform(), random.uniform()]);
      await page.waitForTimeout(everyPair ? 40 : 15);
    }
    await putBack(page, names);
    return held(page, session);
  };
  const states: Held[] = [];
  for (let round = 0; round < rounds; round++) states.push(await use());
  console.log(
    [`${rounds} rounds of ${presses} presses, seed ${seed}`, ...states.map((one) => JSON.stringify(one))].join('\n'),
  );
  // The first rounds bring what stays, and in any of them a part may have been left unfolded: what was not given back is more
  // in both of the last than in either of the first.
  const more = (of: keyof Held): number =>
    Math.min(...states.slice(-2).map((one) => one[of])) - Math.max(...states.slice(0, 2).map((one) => one[of]));
  expect(more('workers')).toBeLessThanOrEqual(0);
  expect(more('listeners')).toBeLessThanOrEqual(everyPair ? 15 : 2);
  expect(more('nodes')).toBeLessThanOrEqual(everyPair ? 150 : 50);
  expect(more('detached')).toBeLessThanOrEqual(everyPair ? 1000 : 150);
  expect(more('megabytes')).toBeLessThanOrEqual(everyPair ? 2 : 0.8);
  expect(more('tensors')).toBeLessThanOrEqual(30);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
}, 1_800_000);
