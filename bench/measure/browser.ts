import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { browserSwitches, findBrowser } from '../../scripts/launch/browser.mjs';
import { createPagesServer, listen } from '../../scripts/serve/pages-server.mjs';
import { levels, type BackendName } from '../../src/lab/worker/backend.ts';
import type { DeviceMessage } from '../../src/bench/device-messages.ts';
import { quantile } from '../../src/bench/rounds.ts';
import type { SliderResult, StartUpResult, TrainingResult } from '../../src/bench/results.ts';
import type { CaseResult } from './summary.ts';
import { measureTraining } from './training.ts';
import { lstmCases, mlpCase } from '../../src/bench/cases.ts';

export interface BrowserResults {
  readonly version: string;
  readonly cases: readonly CaseResult[];
  /** The backend that readers get first, then the one that it falls back to. */
  readonly startUps: readonly StartUpResult[];
  readonly sliders: readonly SliderResult[];
  readonly trainings: readonly TrainingResult[];
}

const startUps = 7;
const sliderSamples = 40;
const trainingSamples = 5;
const trained = ['credit-assignment', 'cyclist', 'ping-pong'];

/** The built site in a real browser. @param folder the site */
export async function measureInBrowser(folder: string, say: (text: string) => void): Promise<BrowserResults> {
  const found = await findBrowser({ mayInstall: true });
  const server = createPagesServer({ folder: join(process.cwd(), folder) });
  let sent = 0;
  server.on('connection', (socket) => {
    let before = 0;
    const count = () => {
      sent += socket.bytesWritten - before;
      before = socket.bytesWritten;
    };
    counters.add(count);
    socket.on('close', () => {
      count();
      counters.delete(count);
    });
  });
  const counters = new Set<() => void>();
  const bytesSent = () => {
    for (const count of counters) count();
    return sent;
  };
  const origin = `http://127.0.0.1:${await listen(server, 4400)}`;
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...browserSwitches],
    env: { ...process.env, ...found.env } as Record<string, string>,
  });
  try {
    say(`browser: ${found.path}, start-up`);
    const workerUrl = await findWorker(browser, origin);
    const measured = [];
    for (const level of levels) measured.push(await measureStartUp(browser, origin, workerUrl, level, bytesSent));
    const sliders = [];
    for (const depth of [50, 100]) {
      say(`browser: slider at depth ${depth}`);
      sliders.push(await measureSlider(browser, origin, depth));
    }
    const trainings = [];
    for (const experiment of trained) {
      say(`browser: ${experiment}, trained`);
      for (const slowDown of [1, 4])
        trainings.push(await measureTraining(browser, origin, experiment, slowDown, trainingSamples));
    }
    say('browser: cases');
    const cases = await measureCases(browser, origin, workerUrl);
    return { version: browser.version(), cases, startUps: measured, sliders, trainings };
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** The address of the measuring worker's script: the page's button starts it. */
async function findWorker(browser: Browser, origin: string): Promise<string> {
  const page = await openPage(browser, `${origin}/bench/`);
  const started = page.waitForEvent('worker');
  await page.locator('[data-action="measure-device"]').click();
  const url = (await started).url();
  await page.context().close();
  return url;
}

/** In the page: from new Worker to its message that it has a gradient. */
function firstGradient({ url, level }: { url: string; level: BackendName }): Promise<{ ms: number; backend: string }> {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const worker = new Worker(url, { type: 'module' });
    worker.onerror = () => reject(new Error('The measuring worker could not be loaded.'));
    worker.onmessage = ({ data }: MessageEvent<DeviceMessage>) => {
      if (data.kind === 'error') reject(new Error(data.message));
      if (data.kind !== 'first-gradient') return;
      resolve({ ms: performance.now() - begun, backend: data.backend });
      worker.terminate();
    };
    worker.postMessage({ kind: 'first-gradient', backend: level });
  });
}

async function measureStartUp(
  browser: Browser,
  origin: string,
  url: string,
  level: BackendName,
  bytesSent: () => number,
) {
  const cold: number[] = [];
  const warm: number[] = [];
  const bytes: number[] = [];
  let backend = '';
  for (let i = 0; i < startUps; i++) {
    const page = await openPage(browser, `${origin}/about/`);
    await page.waitForLoadState('networkidle');
    const before = bytesSent();
    const first = await page.evaluate(firstGradient, { url, level });
    bytes.push(bytesSent() - before);
    cold.push(first.ms);
    backend = first.backend;
    warm.push((await page.evaluate(firstGradient, { url, level })).ms);
    await page.context().close();
  }
  return {
    backend,
    coldMs: quantile(cold, 0.5),
    warmMs: quantile(warm, 0.5),
    bytes: quantile(bytes, 0.5),
    samples: startUps,
  };
}

