import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { params as deepTraining } from '../../src/experiments/deep-training/params.ts';
import { params as vanishingGradient } from '../../src/experiments/vanishing-gradient/params.ts';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** The files that a reader takes away from the panel 数据. */
type Stage = ReturnType<typeof stageOf>;

async function fileOf(page: Page, stage: Stage, kind: 'csv' | 'svg' | 'png' | 'py' | 'ipynb'): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), stage.press(kind)]);
  expect(download.suggestedFilename()).toMatch(new RegExp(`^[\\w-]+\\.${kind}$`));
  return readFileSync(await download.path());
}

/** A file's rows; none of the fields that are looked for here has a comma. */
const rowsOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .map((line) => line.split(','));

/** The rows of the curve with this key, NaN where there is a gap. */
function curveOf(csv: string, key: string): number[] {
  const rows = rowsOf(csv);
  const head = rows.findIndex((row) => row[0] === '曲线' && row.includes(key));
  expect(head, `a curve ${key}`).toBeGreaterThan(0);
  const column = rows[head]!.indexOf(key);
  const end = rows.findIndex((row, i) => i > head && row[0] === '');
  return rows.slice(head + 4, end).map((row) => Number(row[column] || NaN));
}

/** What the browser's own XML reader finds in a file. */
const readSvg = async (page: Page, svg: string) => {
  // A page of the site may parse no text: its policy is against it.
  const empty = await page.context().newPage();
  const read = await empty.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      faults: root.querySelectorAll('parsererror').length,
      title: root.querySelector('title')?.textContent,
      text: [...root.querySelectorAll('text')].map((one) => one.textContent).join('\n'),
      lines: root.querySelectorAll('path').length,
      properties: /var\(--/.test(text),
      width: Number(root.documentElement.getAttribute('width')),
      height: Number(root.documentElement.getAttribute('height')),
    };
  }, svg);
  await empty.close();
  return read;
};

/** Size, and how much of a picture is something else than its paper. */
const readPng = (page: Page, png: Buffer) =>
  page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
    context.drawImage(picture, 0, 0);
    const pixels = new Uint32Array(context.getImageData(0, 0, picture.width, picture.height).data.buffer);
    const paper = pixels[0]!;
    const [r, g, b] = [paper & 255, (paper >> 8) & 255, (paper >> 16) & 255];
    return {
      width: picture.width,
      height: picture.height,
      paper: [r, g, b],
      inked: pixels.reduce((sum, pixel) => sum + Number(pixel !== paper), 0) / pixels.length,
      colours: new Set(pixels).size,
    };
  }, png.toString('base64'));

const paper = [251, 250, 246];

