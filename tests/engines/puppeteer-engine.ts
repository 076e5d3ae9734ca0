import puppeteer, { type KeyInput, type SupportedBrowser } from 'puppeteer-core';
import type { Engine } from './engine.ts';

interface Program {
  readonly browser: SupportedBrowser;
  readonly path: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** Firefox over WebDriver BiDi, Chromium over its own protocol. */
export async function startWithPuppeteer({ browser, path, args = [], env = {} }: Program): Promise<Engine> {
  const program = await puppeteer.launch({
    browser,
    executablePath: path,
    args: [...args],
    env: { ...process.env, ...env },
    // A finger is there only where one is asked for.
    extraPrefsFirefox: { 'dom.w3c_touch_events.enabled': 1 },
  });
  const page = await program.newPage();
  return {
    name: (await program.version()).replace('firefox/', 'Firefox ').replace('/', ' '),
    touches: true,
    open: async (url) => void (await page.goto(url, { waitUntil: 'load' })),
    // Its own way back waits for a load, and a page that was kept has none.
    back: () =>
      page.evaluate(() => {
        setTimeout(() => {
          history.back();
        });
      }),
    size: (width, height) => page.setViewport({ width, height }),
    evaluate: (work, ...args) => page.evaluate(work as unknown as (...all: unknown[]) => never, ...args),
    click: (selector) => page.click(selector),
    tap: (selector) => page.tap(selector),
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key as KeyInput);
    },
    screenshot: async (file) => void (await page.screenshot({ path: file as `${string}.png` })),
    close: () => program.close(),
  };
}
