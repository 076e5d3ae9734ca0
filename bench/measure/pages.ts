import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { browserSwitches, findBrowser } from '../../scripts/launch/browser.mjs';
import { createPagesServer, listen } from '../../scripts/serve/pages-server.mjs';
import type { PageResult, PagesResults } from '../../src/bench/results.ts';
import { quantile } from '../../src/bench/rounds.ts';

/** Fetched by npm when it is asked for: a hundred packages that nobody else needs. */
const lighthouse = 'lighthouse@13.5.0';
/** How many times slower a middling phone is; Lighthouse's own mobile setting. */
const slowDown = 4;

/**
 * How light pages are: Lighthouse on a simulated phone, bytes by kind, and tasks that keep the page from answering while it
 * is loaded and read through. The same for any address or folder, so that a peer's page is measured in the same run.
 * @param places addresses or folders; a folder's pages are its index, a post and what is under lab/
 */
export async function measurePages(
  places: readonly string[],
  runs: number,
  say: (text: string) => void,
): Promise<PagesResults> {
  const found = await findBrowser({ mayInstall: true });
  const env = { ...process.env, ...found.env, CHROME_PATH: found.path } as Record<string, string>;
  const browser = await chromium.launch({ executablePath: found.path, args: [...browserSwitches], env });
  const rows: PageResult[] = [];
  try {
    for (const place of places) {
      const opened = /^https?:/.test(place) ? { addresses: [place], close: () => undefined } : await serve(place);
      for (const address of opened.addresses) {
        say(address);
        rows.push({
          ...(await byLighthouse(address, runs, env)),
          ...(await tasksOf(browser, address)),
          address: place === ownPlace ? new URL(address).pathname : address,
        });
      }
      opened.close();
    }
    return {
      date: new Date().toISOString().slice(0, 10),
      processor: cpus()[0]?.model ?? 'unknown',
      cores: cpus().length,
      browser: browser.version(),
      lighthouse: lighthouse.split('@')[1]!,
      runs,
      rows,
    };
  } finally {
    await browser.close();
  }
}

/** Our own site, as the job builds it. */
export const ownPlace = join('.cache', 'bench-site');

async function serve(folder: string): Promise<{ addresses: string[]; close: () => void }> {
  if (!existsSync(join(folder, 'index.html'))) throw new Error(`There is no site in ${folder}.`);
  const server = createPagesServer({ folder: resolve(folder) });
  const origin = `http://127.0.0.1:${await listen(server, 4400)}`;
  const below = (part: string) =>
    existsSync(join(folder, part))
      ? readdirSync(join(folder, part), { withFileTypes: true })
          .filter((entry) => entry.isDirectory() && existsSync(join(folder, part, entry.name, 'index.html')))
          .map(({ name }) => `/${part}/${name}/`)
      : [];
  const paths = ['/', '/about/', ...below('posts').slice(0, 3), '/lab/', ...below('lab')];
  return {
    addresses: paths.filter((path) => existsSync(join(folder, path, 'index.html'))).map((path) => origin + path),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Audits {
  readonly categories: { readonly performance: { readonly score: number } };
  readonly audits: Readonly<
    Record<string, { readonly numericValue?: number; readonly details?: { readonly items: unknown[] } }>
  >;
}

async function byLighthouse(address: string, runs: number, env: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'lighthouse-'));
  const file = join(folder, 'report.json');
  const reports: Audits[] = [];
  try {
    for (let run = 0; run < runs; run++) {
      const flags = `--chrome-flags=${browserSwitches.join(' ')} --headless`;
      const asked = [
        address,
        '--output=json',
        `--output-path=${file}`,
        '--quiet',
        '--only-categories=performance',
        flags,
      ];
      await promisify(execFile)('npm', ['exec', '--yes', `--package=${lighthouse}`, '--', 'lighthouse', ...asked], {
        env,
      });
      reports.push(JSON.parse(readFileSync(file, 'utf8')) as Audits);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const scores = reports.map(({ categories }) => Math.round(100 * categories.performance.score)).sort((a, b) => a - b);
  const middle = (audit: string) =>
    quantile(
      reports.map(({ audits }) => audits[audit]?.numericValue ?? NaN),
      0.5,
    );
  const bytes: Record<string, number> = {};
  const requests = (reports[0]?.audits['network-requests']?.details?.items ?? []) as {
    readonly resourceType?: string;
    readonly transferSize?: number;
  }[];
  for (const { resourceType = 'Other', transferSize = 0 } of requests)
    bytes[resourceType] = (bytes[resourceType] ?? 0) + transferSize;
  return {
    score: quantile(scores, 0.5),
    scoreLow: scores[0]!,
    scoreHigh: scores.at(-1)!,
    firstPaintMs: middle('first-contentful-paint'),
    largestPaintMs: middle('largest-contentful-paint'),
    blockingMs: middle('total-blocking-time'),
    layoutShift: middle('cumulative-layout-shift'),
    bytes,
    requests: requests.length,
  };
}

/** Tasks over 50 ms in the page's own thread, four times slowed: while it loads, and while it is scrolled through. */
async function tasksOf(browser: Browser, address: string) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: 'zh-CN',
  });
  try {
    const page = await context.newPage();
    const protocol = await context.newCDPSession(page);
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: slowDown });
    await page.addInitScript(() => {
      const tasks: number[] = [];
      new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
        type: 'longtask',
        buffered: true,
      });
      Object.assign(window, { tasks });
    });
    await page.goto(address, { waitUntil: 'load' });
    await page.waitForTimeout(2000);
    const taken = () => page.evaluate(() => (window as unknown as { tasks: number[] }).tasks.splice(0));
    const loading = await taken();
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    for (let top = 0; top < height; top += 700) {
      await page.evaluate((to) => scrollTo(0, to), top);
      await page.waitForTimeout(250);
    }
    await page.waitForTimeout(1000);
    const reading = await taken();
    return { loadTasks: loading.map(Math.round), readTasks: reading.map(Math.round) };
  } finally {
    await context.close();
  }
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);

/** For the terminal: a line for each page. */
export function asTable({ rows }: PagesResults): string {
  const kinds = [...new Set(rows.flatMap(({ bytes }) => Object.keys(bytes)))].sort();
  const head = [
    'page',
    'score',
    'FCP',
    'LCP',
    'TBT',
    'CLS',
    ...kinds.map((kind) => `${kind} kB`),
    'load > 50',
    'read > 50',
  ];
  const lines = rows.map((row) => [
    row.address,
    `${row.score} (${row.scoreLow}-${row.scoreHigh})`,
    ...[row.firstPaintMs, row.largestPaintMs, row.blockingMs].map((ms) => `${Math.round(ms)}`),
    row.layoutShift.toFixed(3),
    ...kinds.map((kind) => kilobytes(row.bytes[kind] ?? 0)),
    row.loadTasks.join(' ') || '-',
    row.readTasks.join(' ') || '-',
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...lines.map((line) => line[i]!.length)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

export function writePages(results: PagesResults): void {
  writeFileSync('bench/pages.json', `${JSON.stringify(results, null, 1)}\n`);
}
