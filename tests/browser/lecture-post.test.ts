import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { axe, openPage } from './browser.ts';
import { stageOf } from './stage.ts';

const post = '/posts/lstm-lecture/';

/** Bytes of scripts, compressed, that reading a post may load: what experiments share, and what each brings of its own. */
const scriptBudget = { shared: 33_200, own: 8_000 };

test('reading the whole post loads no tfjs and no Chart.js, and its scripts stay within their budget', async () => {
  const { page, requests, violations, errors, close } = await openPage(post);
  const bodies = new Map<string, number>();
  page.on('response', (response) => {
    const [, file = ''] = /([\w-]+)\.[^/]*\.js$/.exec(response.url()) ?? [];
    if (!file) return;
    // One that is still on its way when the page is left has no body.
    response.body().then(
      (body) => bodies.set(file, gzipSync(body).length),
      () => undefined,
    );
  });
  await page.reload();
  for (const name of ['vanishing-gradient', 'deep-training']) await stageOf(page, name).awake({ look: false });
  expect(requests.filter((url) => /worker|live-chart|tfjs/.test(url))).toEqual([]);
  expect(requests.filter((url) => new URL(url).host !== new URL(page.url()).host)).toEqual([]);
  const experiments = readdirSync('src/experiments');
  const own = [...bodies].filter(([file]) => experiments.includes(file));
  expect(own.length).toBeGreaterThan(1);
  expect(own.filter(([, bytes]) => bytes > scriptBudget.own)).toEqual([]);
  const shared = [...bodies].filter(([file]) => !experiments.includes(file));
  expect(shared.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(scriptBudget.shared);
  // In one look: parts of the page are drawn anew while it is read.
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    return ids.filter((id, at) => ids.indexOf(id) !== at);
  });
  expect(twice).toEqual([]);
  expect(violations).toEqual([]);
  expect(errors).toEqual([]);
  await close();
});

/** The settings of an experiment that stand in an address; those at their default do not. */
const settingsIn = (url: string, name: string) =>
  Object.fromEntries(
    [...new URL(url).searchParams].flatMap(([key, value]) =>
      key.startsWith(`${name}.`) ? [[key.slice(name.length + 1), value]] : [],
    ),
  );

