import { wake } from './reading.ts';
import { type Engine, until } from './engine.ts';
import type { Site } from './site.ts';

/** How far a readout may be from the build's: of its size, or of 1 where it is smaller. */
export const tolerance = 1e-4;

/** A run takes seconds; on a busy machine, in an engine that is slower, minutes. */
const patience = 300_000;

/**
 * Runs an experiment with its default settings and compares every readout with the build's.
 * @returns the largest difference @throws Error if there is a readout too few, too many, or too far away
 */
export async function compareExperiment(engine: Engine, site: Site, name: string): Promise<number> {
  await engine.size(1280, 900);
  await engine.open(site.url(`/lab/${name}/`));
  await wake(engine);
  await engine.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  await engine.click('[data-experiment] [data-action=run]');
  await until(
    () => engine.evaluate(() => document.querySelector('[data-experiment]')?.getAttribute('data-state')),
    (state) => state === 'done' || state === 'error' || state === 'diverged',
    patience,
  );
  const drawing = () => engine.evaluate(() => document.querySelectorAll('canvas[data-drawn=true]').length);
  await until(drawing, (count) => count > 0);
  const { state, values, madeBy } = await engine.evaluate(() => ({
    state: document.querySelector('[data-experiment]')?.getAttribute('data-state'),
    values: [...document.querySelectorAll<HTMLElement>('details.data .readouts [data-readout]')].map(
      ({ dataset }) => [dataset['readout'] ?? '', dataset['value'] ?? ''] as const,
    ),
    madeBy: document.querySelector('details.data .small-print')?.textContent ?? '',
  }));
  if (state !== 'done') throw new Error(`it ended as ${state}`);
  if (!madeBy.includes('wasm + SIMD')) throw new Error(`not computed here by wasm: ${madeBy}`);
  return largestDifference(new Map(values), site.readoutsOf(name));
}

/** @param seen as the page writes them: the number, or nothing where there is none */
export function largestDifference(
  seen: ReadonlyMap<string, string>,
  expected: Readonly<Record<string, number | null>>,
): number {
  const keys = Object.keys(expected);
  const odd = [...keys.filter((key) => !seen.has(key)), ...[...seen.keys()].filter((key) => !keys.includes(key))];
  if (keys.length === 0 || odd.length > 0) throw new Error(`not the same readouts: ${odd.join(', ')}`);
  let largest = 0;
  for (const key of keys) {
    const [text, value] = [seen.get(key)!, expected[key] ?? null];
    const difference =
      text === '' || value === null
        ? text === '' && value === null
          ? 0
          : Infinity
        : Math.abs(Number(text) - value) / Math.max(1, Math.abs(value));
    if (!(difference <= tolerance)) throw new Error(`${key} is ${text}, in the build ${value}`);
    largest = Math.max(largest, difference);
  }
  return largest;
}