describe.each([
  {
    name: 'vanishing-gradient',
    opening: vanishingGradient,
    title: '梯度消失',
    curve: 'log10ErrorByLayer',
    points: 50,
    set: { depth: 20, net: 'tanh', seed: 7 },
    words: ['深度 T：20 层', '网络：tanh', '种子：7'],
    curveAfter: 20,
  },
  {
    name: 'deep-training',
    opening: deepTraining,
    title: '深层网络学不学得会',
    curve: 'log10GradientByLayer.sigmoid',
    points: 30,
    set: { depth: 10, nets: ['sigmoid'], steps: 50, seed: 7 },
    words: ['深度 T：10 层', '训练步数：50 步', '种子：7'],
    curveAfter: 10,
  },
])('$name', ({ name, opening, title, curve, points, set, words, curveAfter }) => {
  test('before a run, the three files hold what the build computed; nothing is loaded for them before a press', async () => {
    const { page, requests, violations, errors, close } = await openPage(`/lab/${name}/`, {
      colorScheme: 'dark',
      acceptDownloads: true,
    });
    const stage = stageOf(page, name);
    await stage.awake({ look: false });
    await stage.root.locator('details.data').evaluate((data: HTMLDetailsElement) => (data.open = true));
    await page.waitForTimeout(300);
    expect(requests.filter((url) => /\/files\.|reproduce\.py/.test(url))).toEqual([]);

    const csv = (await fileOf(page, stage, 'csv')).toString('utf8');
    expect(csv).toContain(`\r\n链接,${new URL(`/repo/lab/${name}/`, page.url()).href},`);
    expect(rowsOf(csv).find(([key]) => key === '种子')?.[1]).toBe(String(opening.schema.seed.default));
    expect(
      rowsOf(csv)
        .find(([key]) => key === 'depth')
        ?.slice(2, 4),
    ).toEqual([String(points), `${points} 层`]);
    expect(curveOf(csv, curve).length).toBe(points);
    expect(curveOf(csv, curve).filter(Number.isFinite).length).toBe(points);

    const svg = await readSvg(page, (await fileOf(page, stage, 'svg')).toString('utf8'));
    expect([svg.faults, svg.title, svg.properties]).toEqual([0, title, false]);
    expect(svg.text.replaceAll('\n', '')).toContain(`/repo/lab/${name}/`);
    expect(svg.text).toContain('其余设置都是默认的');
    expect(svg.lines).toBeGreaterThan(5);

    const png = await readPng(page, await fileOf(page, stage, 'png'));
    expect([png.width, png.height]).toEqual([2 * svg.width, 2 * svg.height]);
    expect(png.paper).toEqual(paper);
    expect(png.inked).toBeGreaterThan(0.01);
    expect(png.colours).toBeGreaterThan(20);
    // The picture on the page is still the build's, and no experiment has run.
    expect(await stage.root.locator('canvas[data-drawn]').count()).toBe(0);
    expect(requests.filter((url) => /\/worker-|backend|tfjs/.test(url))).toEqual([]);
    expect([violations, errors]).toEqual([[], []]);
    await close();
  });

  test('after a run they hold its curves, its settings in words, its seed and the address that sets it again', async () => {
    const { page, violations, errors, close } = await openPage(`/lab/${name}/`, { acceptDownloads: true });
    const stage = stageOf(page, name);
    await stage.awake();
    await stage.root.locator('details.data').evaluate((data: HTMLDetailsElement) => (data.open = true));
    await stage.set(set);
    if ((await stage.state()) !== 'done' && name === 'deep-training') await stage.press('run');
    await stage.reach('done');

    const csv = (await fileOf(page, stage, 'csv')).toString('utf8');
    expect(curveOf(csv, curve).length).toBe(curveAfter);
    expect(rowsOf(csv).find(([key]) => key === '种子')?.[1]).toBe('7');
    const link = rowsOf(csv)
      .find(([key]) => key === '链接')!
      .slice(1)
      .join(',')
      .replace(/^"|"?,*$/g, '');
    const script = (await fileOf(page, stage, 'py')).toString('utf8');
    expect(script).toContain(`\n    "seed": 7,  # `);
    expect(script).toContain(`<${link}>`);
    const { cells } = JSON.parse((await fileOf(page, stage, 'ipynb')).toString('utf8')) as {
      cells: { source: string[] }[];
    };
    const code = cells.map(({ source }) => source.join('')).join('\n');
    expect(code).toContain(`\n    "seed": 7,  # `);
    expect(code).toContain('report(*run(SETTINGS))');
    const svgText = (await fileOf(page, stage, 'svg')).toString('utf8');
    const svg = await readSvg(page, svgText);
    expect([svg.faults, svg.title]).toEqual([0, title]);
    for (const said of words) expect(svg.text).toContain(said);
    expect(svg.text).toContain(link);
    const png = await readPng(page, await fileOf(page, stage, 'png'));
    expect([png.width, png.height]).toEqual([2 * svg.width, 2 * svg.height]);
    expect(png.colours).toBeGreaterThan(20);

    await page.goto(link);
    const again = stageOf(page, name);
    await again.awake();
    expect(await again.root.locator('input[data-key=depth]').first().inputValue()).toBe(String(set.depth));
    expect(violations).toEqual([]);
    expect(errors).toEqual([]);
    await close();
  });
});

test('what stands in the panel is words: no key, no bare index', async () => {
  const { page, close } = await openPage('/lab/credit-assignment/');
  const data = stageOf(page, 'credit-assignment').root.locator('details.data');
  await data.evaluate((details: HTMLDetailsElement) => (details.open = true));
  expect(await data.locator('code').count()).toBe(0);
  const rows = await data
    .locator('.readouts > div')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim()).join('：')));
  expect(new Set(rows.map((row) => row.split('：').slice(0, -1).join('：'))).size).toBe(rows.length);
  expect(rows).toContain('第 1 句：谁：人');
  expect(rows.find((row) => row.startsWith('第 4 句：做什么（旁边的网络）'))).toMatch(/跑步|游泳|唱歌|骑车|无/);
  expect(rows.filter((row) => /<|who|beside|\bnull\b/.test(row))).toEqual([]);
  await close();
});

test('a file that cannot be made says so, and a second press makes it', async () => {
  const { page, close } = await openPage('/lab/vanishing-gradient/', { acceptDownloads: true });
  const stage = stageOf(page, 'vanishing-gradient');
  await stage.awake();
  await stage.root.locator('details.data').evaluate((data: HTMLDetailsElement) => (data.open = true));
  await page.evaluate(() => {
    const make = URL.createObjectURL;
    URL.createObjectURL = () => {
      URL.createObjectURL = make;
      throw new Error('no room');
    };
  });
  await stage.press('csv');
  await expect.poll(() => stage.root.locator('.copied').innerText()).toContain('文件没有做成');
  expect((await fileOf(page, stage, 'csv')).length).toBeGreaterThan(1000);
  await close();
});