test.each([
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
])('words bring the picture that answers into a window of $width px, and Back leads to them', async (size) => {
  const { page, errors, violations, close } = await openPage(post, { ...size, reducedMotion: 'reduce' });
  const stage = stageOf(page, 'vanishing-gradient');
  await stage.awake();
  const words = page.locator('a[data-try="vanishing-gradient"]').nth(4);
  const share = () =>
    stage.root.locator('[data-chart]').evaluate((chart) => {
      const { top, bottom } = chart.getBoundingClientRect();
      return (Math.min(bottom, innerHeight) - Math.max(top, 0)) / Math.min(bottom - top, innerHeight);
    });
  const address = page.url();
  await words.click();
  await stage.reach('done');
  await expect.poll(share).toBeGreaterThan(0.5);
  expect(await stage.root.locator('[data-changed]').count()).toBeGreaterThan(0);
  expect((await axe(page)).map(({ id }) => id)).toEqual([]);
  await page.locator('.way-back').click();
  await expect.poll(() => words.evaluate((link) => document.activeElement === link)).toBe(true);
  expect(await words.evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThan(0);
  expect(await words.evaluate((link) => link.getBoundingClientRect().bottom)).toBeLessThan(size.height);
  expect(await page.locator('.way-back').count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe(new URL(address).pathname);
  expect(errors).toEqual([]);
  expect(violations).toEqual([]);
  await close();
});

test('a sentence about one network leaves the next sentence all of its own', async () => {
  const { page, close } = await openPage(post, { reducedMotion: 'reduce' });
  const stage = stageOf(page, 'cyclist');
  const words = page.locator('a[data-try="cyclist"]');
  const one = words.and(page.locator('[href*="model=attention&"]')).first();
  await one.click();
  await expect.poll(() => settingsIn(page.url(), 'cyclist')['model']).toBe('attention');
  await stage.reach('running');
  const without = (await words.all()).at(0)!;
  expect(await without.getAttribute('href')).not.toContain('model');
  await without.click();
  await expect.poll(() => settingsIn(page.url(), 'cyclist')['model']).toBeUndefined();
  await close();
});

test('words clicked before the experiment has its script still set it', async () => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const { page, close } = await openPage(post, {
    prepare: async (_, context) =>
      void (await context.route(/_astro\/vanishing-gradient\..*\.js/, async (route) => {
        await held;
        await route.continue();
      })),
  });
  const stage = stageOf(page, 'vanishing-gradient');
  await page.locator('a[data-try="vanishing-gradient"]').first().click();
  expect(await stage.state()).toBe('still');
  release();
  await stage.root.scrollIntoViewIfNeeded();
  await stage.reach('done');
  await close();
});

test('without JavaScript the post is complete: formulas, figures, both stills, and words that lead to the experiment', async () => {
  const { page, close } = await openPage(post, { javaScriptEnabled: false });
  expect(await page.locator('math').count()).toBeGreaterThan(8);
  expect(await page.locator('.katex-error').count()).toBe(0);
  expect(await page.locator('[data-experiment] :is(button, input, select, textarea)').count()).toBe(0);
  // Every picture that this page shows is there: charts, and scenes.
  const pictures = page.locator('[data-experiment] img:visible');
  expect(await pictures.count()).toBeGreaterThan(15);
  await expect
    .poll(() => pictures.evaluateAll((all) => all.filter((img) => (img as HTMLImageElement).naturalWidth === 0).length))
    .toBe(0);
  expect(await page.locator('.measured').count()).toBeGreaterThanOrEqual(8);
  await page.locator('a[data-try]').first().click();
  await page.waitForURL(/\/repo\/lab\//);
  expect(page.url()).toMatch(/\/repo\/lab\/[a-z-]+\/\?/);
  await close();
});

test.each([
  [320, 'light'],
  [1280, 'dark'],
] as const)('axe finds nothing at %i px in %s, and nothing runs over the edge', async (width, colorScheme) => {
  const { page, close } = await openPage(post, { width, colorScheme });
  for (const name of ['vanishing-gradient', 'deep-training']) await stageOf(page, name).awake();
  for (const note of await page.locator('details.note').all())
    await note.evaluate((d: HTMLDetailsElement) => (d.open = true));
  expect((await axe(page)).map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
});

test('no line begins with a mark that belongs to a formula before it, on a phone or on a laptop', async () => {
  const { page, close } = await openPage(post, { width: 320 });
  for (const width of [320, 390, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const { count, torn } = await page.evaluate(() => {
      const runs = [...document.querySelectorAll('.formula-run')];
      const torn = runs.filter((run) => {
        const [mark, formula] = [run.lastChild, run.querySelector('.katex-html')];
        const [last] = [...(formula?.getClientRects() ?? [])].slice(-1);
        // In a folded note nothing has a place.
        if (mark?.nodeType !== Node.TEXT_NODE || !last) return false;
        const range = document.createRange();
        range.selectNode(mark);
        return range.getBoundingClientRect().top >= last.bottom;
      });
      return { count: runs.length, torn: torn.map((run) => run.textContent) };
    });
    expect(count, `${width} px`).toBeGreaterThan(5);
    expect(torn, `${width} px`).toEqual([]);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(over, `${width} px`).toBeLessThanOrEqual(0);
  }
  await close();
});

test('margin notes end before the next section begins; a stage and the masthead over it share their edges', async () => {
  const { page, close } = await openPage(post, { width: 1280, height: 800 });
  const drifted = await page.evaluate(() => {
    const headings = [...document.querySelectorAll('.prose > :is(h2, h3)')];
    return [...document.querySelectorAll<HTMLElement>('.prose .note-text')].flatMap((note) => {
      const next = headings.find((heading) => note.compareDocumentPosition(heading) & Node.DOCUMENT_POSITION_FOLLOWING);
      const over = next ? note.getBoundingClientRect().bottom - next.getBoundingClientRect().top : 0;
      return over > 1 ? [`${note.textContent?.slice(0, 20)}: ${Math.round(over)} px`] : [];
    });
  });
  expect(await page.locator('.note-text').count()).toBeGreaterThan(10);
  expect(drifted).toEqual([]);
  await close();
  const lab = await openPage('/lab/vanishing-gradient/', { width: 1920, height: 1080 });
  const edges = (selector: string) =>
    lab.page.locator(selector).evaluate((part) => {
      const { left, right } = part.getBoundingClientRect();
      const { paddingLeft, paddingRight } = getComputedStyle(part);
      return [left + parseFloat(paddingLeft), right - parseFloat(paddingRight)].map(Math.round);
    });
  const [masthead, stage] = [
    await lab.page.locator('.masthead').evaluate((bar) => {
      const boxes = [...bar.children].map((child) => child.getBoundingClientRect());
      return [Math.min(...boxes.map(({ left }) => left)), Math.max(...boxes.map(({ right }) => right))].map(Math.round);
    }),
    await edges('[data-experiment]'),
  ];
  expect(stage).toEqual(masthead);
  await lab.close();
});

/** Bytes, compressed: the text with its formulas, and of each experiment what is read before it comes near. */
const pageBudget = 60_000;

test('the post’s own page is light, however many experiments it has', () => {
  const html = readFileSync(join(inject('siteFolder'), post, 'index.html'));
  expect(gzipSync(html, { level: 9 }).length).toBeLessThanOrEqual(pageBudget);
});

test.each([390, 1280])(
  'at %i px an experiment that comes to life takes the room that its poster kept',
  async (width) => {
    let release = (): void => undefined;
    const measured = new Promise<void>((resolve) => (release = resolve));
    const { page, close } = await openPage(post, {
      width,
      height: 800,
      prepare: async (_, opened) =>
        void (await opened.route(/result\.json/, async (route) => {
          await measured;
          await route.continue().catch(() => undefined);
        })),
    });
    const heights = () =>
      page.locator('[data-experiment]').evaluateAll((all) =>
        all.map((one) => ({
          name: one.getAttribute('data-experiment') ?? '',
          state: one.getAttribute('data-state'),
          height: one.getBoundingClientRect().height,
        })),
      );
    const posters = await heights();
    expect(posters.every(({ state }) => state === 'still')).toBe(true);
    release();
    for (const { name } of posters) await stageOf(page, name).awake({ look: false });
    const grown = (await heights()).map(({ name, height }, i) => ({ name, by: height - posters[i]!.height }));
    // A line of text, or two. This browser may be without Chinese letters: boxes are narrower, and settings take fewer lines.
    expect(grown.filter(({ by }) => by > 40 || by < (width > 1000 ? -200 : -40))).toEqual([]);
    await close();
  },
);
