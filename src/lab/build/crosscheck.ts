import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { version_core } from '@tensorflow/tfjs-core';
import { filledTables, keysOf } from '../contract/check-result.ts';
import type { Compared, Crosscheck, CrosscheckRecord } from '../contract/crosscheck.ts';
import type { AnyDefinition } from '../contract/definition.ts';
import type { Experiment } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import { runToEnd, visibleFrames } from '../contract/run-to-end.ts';
import { defaultsOf, type Params } from '../contract/schema.ts';
import { chooseBackend } from '../worker/backend.ts';
import { experimentNames, loadExperiment } from '../worker/registry.ts';
import { compareNumbers, isAlike, misses, type Numbers } from './compare-numbers.ts';
import { crosscheckCases, usualCount } from './crosscheck-cases.ts';
import { reproduceFile } from './reproduce-file.ts';
import { otherSeeds } from './other-seeds.ts';
import { runScript, type Found } from './run-script.ts';

const declarations = import.meta.glob<{ crosscheck: Crosscheck }>('../../experiments/*/crosscheck.ts');

/**
 * `npm run crosscheck [-- NAME ... --settings N]`: experiments in our own science and in PyTorch, over five settings each; what
 * they found stands in crosscheck.json of the experiment's folder. More settings are for looking, and are not kept.
 * @param python an interpreter that has torch
 * @returns the exit code: 1 if a number misses, or an experiment has no script; 2 for an unknown name
 */
