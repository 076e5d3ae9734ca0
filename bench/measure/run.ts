import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import * as tf from '@tensorflow/tfjs-core';
import { lstmCases, mlpCase } from '../../src/bench/cases.ts';
import { inTurns, type Contestant } from '../../src/bench/rounds.ts';
import { measureInBrowser, type BrowserResults } from './browser.ts';
import { cnnEpochContestants, cnnStepContestants, occlusionContestants } from './cases/cnn.ts';
import { cnnEpochCase, cnnStepCase, occlusionCase } from './cases/cnn-data.ts';
import { lstmContestants } from './cases/lstm.ts';
import { mlpContestants } from './cases/mlp.ts';
import type { BenchMachine, GrowthResult, PoolResult } from '../../src/bench/results.ts';
import { measureGrowth } from './growth.ts';
import { measurePool } from './pool.ts';
import { prepareBackends } from './node-contestants.ts';
import { measureShares, sharesAsText } from './shares.ts';
import { summarise, toJson, type CaseResult } from './summary.ts';
import { asText } from './terminal.ts';
import { startTorch, type TorchPeer } from './torch-peer.ts';

export interface BenchOptions {
  /** What the machine was doing; part of its description. */
  readonly note: string;
  /** Only a whole run is written to bench/results.json. */
  readonly part: 'all' | 'node' | 'browser';
  /** Of every case; growth takes half as many. */
  readonly rounds: number;
  /** The one case that is measured, in Node; null: all. */
  readonly only: string | null;
  /** The built site. */
  readonly folder: string;
}

/** Milliseconds a contestant may take in a round. */
const slice = 60;

/** @returns the exit code */
export async function runBenchmarks({ note, part, rounds, only, folder }: BenchOptions): Promise<number> {
  const loadBefore = loadavg()[0]!;
  let node: NodeResults = { cases: [], growth: [], pool: [], torch: null, failed: false };
  let browser: BrowserResults | undefined;
  if (part !== 'browser') node = await inNode(rounds, only);
  if (part !== 'node') browser = await measureInBrowser(folder, say);
  const machine: BenchMachine = {
    date: new Date().toISOString().slice(0, 10),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 1e9),
    system: `${type()} ${release()}`,
    load: [loadBefore, loadavg()[0]!],
    node: process.version.slice(1),
    tfjs: tf.version_core,
    torch: node.torch,
    chromium: browser?.version ?? null,
    backendInBrowser: browser?.startUps[0]?.backend ?? null,
    note,
  };
  const results = summarise(machine, [...node.cases, ...(browser?.cases ?? [])], node, browser);
  console.log(asText(results));
  if (part === 'all') {
    mkdirSync('bench', { recursive: true });
    writeFileSync('bench/results.json', toJson(results));
    say('Written to bench/results.json.');
  }
  return node.failed ? 1 : 0;
}

interface NodeResults {
  readonly cases: readonly CaseResult[];
  readonly growth: readonly GrowthResult[];
  readonly pool: readonly PoolResult[];
  readonly torch: string | null;
  /** Some case could not be measured. */
  readonly failed: boolean;
}

async function inNode(rounds: number, only: string | null): Promise<NodeResults> {
  await prepareBackends();
  const torch = await fairTorch();
  try {
    const cases: CaseResult[] = [];
    let failed = false;
    const works: { id: string; title: string; make: (peer: TorchPeer | undefined) => Promise<Contestant[]> }[] = [
      ...lstmCases.map(({ id, title, shape }) => ({
        id,
        title,
        make: (peer?: TorchPeer) => lstmContestants(shape, peer),
      })),
      { ...mlpCase, make: (peer) => mlpContestants(mlpCase.shape, peer) },
      { ...cnnStepCase, make: cnnStepContestants },
      { ...cnnEpochCase, make: cnnEpochContestants },
      { ...occlusionCase, make: occlusionContestants },
    ];
    const wanted = works.filter(({ id }) => only === null || id === only);
    if (wanted.length === 0) throw new Error(`No case "${only}": ${works.map(({ id }) => id).join(', ')}.`);
    for (const { id, title, make } of wanted) {
      const contestants = await make(torch);
      say(`${id}: ${contestants.map(({ name }) => name).join(', ')}`);
      try {
        cases.push({ id, title, place: 'node', found: await inTurns(contestants, { rounds, slice }) });
      } catch (error) {
        // Contestants that disagree are not measured: their times would mean nothing. The other cases still stand.
        say(`${id} is left out. ${String(error)}`);
        failed = true;
      }
      const ours = contestants.find(({ name }) => name === 'ours');
      if (only !== null && ours) console.log(sharesAsText(await measureShares(ours)));
      for (const contestant of contestants) contestant.dispose?.();
    }
    if (only === null) say('growth, pool');
    return {
      cases,
      growth: only === null ? await measureGrowth(torch, Math.ceil((rounds - 1) / 2) || 1) : [],
      pool: only === null ? await measurePool(Math.min(3, rounds)) : [],
      torch: torch?.version ?? null,
      failed,
    };
  } finally {
    torch?.end();
  }
}

/** PyTorch, unless it is slower here than it need be: a ratio to that would flatter us threefold. */
async function fairTorch(): Promise<TorchPeer | undefined> {
  const torch = await startTorch();
  if (!torch) say('PyTorch is not installed: its column is left out (scripts/install-torch.sh installs it).');
  if (!torch?.version.includes('reference BLAS')) return torch;
  say(
    'PyTorch multiplies by the reference BLAS here: its column is left out (scripts/install-torch.sh brings OpenBLAS).',
  );
  torch.end();
  return undefined;
}

/** Progress goes beside the results, not among them. */
function say(text: string): void {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${text}\n`);
}
