import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, siteUrl } from './browser.ts';
import { stageOf } from './stage.ts';
import { base, siteFolder } from './test-site.ts';

/** What a network does to a page, and what the reader is told and can do. */

const lost = (route: Route) => void route.fulfill({ status: 404, body: '' });
/** Never answered. */

test('where no script arrives, and in a browser without modules, nothing looks as if it worked, and the reason is there', async () => {
  const { page, violations, close } = await openPage('/posts/lstm-lecture/', {
    width: 390,
    prepare: async (_, context) => void (await context.route(/\.js$/, lost)),
  });
  const reasons = page.locator('.experiment .scripts-missing');
  expect(await reasons.count()).toBeGreaterThan(10);
  for (const reason of await reasons.all()) expect(await reason.isVisible()).toBe(true);
  expect(await page.locator('.experiment .needs-script:visible').count()).toBe(0);
  const blurred = () =>
    page
      .locator('.experiment .answer')
      .evaluateAll((answers) => answers.filter((one) => getComputedStyle(one).filter !== 'none').length);
  expect(await blurred()).toBe(0);
  // What only a browser without modules runs has the same effect.
  const source = await page.locator('script[nomodule]').textContent();
  await page.evaluate(() => delete document.documentElement.dataset['scripts']);
  expect(await reasons.first().isVisible()).toBe(false);
  expect(await blurred()).toBeGreaterThan(10);
  await page.evaluate(source!);
  expect(await reasons.first().isVisible()).toBe(true);
  expect(violations).toEqual([]);
  await close();
});

test('a 404 that the browser may keep for ten minutes is asked for again by 重试', async () => {
  let broken = true;
  const asked: string[] = [];
  // Playwright's routes turn the browser's cache off: this server stands before the site's own.
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    const isWorker = /\/worker-[^/]*\.js$/.test(path);
    if (isWorker) asked.push(path);
    if (isWorker && broken) return void response.writeHead(404, { 'cache-control': 'max-age=600' }).end();
    fetch(new URL(path, siteUrl('/')))
      .then(async (answer) => {
        const type = answer.headers.get('content-type') ?? 'text/plain';
        response.writeHead(answer.status, { 'content-type': type, 'cache-control': 'max-age=600' });
        response.end(Buffer.from(await answer.arrayBuffer()));
      })
      .catch(() => response.writeHead(502).end());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { page, close } = await openPage('/about/');
  const address = new URL(siteUrl('/lab/big-data/'));
  address.port = String(port);
  await page.goto(address.href);
  const stage = stageOf(page, 'big-data');
  await stage.awake();
  await stage.press('step');
  await stage.reach('error');
  broken = false;
  await stage.press('retry');
  await stage.reach('paused');
  expect(asked.length).toBeGreaterThan(1);
  await close();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
});

test('what hangs is said after a while, with a way out: a stage, a worker; a WebAssembly file gives way to the cpu', async () => {
  type Stage = ReturnType<typeof stageOf>;
  const stuck = async (file: RegExp, step: (stage: Stage, goOn: () => void) => Promise<void>, name = 'big-data') => {
    let holding = true;
    const opened = await openPage(`/lab/${name}/`, {
      // To take the route away would let go of what it holds.
      prepare: async (_, context) =>
        void (await context.route(file, (route) => (holding ? undefined : route.continue()))),
    });
    await step(stageOf(opened.page, name), () => (holding = false));
    expect(opened.errors).toEqual([]);
    await opened.close();
  };
  const told = (stage: Stage, words: string) =>
    expect.poll(() => stage.root.locator('.notice').innerText(), { timeout: 20_000 }).toContain(words);
  await Promise.all([
    stuck(/_astro\/big-data\.[^/]*\.js$/, async (stage) => {
      await told(stage, '还在路上');
      expect(await stage.root.locator('[data-action=retry]').count()).toBe(1);
      expect(await stage.state()).toBe('still');
      expect(await stage.root.locator('.needs-script:visible').count()).toBe(0);
      expect(await stage.root.locator('.answer').evaluate((answer) => getComputedStyle(answer).filter)).toBe('none');
    }),
    stuck(/\/worker-[^/]*\.js$/, async (stage, goOn) => {
      await stage.awake();
      await stage.press('step');
      await told(stage, '还没有准备好');
      goOn();
      await stage.press('retry');
      await stage.reach('paused');
      expect(await stage.root.locator('.notice').innerText()).toBe('');
    }),
    // What the build trained, which a question is put to.
    stuck(
      /\/trained\.json/,
      async (stage, goOn) => {
        await stage.awake();
        await stage.set({ filmLag: 12 });
        await told(stage, '还没有准备好');
        goOn();
        await stage.press('retry');
        await stage.reach('done');
        expect(await stage.root.locator('.notice').innerText()).toBe('');
      },
      'cyclist',
    ),
    stuck(/\.wasm$/, async (stage) => {
      await stage.awake();
      await stage.press('step');
      await stage.reach('paused');
    }),
  ]);
});

