import { readdirSync } from 'node:fs';
import type { BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { openPage, siteUrl, type OpenedPage } from './browser.ts';
import { stageOf } from './stage.ts';
import { everyPair, todays } from './todays-share.ts';

/**
 * What happens to a page while an experiment runs on it. After every fault the same must hold: nothing threw, what was set
 * is still set, no spinner is left turning, and the experiment computes on. The suite tries each fault on one experiment,
 * the next run on another; `npm run faults` tries every pair.
 */
const names = readdirSync('src/experiments', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
let cells = 0;
afterAll(() => console.log(`fault matrix: ${cells} cells, ${faults.length} faults x ${names.length} experiments`));

interface Cell {
  readonly name: string;
  readonly page: Page;
  readonly context: BrowserContext;
  readonly stage: ReturnType<typeof stageOf>;
}

interface Fault {
  readonly what: string;
  /** Before anything is loaded. */
  prepare?(page: Page, context: BrowserContext): Promise<unknown>;
  /** Where a run has begun and has shown its first picture. */
  strike?(cell: Cell): Promise<unknown>;
  /** The console may say this of it. */
  readonly said?: RegExp;
}

const slowly = (route: Route) =>
  void setTimeout(() => void route.continue().catch(() => undefined), 700 * Math.random());

const faults: readonly Fault[] = [
  {
    what: 'storage is full',
    prepare: (page) =>
      page.addInitScript(() => {
        Storage.prototype.setItem = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }),
  },
  {
    what: 'the clock is put back by an hour, then forward by a day',
    async strike({ page }) {
      for (const hours of [-1, 24]) {
        await page.evaluate((by) => {
          const now = Date.now.bind(Date);
          Date.now = () => now() + 3_600_000 * by;
        }, hours);
        await page.waitForTimeout(150);
      }
    },
  },
  {
    what: 'the window changes its size fifty times',
    async strike({ page }) {
      for (let i = 0; i < 50; i++) await page.setViewportSize({ width: 320 + ((37 * i) % 1000), height: 500 + 8 * i });
      await page.setViewportSize({ width: 1280, height: 900 });
    },
  },
  {
    what: 'the reader zooms to 200 % and 400 %',
    async strike({ page, context }) {
      const session = await context.newCDPSession(page);
      for (const zoom of [2, 4, 1]) {
        const screen = { width: Math.round(1280 / zoom), height: Math.round(900 / zoom), mobile: false };
        await session.send('Emulation.setDeviceMetricsOverride', { ...screen, deviceScaleFactor: zoom });
        await page.waitForTimeout(100);
      }
    },
  },
  {
    what: 'the page is printed',
    async strike({ page }) {
      await page.emulateMedia({ media: 'print' });
      await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      await page.waitForTimeout(150);
      await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
      await page.emulateMedia({ media: null });
    },
  },
  {
    what: 'the network goes',
    strike: ({ context }) => context.setOffline(true),
  },
  {
    what: 'a second tab opens the same page and sets something else',
    async strike({ name, context }) {
      const other = await context.newPage();
      await other.goto(siteUrl(`/lab/${name}/`));
      const stage = stageOf(other, name);
      await stage.awake();
      await stage.set({ seed: 3 });
      await stage.press('step');
      await stage.reach(/paused|done/);
      await other.close();
    },
  },
  {
    what: 'the reader goes to another page and back',
    async strike({ page, stage }) {
      await page.goto(siteUrl('/about/'));
      await page.goBack();
      await stage.awake();
    },
  },
  {
    what: 'the page is put away for later and shown again',
    async strike({ page, stage }) {
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
      await page.waitForTimeout(150);
      await page.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
      await stage.awake();
    },
  },
  {
    what: 'every button is pressed twenty times',
    async strike({ stage }) {
      for (const action of ['step', 'run', 'reset', 'seed']) {
        await stage.root.evaluate((root, which) => {
          for (let i = 0; i < 20; i++) {
            const both = which === 'run' ? '[data-action=run], [data-action=pause]' : `[data-action=${which}]`;
            root.querySelector<HTMLButtonElement>(both)?.click();
          }
        }, action);
      }
      await stage.set({ seed: 77 });
    },
  },
  {
    what: 'its scripts come late and in any order',
    prepare: (_, context) => context.route(/\.js$/, slowly),
  },
  {
    what: 'the browser keeps its locks from the page and from its workers',
    async prepare(page, context) {
      const without = `Object.defineProperty(navigator, 'locks', { value: undefined });`;
      await page.addInitScript(without);
      await context.route(/\/worker-[^/]*\.js$/, async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, body: `${without}${await answer.text()}` });
      });
    },
  },
  {
    what: 'the WebAssembly file is no WebAssembly',
    prepare: (_, context) =>
      context.route(/\.wasm$/, (route) => route.fulfill({ contentType: 'application/wasm', body: 'none' })),
    said: /WebAssembly|wasm/i,
  },
  {
    what: 'the tab is hidden and seen again',
    async strike({ page }) {
      for (const state of ['hidden', 'visible']) {
        await page.evaluate((value) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => value });
          document.dispatchEvent(new Event('visibilitychange'));
        }, state);
        await page.waitForTimeout(100);
      }
    },
  },
];

/** In a fortnight each experiment meets every fault. */
const pairs = faults.flatMap((fault, i) =>
  everyPair ? names.map((name) => ({ ...fault, name })) : [{ ...fault, name: todays(names, 5 * i) }],
);

test.each(pairs)('$what: $name computes on', async ({ name, prepare, strike, said }) => {
  const opened = await openPage(
    `/lab/${name}/`,
    prepare ? { prepare: async (...to) => void (await prepare(...to)) } : {},
  );
  const { page, context, close } = opened;
  const stage = stageOf(page, name);
  await stage.awake();
  await stage.set({ seed: 77 });
  await stage.root.locator('[data-action=run]').click();
  await stage.reach(/running|paused|done/);
  await strike?.({ name, page, context, stage });
  await computesOn(opened, name);
  expect(opened.violations).toEqual([]);
  expect(opened.errors.filter((error) => !said?.test(error))).toEqual([]);
  cells++;
  await close();
});

/** It can be paused, stepped and begun anew, with the settings that it had. */
async function computesOn({ page }: OpenedPage, name: string) {
  const stage = stageOf(page, name);
  const pause = stage.root.locator('[data-action=pause]');
  // It may end by itself before it is pressed.
  await pause.click({ timeout: 1000 }).catch(() => undefined);
  await stage.reach(/paused|done|idle/);
  await stage.press('step');
  await stage.reach(/paused|done/);
  expect(await stage.root.locator('.notice').first().innerText()).toBe('');
  expect(new URL(page.url()).searchParams.get('seed')).toBe('77');
}
