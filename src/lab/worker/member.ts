import type { Experiment } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import type { Params } from '../contract/schema.ts';
import type { Machine } from '../contract/session-protocol.ts';
import { OwnRun, type Standing } from './driven-run.ts';

/** What a worker does for a run that another one leads. A run has a number, for the next may begin before the last has ended. */
export interface Member {
  /** Resolves when deathOf can be asked. */
  alive(): Promise<void>;
  /** @returns what computes here: bits differ by it */
  join(run: number, name: string, params: Params, only: readonly string[]): Promise<Machine | null>;
  advance(run: number, frames: number): Standing;
  snapshot(run: number, asked: Params): Result;
  weights(run: number): Float32Array | null;
  leave(run: number): void;
}

export function createMember(
  load: (name: string) => Promise<Experiment>,
  ready: () => Promise<unknown>,
  machine: () => Machine | null,
  alive: () => Promise<void>,
): Member {
  const runs = new Map<number, OwnRun>();
  const at = (run: number): OwnRun => {
    const found = runs.get(run);
    if (!found) throw new Error(`No part of run ${run} is computed here.`);
    return found;
  };
  return {
    alive,
    async join(run, name, params, only) {
      const [experiment] = await Promise.all([load(name), ready()]);
      runs.set(run, new OwnRun(experiment.run(params, only)));
      return machine();
    },
    advance: (run, frames) => at(run).advance(frames),
    snapshot: (run, asked) => at(run).snapshot(asked),
    weights: (run) => at(run).weights(),
    leave(run) {
      runs.get(run)?.end();
      runs.delete(run);
    },
  };
}