test('a browser’s translation, which puts its own nodes in the place of the text, is followed by what is computed next', async () => {
  const { page, errors, close } = await openPage('/lab/vanishing-gradient/');
  const stage = stageOf(page, 'vanishing-gradient');
  await stage.awake();
  await stage.set({ depth: 20 });
  await stage.reach('done');
  const finding = stage.root.locator('.finding');
  const run = stage.root.locator('[data-action=run], [data-action=pause]').first();
  await stage.root.evaluate((root) => {
    for (const place of root.querySelectorAll('.finding, .run-bar, .notice')) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      const found: Text[] = [];
      while (texts.nextNode()) found.push(texts.currentNode as Text);
      for (const text of found) {
        const font = document.createElement('font');
        font.textContent = `[${text.data}]`;
        text.replaceWith(font);
      }
    }
  });
  expect(await finding.innerText()).toContain('[');
  await stage.set({ depth: 40 });
  await stage.reach('done');
  await expect.poll(() => finding.innerText()).not.toContain('[');
  await stage.press('step');
  await stage.reach('paused');
  await expect.poll(() => run.innerText()).toBe('继续');
  expect(errors).toEqual([]);
  await close();
});

test('a script that is cut in the middle is as one that is missing: a worker’s, its science’s, the drawing’s', async () => {
  const cut = async (file: RegExp, words: string) => {
    const opened = await openPage('/lab/big-data/', {
      prepare: async (_, context) => {
        await context.route(file, (route) => {
          const { pathname } = new URL(route.request().url());
          const text = readFileSync(join(siteFolder, pathname.slice(base.length)), 'utf8');
          void route.fulfill({ contentType: 'application/javascript', body: text.slice(0, text.length / 2) });
        });
      },
    });
    const stage = stageOf(opened.page, 'big-data');
    await stage.awake();
    await stage.press('step');
    await expect.poll(() => stage.root.locator('.notice').first().innerText(), { timeout: 20_000 }).toContain(words);
    expect(await stage.root.locator('.notice [data-action=retry]').count()).toBeGreaterThan(0);
    expect(opened.errors).toEqual([]);
    await opened.close();
  };
  await Promise.all([
    cut(/\/worker-[^/]*\.js$/, '没有加载成功'),
    cut(/\/experiment-[^/]*\.js$/, '没有加载成功'),
    cut(/\/drawing-worker-[^/]*\.js$/, '没有画出来'),
  ]);
});

test('a worker that dies while it computes is missed at once, be it the one that leads or one that helps', async () => {
  const { page, errors, close } = await openPage('/lab/credit-assignment/');
  const stage = stageOf(page, 'credit-assignment');
  await stage.awake();
  const run = async (action: 'run' | 'retry') => {
    await stage.press(action);
    await stage.reach('running');
    await expect
      .poll(() => stage.root.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value))
      .toBeGreaterThan(0);
  };
  await run('run');
  // A worker whose memory is taken away says nothing either.
  await page
    .workers()
    .at(-1)!
    .evaluate(() => close());
  await stage.reach('error');
  await run('retry');
  const helped = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    const name = held.map((lock) => lock.name ?? '').find((lock) => lock.startsWith('helper-'));
    if (name !== undefined) await navigator.locks.request(name, { steal: true }, () => undefined);
    return name !== undefined;
  });
  expect(helped).toBe(availableParallelism() > 1);
  if (helped) {
    await stage.reach('error');
    await run('retry');
  }
  expect(await stage.root.locator('.notice').innerText()).toBe('');
  expect(errors).toEqual([]);
  await close();
});

test('the same experiment twice on a page: no id is there twice, both run, and each rests while it cannot be seen', async () => {
  const { page, errors, close } = await openPage('/posts/twice/');
  const both = page.locator('[data-experiment="deep-training"]');
  expect(await both.count()).toBe(2);
  const [first, second] = [both.first(), both.last()];
  const bar = (one: typeof first) => one.locator('progress').evaluate((element: HTMLProgressElement) => element.value);
  for (const one of [first, second]) {
    await one.scrollIntoViewIfNeeded();
    await expect.poll(() => one.getAttribute('data-state'), { timeout: 15_000 }).not.toBe('still');
    await one.evaluate((root) =>
      root.dispatchEvent(new CustomEvent('stage:set', { detail: { steps: 2000, depth: 30 } })),
    );
    await one.locator('[data-action=run]').click();
    await expect.poll(() => bar(one), { timeout: 30_000 }).toBeGreaterThan(0);
  }
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  expect(twice).toEqual([]);
  // The second is seen: the first rests, and goes on when the reader comes back to it.
  const resting = await bar(first);
  await expect.poll(() => bar(second)).toBeGreaterThan(await bar(second));
  expect(await bar(first)).toBe(resting);
  await first.locator('[data-action=pause]').scrollIntoViewIfNeeded();
  await expect.poll(() => bar(first)).toBeGreaterThan(resting);
  expect(errors).toEqual([]);
  await close();
});
