import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { browserSwitches, findBrowser } from '../../scripts/launch/browser.mjs';
import { findEngines, howToInstall } from '../../scripts/launch/engines.mjs';
import { say } from '../../scripts/launch/say.mjs';
import type { EngineResults } from '../../src/bench/results.ts';
import type { Engine } from './engine.ts';
import { compareExperiment } from './experiments.ts';
import { startWithPuppeteer } from './puppeteer-engine.ts';
import { readingChecks } from './reading.ts';
import { takePictures } from './pictures.ts';
import { openSite, type Site } from './site.ts';
import { startWebKit } from './webkit-engine.ts';

const folder = resolve('.cache/engines');
/** The page /method/ shows it. */
const kept = resolve('bench/engines.json');

/** What an engine answered to one question. */
interface Answer {
  readonly row: string;
  readonly text: string;
  readonly bad: boolean;
}

/**
 * Asks every engine everything, prints one table, and says what is missing. When nothing was left out the table is kept.
 * @param words only the engines and the rows whose names contain one of them; all if there is none
 * @returns the exit code
 */
export async function testEngines(words: readonly string[]): Promise<number> {
  const starts = await findStarts();
  const named = (name: string): boolean => words.some((word) => name.toLowerCase().includes(word.toLowerCase()));
  const engines = Object.keys(starts).some(named) ? Object.keys(starts).filter(named) : Object.keys(starts);
  mkdirSync(folder, { recursive: true });
  const site = await openSite(folder);
  const all = [...Object.keys(readingChecks), ...site.experiments, 'pictures'];
  const rows = all.some(named) ? all.filter(named) : all;
  const table = new Map<string, readonly Answer[]>();
  try {
    for (const name of engines) {
      const start = starts[name];
      if (!start) {
        say(`SKIPPED: ${name} is not installed, and nothing is known about it. Install it: ${howToInstall}`);
        continue;
      }
      const { name: version, answers } = await askAll(start, site, rows);
      table.set(version, answers);
    }
  } finally {
    await site.close();
  }
  print(table, rows);
  const skipped = engines.filter((name) => starts[name] === undefined);
  if (words.length === 0) {
    const found: EngineResults = {
      date: new Date().toISOString().slice(0, 10),
      rows,
      skipped,
      engines: [...table].map(([name, own]) => ({ name, answers: own.map(({ text, bad }) => ({ text, bad })) })),
    };
    writeFileSync(kept, `${JSON.stringify(found, null, 1)}\n`);
  }
  const answers = [...table.values()].flat();
  const failed = answers.filter(({ bad }) => bad).length;
  const skips = skipped.length > 0 ? `, ${skipped.length * rows.length} skipped (${skipped.join(', ')})` : '';
  console.log(`${answers.length - failed} passed, ${failed} failed${skips}`);
  return failed > 0 || answers.length === 0 ? 1 : 0;
}

/** How each engine is started; undefined where it is not installed. */
async function findStarts(): Promise<Record<string, (() => Promise<Engine>) | undefined>> {
  const { firefox, webkit } = findEngines();
  const chromium = await findBrowser({ mayInstall: true });
  return {
    Chromium: () =>
      startWithPuppeteer({ browser: 'chrome', path: chromium.path, args: browserSwitches, env: chromium.env }),
    Firefox: firefox === undefined ? undefined : () => startWithPuppeteer({ browser: 'firefox', path: firefox }),
    WebKitGTK: webkit && (() => startWebKit(webkit, freshFolder('webkit'))),
  };
}

/** A reader who has never been here. */
function freshFolder(name: string): string {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  return path;
}

/** An engine whose pages' faults are kept when they are left. */
interface Watched extends Engine {
  /** Since it was asked last. */
  faults(): Promise<string[]>;
}

function watched(engine: Engine): Watched {
  const kept: string[] = [];
  // An empty page, before the first, has no list.
  const keep = async (): Promise<void> => {
    kept.push(...(await engine.evaluate(() => (window as { faultsSeen?: string[] }).faultsSeen?.splice(0) ?? [])));
  };
  return {
    ...engine,
    open: async (url) => {
      await keep();
      await engine.open(url);
    },
    faults: async () => {
      await keep();
      return kept.splice(0);
    },
  };
}

async function askAll(start: () => Promise<Engine>, site: Site, rows: readonly string[]) {
  let engine = watched(await start());
  const { name } = engine;
  say(`${name} ...`);
  const answers: Answer[] = [];
  for (const row of rows) {
    const begun = Date.now();
    let answer = await ask(engine, site, row);
    const alive = await engine.evaluate(() => true).catch(() => false);
    if (!alive) {
      // The engine's own fault, and rare: it is said, and the question put again.
      await engine.close().catch(() => undefined);
      engine = watched(await start());
      const again = await ask(engine, site, row);
      answer = { ...again, text: `${again.text} (after a crash of the engine)` };
    }
    answers.push(answer);
    say(`${answer.bad ? '✗' : '✓'} ${row}: ${answer.text} (${Math.round((Date.now() - begun) / 1000)} s)`);
  }
  await engine.close();
  return { name, answers };
}

async function ask(engine: Watched, site: Site, row: string): Promise<Answer> {
  try {
    const check = readingChecks[row];
    let text: string;
    if (row === 'pictures') text = await takePictures(engine, site, folder);
    else if (check) text = await check(engine, site);
    else text = (await compareExperiment(engine, site, row)).toExponential(1);
    const faults = await engine.faults();
    return { row, text: [text, ...faults].join('; '), bad: faults.length > 0 };
  } catch (error) {
    return { row, text: error instanceof Error ? error.message : String(error), bad: true };
  }
}

function print(table: ReadonlyMap<string, readonly Answer[]>, rows: readonly string[]): void {
  const short = ({ text, bad }: Answer): string => (bad ? '✗ see above' : text);
  const columns = [...table].map(([name, answers]) => [name, ...answers.map(short)]);
  const all = [['', ...rows], ...columns];
  const widths = all.map((column) => Math.max(...column.map(widthOf)));
  for (let i = 0; i <= rows.length; i++)
    console.log(all.map((column, at) => column[i]! + ' '.repeat(widths[at]! - widthOf(column[i]!))).join('  '));
}

/** In a terminal a Chinese character takes two places. */
const widthOf = (text: string): number => text.length + (text.match(/\p{sc=Han}|[。，：]/gu)?.length ?? 0);
