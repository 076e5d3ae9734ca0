import * as Comlink from 'comlink';
import { deathOf, nameOfThread } from '../contract/alive.ts';
import type { Params } from '../contract/schema.ts';
import type { Machine } from '../contract/session-protocol.ts';
import { createFailure, type Failure } from '../contract/until-failure.ts';
import type { DrivenRun } from './driven-run.ts';
import type { Member } from './member.ts';
import type { Share } from './shares.ts';

/** Other workers that compute parts of this one's runs. */
export interface Helpers {
  /** How many cores a run may have, this worker's among them. */
  readonly cores: number;
  /**
   * Lets each share be computed by a worker of its own.
   * @param like what computes here: elsewhere it must be the same, or the bits would depend on who computed
   * @returns null where that is not to be had
   */
  join(
    name: string,
    params: Params,
    shares: readonly Share[],
    like: () => Promise<Machine | null>,
  ): Promise<readonly DrivenRun[] | null>;
}

/** As much of a worker as is used here. */
export type HelperWorker = Comlink.Endpoint & Pick<Worker, 'terminate'>;

interface Helper {
  readonly member: Comlink.Remote<Member>;
  /** The worker's, or its death. */
  readonly failure: Failure;
  end(): void;
}

/** ms that a helper may take to come to life when this worker has. */
const patience = 3000;

/**
 * @param cores of the machine that a run may use
 * @param open starts a worker that exposes a Member, under a name that no other thread has
 */
export function createHelpers(cores: number, open: (name: string) => HelperWorker): Helpers {
  const helpers: Helper[] = [];
  let runs = 0;
  let refused = false;

  const helperAt = (index: number): Helper => (helpers[index] ??= start(open));

  function giveUp() {
    for (const helper of helpers.splice(0)) helper.end();
  }

  function drive(helper: Helper, run: number): DrivenRun {
    const { member, failure } = helper;
    const heard = async <T>(ask: () => Promise<T>): Promise<T> => {
      try {
        return await failure.unlessFailed(ask());
      } catch (error) {
        giveUp();
        throw error;
      }
    };
    return {
      advance: (frames) => heard(() => member.advance(run, frames)),
      snapshot: (asked) => heard(() => member.snapshot(run, asked)),
      weights: () => heard(() => member.weights(run)),
      end() {
        // One that was given up is told nothing more.
        if (helpers.includes(helper)) void member.leave(run).catch(() => undefined);
      },
    };
  }

  return {
    get cores() {
      return refused ? 1 : cores;
    },
    async join(name, params, shares, like) {
      const run = ++runs;
      try {
        const mine = shares.map((_, i) => helperAt(i));
        const machines = mine.map(({ member, failure }, i) =>
          failure.unlessFailed(member.join(run, name, params, shares[i]!.names)),
        );
        const own = like();
        const [here, ...there] = await Promise.all([own, ...machines.map((machine) => inTime(machine, own))]);
        if (there.every((machine) => machine?.backend === here?.backend)) return mine.map((one) => drive(one, run));
      } catch {
        // Then this worker computes all by itself, as on a machine with one core.
      }
      refused = true;
      giveUp();
      return null;
    },
  };
}

function start(open: (name: string) => HelperWorker): Helper {
  const name = nameOfThread('helper');
  const worker = open(name);
  const member = Comlink.wrap<Member>(worker);
  const failure = createFailure();
  const fail = (event: Event) => {
    event.preventDefault();
    failure.fail(new Error(('message' in event && String(event.message)) || 'The worker could not be loaded.'));
  };
  worker.addEventListener('error', fail as EventListener);
  worker.addEventListener('messageerror', fail as EventListener);
  member
    .alive()
    .then(() => deathOf(name))
    .then(() => failure.fail(new Error('A worker that computed a part of the run is gone.')))
    // A browser that keeps its locks from this page: then only what throws is heard of.
    .catch(() => undefined);
  return {
    member,
    failure,
    end() {
      // Comlink keeps a worker that was not taken leave of, also one that has ended.
      member[Comlink.releaseProxy]();
      worker.terminate();
    },
  };
}

/** What has not come by a while after `sign` is as good as missing. */
async function inTime<T>(answer: Promise<T>, sign: Promise<unknown>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = sign.then(
    () => new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error('It is late.')), patience))),
  );
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