export async function crosscheckExperiments(args: readonly string[], python: string): Promise<number> {
  const { names, count } = readArguments(args);
  const unknown = names.filter((name) => !experimentNames.includes(name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown experiment ${unknown.join(', ')}. Use some of: ${experimentNames.join(', ')}.\n`);
    return 2;
  }
  const backend = await chooseBackend();
  const records: CrosscheckRecord[] = [];
  const absent: string[] = [];
  for (const name of names.length > 0 ? names : experimentNames) {
    const declaration = (await declarations[`../../experiments/${name}/crosscheck.ts`]?.())?.crosscheck;
    if (!declaration) {
      absent.push(name);
      continue;
    }
    const record = await crosscheckOne(name, declaration, { python, backend, count });
    if (count === usualCount) writeFileSync(join('src', 'experiments', name, 'crosscheck.json'), recordText(record));
    records.push(record);
  }
  process.stdout.write(`${tableOf(records).join('\n')}\n`);
  if (absent.length > 0) process.stderr.write(`WITHOUT a reproduce.py, and not compared: ${absent.join(', ')}.\n`);
  return records.some(({ missed }) => missed > 0) || absent.length > 0 ? 1 : 0;
}

function readArguments(args: readonly string[]): { names: string[]; count: number } {
  const at = args.indexOf('--settings');
  if (at < 0) return { names: [...args], count: usualCount };
  const count = Number(args[at + 1]);
  return { names: args.toSpliced(at, 2), count: Number.isInteger(count) && count > 0 ? count : usualCount };
}

async function crosscheckOne(
  name: string,
  declaration: Crosscheck,
  { python, backend, count }: { python: string; backend: string; count: number },
): Promise<CrosscheckRecord> {
  const { definition, experiment } = await loadExperiment(name);
  const isExact = exactKeys(definition, declaration);
  const isName = nameKeys(definition);
  const cases: CrosscheckRecord['cases'][number][] = [];
  let torch = '';
  for (const [index, params] of crosscheckCases(definition, declaration, count).entries()) {
    process.stderr.write(`${name} ${index + 1}/${count} …\n`);
    // PyTorch computes while we do.
    const asked = runScript(python, reproduceFile(definition, params));
    const ours = await runOurs(experiment, params, declaration);
    const theirs = await asked;
    torch = theirs.torch;
    const compared = (seeds?: readonly Numbers[]) =>
      compareNumbers(flat(ours), flat(theirs), { isExact, isName, seeds });
    let numbers = compared();
    const seeds: Numbers[] = [];
    // More seeds are never closer together: as many are run as it takes, and none where a trained number is the same anyway.
    for await (const more of otherSeeds(definition, experiment, params)) {
      if (!numbers.some((one) => one.kind === 'trained' && misses(one))) break;
      seeds.push(...more);
      numbers = compared(seeds);
    }
    for (const one of numbers.filter(misses))
      process.stderr.write(
        `  MISSED ${one.key}: ours ${one.ours}, PyTorch’s ${one.theirs}; ${one.kind}, allowed ${one.allowed}; ${JSON.stringify(offDefaults(definition, params))}\n`,
      );
    cases.push({ settings: offDefaults(definition, params), numbers });
  }
  const all = cases.flatMap(({ numbers }) => numbers);
  return {
    experiment: name,
    date: new Date().toISOString().slice(0, 10),
    torch,
    tfjs: version_core,
    backend,
    ...summaryOf(all),
    cases,
  };
}

/** What is found by our own science, and the first numbers of what is compared from the beginning. */
async function runOurs(experiment: Experiment, params: Params, { early = {} }: Crosscheck): Promise<Found> {
  const { readouts, series }: Result = (await runToEnd(experiment, params)).result;
  const ofReadouts = Object.entries(early).filter(([key]) => !(key in series));
  const first = firstReadouts(experiment, params, Math.max(0, ...ofReadouts.map(([, count]) => count)));
  const numbers = Object.entries(early).map(([key, count]): [string, (number | null)[]] => [
    key,
    [...(series[key] ?? first.flatMap((one) => one[key] ?? []))].slice(0, count),
  ]);
  return {
    readouts: readouts as Found['readouts'],
    early: Object.fromEntries(numbers.filter(([, values]) => values.length > 0)),
  };
}

/** After the first step, the second, and so on. */
function firstReadouts(experiment: Experiment, params: Params, count: number): Result['readouts'][] {
  const found: Result['readouts'][] = [];
  if (count === 0) return found;
  const run = visibleFrames(experiment, params);
  try {
    run.next();
    for (let step = run.next(); !step.done && found.length < count; step = run.next())
      found.push(step.value.snapshot(params).readouts);
  } finally {
    run.return();
  }
  return found;
}

/** Readouts, and `loss[0]`, `loss[1]` … */
function flat({ readouts, early }: Found): Readonly<Record<string, number | null>> {
  const first = Object.entries(early).flatMap(([key, values]) =>
    // A gap is no number, here as in JSON.
    values.map((value, i): [string, number | null] => [`${key}[${i}]`, Number.isFinite(value) ? value : null]),
  );
  return { ...readouts, ...Object.fromEntries(first) };
}

function exactKeys(definition: AnyDefinition, { exact }: Crosscheck): (key: string) => boolean {
  if (exact === 'all') return () => true;
  const keys = new Set(exact.flatMap((key) => keysOf(definition, key)));
  return (key) => keys.has(key) || key.endsWith(']');
}

/** Numbers that stand for one of a few things. */
function nameKeys(definition: AnyDefinition): (key: string) => boolean {
  const { readouts } = filledTables(definition);
  return (key) => ['index', 'flag'].includes(readouts.get(key)?.unit ?? '') || readouts.get(key)?.names !== undefined;
}

function offDefaults({ schema }: AnyDefinition, params: Params): Params {
  const defaults: Params = defaultsOf(schema);
  return Object.fromEntries(Object.entries(params).filter(([key, value]) => String(value) !== String(defaults[key])));
}

function summaryOf(all: readonly Compared[]) {
  const exact = all.filter(({ kind }) => kind === 'exact');
  const trained = all.filter(({ kind }) => kind === 'trained');
  const apart = trained.filter((one) => !isAlike(one));
  return {
    compared: all.length,
    missed: all.filter(misses).length,
    exact: exact.length,
    largestExact: Math.max(0, ...exact.map(({ ours, difference }) => difference / Math.max(1, Math.abs(ours ?? 0)))),
    trainedAlike: trained.length - apart.length,
    trainedWithinSpread: apart.length,
  };
}

/** A line for each number: a change of one is a change of one line. */
function recordText(record: CrosscheckRecord): string {
  const digits = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value);
  const { cases, ...head } = record;
  const parts = cases.map(({ settings, numbers }) => {
    const lines = numbers.map((one) => `   ${JSON.stringify(one, digits)}`);
    return `  {"settings": ${JSON.stringify(settings)}, "numbers": [\n${lines.join(',\n')}\n  ]}`;
  });
  return `${JSON.stringify(head, digits, 1).slice(0, -2)},\n "cases": [\n${parts.join(',\n')}\n ]\n}\n`;
}

function tableOf(records: readonly CrosscheckRecord[]): string[] {
  const rows = records.map((one) => [
    one.experiment,
    `${one.compared}`,
    `${one.missed}`,
    `${one.exact}`,
    one.largestExact.toExponential(1),
    `${one.trainedAlike}`,
    `${one.trainedWithinSpread}`,
  ]);
  const head = ['experiment', 'numbers', 'missed', 'exact', 'largest', 'trained: alike', 'within spread'];
  const widths = head.map((word, i) => Math.max(word.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
  return [head, ...rows].map((row) => line(row).join('  '));
}
