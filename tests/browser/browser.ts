import axeCore, { type Result } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { browserSwitches } from '../../scripts/launch/browser.mjs';
import './setup.ts';

/** What a page is opened with; the rest is Playwright's own (hasTouch, deviceScaleFactor, locale ...). */
export interface PageOptions extends BrowserContextOptions {
  readonly width?: number;
  readonly height?: number;
  /** Before anything is loaded: routes, scripts of one's own, clocks. */
  readonly prepare?: (page: Page, context: BrowserContext) => Promise<void>;
}

/** An open page and what happened to it, from its first byte on. The lists grow while the page lives. */
export interface OpenedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** what its content policy refused: `directive address (file:line)`, or the console's words */
  readonly violations: string[];
  /** the address of everything that it asked for, in order */
  readonly requests: string[];
  /** uncaught errors, and what the console had as an error (a missing file is one), violations aside */
  readonly errors: string[];
  /** Waits until it has asked for nothing for half a second. */
  quiet(): Promise<void>;
  close(): Promise<void>;
}

let launched: Promise<Browser> | undefined;

/** One browser for a worker of Vitest, which ends it when it ends itself; a page's context is its own. */
function browser(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: inject('browserPath'),
    args: browserSwitches,
    env: { ...process.env, ...inject('browserEnv') } as Record<string, string>,
  });
  return launched;
}

/** The full address of a path of the site: `/about/` -> `http://127.0.0.1:4399/repo/about/`. */
export function siteUrl(path: string): string {
  return new URL(path.replace(/^\//, ''), inject('siteUrl')).href;
}

/** Opens a page in a context of its own and waits for its load event. */
export async function openPage(path: string, options: PageOptions = {}): Promise<OpenedPage> {
  const { width = 1280, height = 900, prepare, ...rest } = options;
  const context = await (await browser()).newContext({ viewport: { width, height }, locale: 'zh-CN', ...rest });
  const violations: string[] = [];
  const requests: string[] = [];
  const errors: string[] = [];
  // The event has what the console has not: workers aside, every refusal, whether or not somebody printed it.
  await context.exposeBinding('reportViolation', (_source, text: string) => violations.push(text));
  await context.addInitScript(() => {
    const report = (window as unknown as { reportViolation: (text: string) => Promise<void> }).reportViolation;
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event;
      void report(`${effectiveDirective} ${blockedURI} (${sourceFile}:${lineNumber})`);
    });
  });
  context.on('request', (request) => requests.push(request.url()));
  const page = await context.newPage();
  page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  page.on('console', (message) => {
    if (/Content[- ]Security[- ]Policy/iu.test(message.text())) violations.push(message.text());
    else if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  await prepare?.(page, context);
  await page.goto(siteUrl(path), { waitUntil: 'load' });
  // Playwright's own 'networkidle' was seen to wait for ever, once in some hundred pages: it counts requests in flight,
  // and an answer that it did not hear of stays in flight.
  const quiet = async (): Promise<void> => {
    for (let seen = -1; seen < requests.length; await page.waitForTimeout(500)) seen = requests.length;
  };
  return { page, context, violations, requests, errors, quiet, close: () => context.close() };
}

/**
 * What axe finds wrong. Its source goes in by the debugger's protocol, which a page's content policy does not govern.
 * @param part a selector: only what is in it, where the rest of the page has been looked at by another test
 */
export async function axe(page: Page, part?: string): Promise<Result[]> {
  await page.evaluate(`if (!window.axe) { ${axeCore.source} }`);
  return page.evaluate(async (selector) => {
    const { axe: runner } = window as unknown as { axe: typeof axeCore };
    return (await runner.run(selector ?? document, { resultTypes: ['violations'] })).violations;
  }, part);
}
