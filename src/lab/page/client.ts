import * as Comlink from 'comlink';
import type { CheckReport } from '../contract/experiment.ts';
import type { Answer, Delivery, Ended, Session, StartOptions } from '../worker/session.ts';

/** The experiment's program could not be loaded or died: offline, blocked, or a deployment replaced its files. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

/** The page's end of the worker. The worker is started by the first call that needs it and can be started again. */
export interface Client {
  /**
   * Runs with these settings; a newer call ends an older one, which then resolves with `stopped`.
   * @param onDelivery shows what has been computed; the run goes on when it is done, or what it returns is
   * @throws WorkerFailure
   */
  run(name: string, params: unknown, options: StartOptions, onDelivery: (d: Delivery) => unknown): Promise<Ended>;
  pause(): void;
  resume(): void;
  step(): void;
  stop(): void;
  check(name: string, params: unknown): Promise<CheckReport>;
  /**
   * Asks trained networks; of many questions in a row the last one is answered. @returns null if a newer one came, or a run that begins will answer
   * @throws WorkerFailure
   */
  ask(name: string, params: unknown, builtWeights: string): Promise<Answer | null>;
  /** Ends the worker and frees its memory; the next call starts a new one. */
  dispose(): void;
}

interface Connection {
  readonly session: Comlink.Remote<Session>;
  /** Rejects when the worker fails; a script that is missing fires an error event without a message. */
  readonly failed: Promise<never>;
  end(): void;
}

/** A started run is left this long to finish before newer settings interrupt it, so that a moving slider shows something. */
const patience = 150;

export function createClient(createWorker: () => Worker = defaultWorker): Client {
  let connection: Connection | null = null;
  /** Only the newest waiting call is kept: of 200 slider events a second the last one wins. */
  let waiting: (() => void) | null = null;
  let active: { since: number; ended: Promise<unknown> } | null = null;

  const connect = () => (connection ??= open(createWorker));

  async function guarded<T>(use: (session: Comlink.Remote<Session>) => Promise<T>): Promise<T> {
    const { session, failed } = connect();
    try {
      return await Promise.race([use(session), failed]);
    } catch (error) {
      if (connection?.failed === failed) dispose();
      throw error instanceof WorkerFailure ? error : new WorkerFailure(String(error), { cause: error });
    }
  }

  async function run(
    name: string,
    params: unknown,
    options: StartOptions,
    onDelivery: (d: Delivery) => unknown,
  ): Promise<Ended> {
    waiting?.();
    waiting = null;
    if (active) {
      let overtaken = false;
      const turn = new Promise<void>((resolve) => {
        waiting = () => {
          overtaken = true;
          resolve();
        };
      });
      const mine = waiting;
      const left = active.since + patience - performance.now();
      const interrupt = setTimeout(() => stop(), Math.max(0, left));
      await Promise.race([active.ended, turn]);
      clearTimeout(interrupt);
      if (overtaken) return { how: 'stopped', last: null, machine: null };
      if (waiting === mine) waiting = null;
    }
    const running = guarded((session) => session.start(name, params, options, Comlink.proxy(onDelivery)));
    const mine = { since: performance.now(), ended: running.catch(() => undefined) };
    active = mine;
    try {
      return await running;
    } finally {
      if (active === mine) active = null;
    }
  }

  /** One question at a time: the worker would else answer each of two hundred in turn. */
  let asking: Promise<unknown> = Promise.resolve();
  let questions = 0;
  async function ask(name: string, params: unknown, builtWeights: string): Promise<Answer | null> {
    const mine = ++questions;
    await asking;
    if (mine !== questions) return null;
    const answer = guarded((session) => session.ask(name, params, builtWeights));
    asking = answer.catch(() => undefined);
    return answer;
  }

  const tell = (message: (session: Comlink.Remote<Session>) => Promise<void>) => {
    // A worker that fails is reported by the run itself.
    if (connection) message(connection.session).catch(() => undefined);
  };
  const stop = () => tell((session) => session.stop());

  function dispose() {
    waiting?.();
    waiting = null;
    active = null;
    connection?.end();
    connection = null;
  }

  return {
    run,
    stop,
    dispose,
    ask,
    pause: () => tell((session) => session.pause()),
    resume: () => tell((session) => session.resume()),
    step: () => tell((session) => session.step()),
    check: (name, params) => guarded((session) => session.check(name, params)),
  };
}

function defaultWorker(): Worker {
  return new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'experiment' });
}

function open(createWorker: () => Worker): Connection {
  let worker: Worker;
  try {
    worker = createWorker();
  } catch (error) {
    throw new WorkerFailure('The worker could not be started.', { cause: error });
  }
  let fail: (error: WorkerFailure) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Nobody may be waiting at the moment it fails; that alone is no unhandled error.
  failed.catch(() => undefined);
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(new WorkerFailure(event.message || 'The worker script could not be loaded.'));
  });
  worker.addEventListener('messageerror', () => fail(new WorkerFailure('A message could not be read.')));
  return {
    session: Comlink.wrap<Session>(worker),
    failed,
    end() {
      worker.terminate();
      fail(new WorkerFailure('The worker was ended.'));
    },
  };
}
