import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** Settings that differ from the page's own: what is compared was computed in the reader's browser. */
const name = 'vanishing-gradient';
const settings = { net: 'lstm', depth: '30', gain: '1.5', seed: '11' };
const query = new URLSearchParams(settings).toString();

interface Run {
  readonly backend: string;
  readonly readouts: Record<string, number | null>;
}

async function inNode(): Promise<Run> {
  const given = Object.entries(settings).flatMap(([key, value]) => [`--${key}`, value]);
  const { stdout } = await promisify(execFile)(process.execPath, [
    'scripts/jobs/experiment.mjs',
    name,
    ...given,
    '--json',
  ]);
  return JSON.parse(stdout) as Run;
}

/** @param spoil what is taken from the browser before it loads anything */
async function inChromium(keys: readonly string[], spoil?: (context: BrowserContext) => Promise<void>): Promise<Run> {
  const { page, close } = await openPage(`/lab/${name}/?${query}`, {
    ...(spoil ? { prepare: (_, context) => spoil(context) } : {}),
  });
  const stage = stageOf(page, name);
  await stage.awake();
  await stage.reach('done');
  const readouts: Record<string, number | null> = {};
  for (const key of keys) readouts[key] = await stage.readout(key);
  const backend = /TensorFlow\.js，(.+?) 后端/u.exec((await stage.root.textContent()) ?? '')?.[1] ?? '';
  await close();
  return { backend, readouts };
}

/** Those that have a number. */
const numbers = ({ readouts }: Run) =>
  Object.fromEntries(Object.entries(readouts).filter((entry): entry is [string, number] => entry[1] !== null));

test('the same seed gives the same numbers in Node and in Chromium, bit for bit, on the wasm backend', async () => {
  const node = await inNode();
  const wanted = numbers(node);
  const found = await inChromium(Object.keys(wanted));
  expect(node.backend).toBe('wasm');
  expect(found.backend).toBe('wasm + SIMD');
  expect(Object.keys(wanted).length).toBeGreaterThan(2);
  expect(found.readouts).toEqual(wanted);
});

const spoilt: [string, string, (context: BrowserContext) => Promise<void>][] = [
  [
    'the wasm backend’s file does not arrive',
    'cpu + SIMD',
    async (context) => void (await context.route('**/*.wasm', (route) => route.abort())),
  ],
  [
    'WebAssembly is forbidden',
    'cpu',
    async (context) => {
      await context.route(/\/worker-[^/]*\.js$/, async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, body: `self.WebAssembly = undefined;${await response.text()}` });
      });
    },
  ],
];

test.each(spoilt)('where %s, the experiment runs on %s, to the same five digits', async (_, backend, spoil) => {
  const wanted = numbers(await inNode());
  const found = await inChromium(Object.keys(wanted), spoil);
  expect(found.backend).toBe(backend);
  for (const [key, value] of Object.entries(wanted)) {
    expect(Math.abs(found.readouts[key]! - value), key).toBeLessThanOrEqual(1e-5 * Math.abs(value));
  }
});
