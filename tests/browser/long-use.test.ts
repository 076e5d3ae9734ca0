import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createRandom } from '../../src/lab/science/random.ts';
import { openPage } from './browser.ts';

/**
 * An hour's use of the post, condensed: whatever is pressed and set, what it took is given back. Minutes long: by
 * `npm run faults`, not by `npm test`.
 */
const interactions = Number(process.env['PRESSES'] ?? 2000);
interface Held {
  readonly megabytes: number;
  readonly nodes: number;
  readonly listeners: number;
  readonly workers: number;
}

/** What the page holds when everything that can be collected has been. */
async function held(page: Page, session: CDPSession): Promise<Held> {
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { megabytes: usedSize / 2 ** 20, nodes, listeners: jsEventListeners, workers: page.workers().length };
}

/** One thing that a reader might do to an experiment; presses and changes as the browser reports them. */
const doSomething = (page: Page, name: string, [what, where]: readonly [number, number]) =>
  page.evaluate(
    ([name, what, where]) => {
      const root = document.querySelector<HTMLElement>(`[data-experiment="${name}"]`)!;
      root.scrollIntoView({ block: 'center' });
      const parts = [...root.querySelectorAll<HTMLElement>('button:not([disabled]), input, select, summary')];
      // What leaves the page or opens the system's own windows is not tried.
      const apart = new Set(['full-screen', 'reload', 'png', 'svg', 'csv', 'share', 'embed', 'python', 'notebook']);
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

test.runIf(process.env['FAULTS'] === 'all')(
  'what use takes is given back: memory, nodes, listeners, workers',
  async () => {
    const { page, context, errors, violations, close } = await openPage('/posts/lstm-lecture/');
    const session = await context.newCDPSession(page);
    const random = createRandom(Date.now(), 'interactions');
    const names = await page
      .locator('[data-experiment]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['experiment']!));
    /** All that runs is stopped, as when the reader leaves, and nothing is open. */
    const rest = async () => {
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await expect.poll(() => page.workers().filter((worker) => !worker.url().includes('drawing')).length).toBe(0);
    };
    const use = async (times: number) => {
      for (let i = 0; i < times; i++) {
        const name = names[random.integer(names.length)]!;
        await doSomething(page, name, [random.uniform(), random.uniform()]);
        await page.waitForTimeout(40);
      }
      await rest();
      return held(page, session);
    };
    // The first use of each brings what stays: its scripts, its charts.
    for (const name of names) {
      await page.locator(`[data-experiment="${name}"]`).scrollIntoViewIfNeeded();
      await expect
        .poll(() => page.locator(`[data-experiment="${name}"]`).getAttribute('data-state'), { timeout: 15_000 })
        .not.toBe('still');
    }
    // So does the first use of each panel and table: by then nearly all have been opened and shut.
    const before = await use(interactions / 2);
    const after = await use(interactions);
    console.log(`${interactions} interactions: ${JSON.stringify(before)} -> ${JSON.stringify(after)}`);
    expect(after.workers).toBeLessThanOrEqual(before.workers + 2);
    expect(after.nodes).toBeLessThan(1.25 * before.nodes);
    expect(after.listeners).toBeLessThan(1.25 * before.listeners);
    expect(after.megabytes).toBeLessThan(before.megabytes + 12);
    expect(errors).toEqual([]);
    expect(violations).toEqual([]);
    await close();
  },
  1_800_000,
);
