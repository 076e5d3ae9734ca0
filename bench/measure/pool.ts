import * as tf from '@tensorflow/tfjs-core';
import { defaultsOf } from '../../src/lab/contract/schema.ts';
import type { PoolResult } from '../../src/bench/results.ts';
import { quantile } from '../../src/bench/rounds.ts';
import { secondsComputed } from '../../src/lab/build/thread-time.ts';
import { experimentNames, loadExperiment } from '../../src/lab/worker/registry.ts';
import { sharesOf } from '../../src/lab/worker/shares.ts';
import { logSlope } from './fits.ts';

const cores = [1, 2, 4] as const;

/**
 * What cores side by side would take for the default trainings: every share of the work computed alone, one after the other,
 * and the longest counted, as if each had a core to itself. So four cores can be told of where there are two; what starting
 * workers and waiting for each other costs is not in it.
 */
export async function measurePool(samples: number): Promise<PoolResult[]> {
  // The one that is there: the worker's own way of starting it registers its ops a second time, over ours.
  await tf.setBackend('wasm');
  const found: PoolResult[] = [];
  for (const name of experimentNames) {
    const { definition, experiment } = await loadExperiment(name);
    const params = defaultsOf(definition.schema);
    const parts = experiment.parts?.(params) ?? [];
    if (parts.length < 2) continue;
    const took = new Map<string, number>();
    const secondsOf = (only: readonly string[]): number => {
      const key = only.join(' ');
      const known = took.get(key);
      if (known !== undefined) return known;
      const runs = Array.from({ length: samples }, () => {
        const before = secondsComputed();
        for (const { progress, snapshot } of experiment.run(params, only)) if (progress >= 1) snapshot(params);
        return secondsComputed() - before;
      });
      const seconds = quantile(runs, 0.5);
      took.set(key, seconds);
      return seconds;
    };
    const seconds = cores.map((count) => Math.max(...sharesOf(parts, count).map(({ names }) => secondsOf(names))));
    found.push({ experiment: name, parts: parts.length, cores, seconds, slope: logSlope(cores, seconds) });
  }
  return found;
}
