import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import type { BrowserContext } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from './browser.ts';
import { stageOf } from './stage.ts';

/** Settings that differ from the page's own: what is compared was computed in the reader's browser. */
interface Asked {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
}
const one: Asked = { name: 'vanishing-gradient', settings: { net: 'lstm', depth: '30', gain: '1.5', seed: '11' } };
/** Two networks, each on a core of its own. */
const two: Asked = { name: 'deep-training', settings: { nets: 'relu,highway', depth: '6', steps: '50', seed: '11' } };

interface Run {
  readonly backend: string;
  readonly readouts: Record<string, number | null>;
}

/** Computed once: a process that loads the science takes seconds to start. */
const computed = new Map<Asked, Promise<Run>>();

function inNode(asked: Asked): Promise<Run> {
  const run = computed.get(asked) ?? compute(asked);
  computed.set(asked, run);
  return run;
}

async function compute({ name, settings }: Asked): Promise<Run> {
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
async function inChromium(
  { name, settings }: Asked,
  keys: readonly string[],
  spoil?: (context: BrowserContext) => Promise<void>,
): Promise<Run & { readonly helpers: number }> {
  const query = new URLSearchParams(settings).toString();
  const { page, close } = await openPage(`/lab/${name}/?${query}`, {
    ...(spoil ? { prepare: (_, context) => spoil(context) } : {}),
  });
  const stage = stageOf(page, name);
  await stage.awake();
  await stage.reach('done');
  const readouts: Record<string, number | null> = {};
  for (const key of keys) readouts[key] = await stage.readout(key);
  const backend = /TensorFlow\.js，(.+?) 后端/u.exec((await stage.root.textContent()) ?? '')?.[1] ?? '';
  const helpers = await page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query();
    return held.filter((lock) => lock.name?.startsWith('helper-')).length;
  });
  await close();
  return { backend, readouts, helpers };
}

/** Those that have a number. */
const numbers = ({ readouts }: Run) =>
  Object.fromEntries(Object.entries(readouts).filter((entry): entry is [string, number] => entry[1] !== null));

test.each([one, two])('$name: the same seed, the same bits in Node and in Chromium on wasm', async (asked) => {
  const node = await inNode(asked);
  const wanted = numbers(node);
  const found = await inChromium(asked, Object.keys(wanted));
  // Node computes with one thread.
  expect(found.helpers).toBe(asked === two && availableParallelism() > 1 ? 1 : 0);
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
  const wanted = numbers(await inNode(one));
  const found = await inChromium(one, Object.keys(wanted), spoil);
  expect(found.backend).toBe(backend);
  for (const [key, value] of Object.entries(wanted)) {
    expect(Math.abs(found.readouts[key]! - value), key).toBeLessThanOrEqual(1e-5 * Math.abs(value));
  }
});