async function measureSlider(browser: Browser, origin: string, depth: number) {
  const page = await openPage(browser, `${origin}/lab/vanishing-gradient/?depth=${depth}`);
  const root = page.locator('[data-experiment="vanishing-gradient"]');
  await root.scrollIntoViewIfNeeded();
  // At the default depth nothing is asked for yet: one move of the slider below brings the worker and the canvas.
  await page.waitForFunction(
    () =>
      !['still', 'loading'].includes(
        document.querySelector<HTMLElement>('[data-experiment]')?.dataset['state'] ?? 'still',
      ),
  );
  const samples = await page.evaluate(moveSlider, sliderSamples);
  await page.context().close();
  const of = (key: 'picture' | 'readout', share: number) =>
    quantile(
      samples.times.map((time) => time[key]),
      share,
    );
  return {
    depth,
    pictureP50: of('picture', 0.5),
    pictureP95: of('picture', 0.95),
    readoutP50: of('readout', 0.5),
    readoutP95: of('readout', 0.95),
    samples: samples.times.length,
    longTasks: samples.longTasks.length,
    longestTask: Math.max(0, ...samples.longTasks),
  };
}

/** In the page. What draws says of each canvas, after each drawing, that it has been drawn. */
async function moveSlider(count: number) {
  const root = document.querySelector<HTMLElement>('[data-experiment]')!;
  const slider = root.querySelector<HTMLInputElement>('input[type=range][data-key="gain"]')!;
  const readout = () => root.querySelector<HTMLElement>('[data-readout="log10ErrorRatio"]')?.dataset['value'] ?? '';
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  let paintedAt = 0;
  // A message posted while a frame is drawn arrives when the frame is done.
  const afterFrame = new MessageChannel();
  afterFrame.port1.onmessage = () => (paintedAt ||= performance.now());
  // From when its new picture is asked for until that picture stands, a canvas is not said to be drawn.
  const drawn = new MutationObserver(() => {
    // One in a part that is folded away is drawn when that is opened.
    const canvases = [...root.querySelectorAll('canvas')].filter(({ clientWidth }) => clientWidth > 0);
    if (canvases.every(({ dataset }) => dataset['drawn'] === 'true')) afterFrame.port2.postMessage(null);
  });
  drawn.observe(root, { subtree: true, attributes: true, attributeFilter: ['data-drawn'] });
  const set = (value: number) => {
    slider.value = String(value);
    slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
  };
  const settled = async () => {
    while (root.dataset['state'] !== 'done') await rest(20);
    await rest(60);
  };
  const sample = async (value: number) => {
    const before = readout();
    const begun = performance.now();
    const changed = new Promise<void>((resolve) => {
      const observer = new MutationObserver(() => {
        if (readout() === before) return;
        observer.disconnect();
        resolve();
      });
      observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['data-value'], childList: true });
    });
    paintedAt = 0;
    set(value);
    await changed;
    await frame();
    const readoutTime = performance.now() - begun;
    while (paintedAt === 0) await frame();
    const pictureTime = paintedAt - begun;
    await settled();
    return { picture: pictureTime, readout: readoutTime };
  };
  // The worker, tfjs and Chart.js come with the first move; compilers with the next.
  set(500);
  await settled();
  for (let i = 0; i < 5; i++) await sample(520 + 10 * i);
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((e) => e.duration)));
  observer.observe({ type: 'longtask' });
  const times = [];
  for (let i = 0; i < count; i++) times.push(await sample(400 + ((i * 53) % 300)));
  observer.disconnect();
  drawn.disconnect();
  return { times, longTasks };
}

async function measureCases(browser: Browser, origin: string, workerUrl: string): Promise<CaseResult[]> {
  const page = await openPage(browser, `${origin}/about/`);
  const messages = await page.evaluate(
    (url) =>
      new Promise<DeviceMessage[]>((resolve, reject) => {
        const worker = new Worker(url, { type: 'module' });
        const all: DeviceMessage[] = [];
        worker.onerror = () => reject(new Error('The measuring worker could not be loaded.'));
        worker.onmessage = ({ data }: MessageEvent<DeviceMessage>) => {
          if (data.kind === 'error') reject(new Error(data.message));
          if (data.kind === 'case') all.push(data);
          if (data.kind === 'done') resolve(all);
        };
        worker.postMessage({ kind: 'measure', rounds: 7, slice: 40 });
      }),
    workerUrl,
  );
  await page.context().close();
  return messages.flatMap((message) => {
    if (message.kind !== 'case') return [];
    const title = [...lstmCases, mlpCase].find(({ id }) => id === message.id)?.title ?? message.id;
    return [{ id: message.id, title, place: 'chromium' as const, found: message.found }];
  });
}
