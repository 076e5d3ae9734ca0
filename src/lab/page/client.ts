import * as Comlink from 'comlink';
import workerUrl from '../worker/worker.ts?worker&url';
import { deathOf, nameOfThread } from '../contract/alive.ts';
import { askAnew } from './ask-anew.ts';
import { asResultOf } from '../contract/check-result.ts';
import type { AnyDefinition, SettingsOf } from '../contract/definition.ts';
import type { CheckReport } from '../contract/experiment.ts';
import { readParams } from '../contract/read-params.ts';
import { createFailure, type Failure } from '../contract/until-failure.ts';
import type { ResultOf } from '../contract/results.ts';
import type { Answer, Delivery, Ended, Session, StartOptions } from '../contract/session-protocol.ts';

/** The experiment's program could not be loaded or died: offline, blocked, or a deployment replaced its files. */
export class WorkerFailure extends Error {
  override readonly name = 'WorkerFailure';
}

export type DeliveryOf<D extends AnyDefinition> = Delivery<ResultOf<D>, SettingsOf<D>>;
export type AnswerOf<D extends AnyDefinition> = Answer<ResultOf<D>, SettingsOf<D>>;

/** The page's end of the worker. The worker is started by the first call that needs it and can be started again. */
export interface Client<D extends AnyDefinition> {
  /**
   * Runs with these settings; a newer call ends an older one, which then resolves with `stopped`.
   * @param onDelivery shows what has been computed; the run goes on when it is done, or what it returns is
   * @throws WorkerFailure
   */
  run(params: SettingsOf<D>, options: StartOptions, onDelivery: (d: DeliveryOf<D>) => unknown): Promise<Ended>;
  pause(): void;
  resume(): void;
  step(): void;
  stop(): void;
  check(params: SettingsOf<D>): Promise<CheckReport>;
  /**
   * Asks trained networks; of many questions in a row the last one is answered. @returns null if a newer one came, or a run that begins will answer
   * @throws WorkerFailure
   */
  ask(params: SettingsOf<D>, builtWeights: string): Promise<AnswerOf<D> | null>;
  /** Ends the worker and frees its memory; the next call starts a new one. */
  dispose(): void;
  /** The same for a worker that does not come to life: its files are asked for anew, past the browser's cache. */
  abandon(): void;
}

interface Connection {
  readonly session: Comlink.Remote<Session>;
  /** The worker's; a script that is missing fires an error event without a message. */
  readonly failure: Failure;
  end(): void;
}

/** A started run is left this long to finish before newer settings interrupt it, so that a moving slider shows something. */
const patience = 150;

/**
 * @param createWorker another worker, in tests
 * @param renew asks for its files anew after it failed
 */
export function createClient<D extends AnyDefinition>(
  definition: D,
  createWorker: (name: string) => Endpoint = defaultWorker,
  renew: () => Promise<void> = createWorker === defaultWorker ? () => askAnew(workerUrl) : () => Promise.resolve(),
): Client<D> {
  const { name, schema } = definition;
  let connection: Connection | null = null;
  /** Only the newest waiting call is kept: of 200 slider events a second the last one wins. */
  let waiting: (() => void) | null = null;
  let active: { since: number; ended: Promise<unknown> } | null = null;

  const connect = () => (connection ??= open(createWorker));
  /** The last one failed; what it lacked may lie in the browser's cache as missing. */
  let spoiled = false;
  const mended = async () => {
    await renew();
    spoiled = false;
  };

  async function guarded<T>(use: (session: Comlink.Remote<Session>) => Promise<T>): Promise<T> {
    if (spoiled) await mended();
    const { session, failure } = connect();
    try {
      return await failure.unlessFailed(use(session));
    } catch (error) {
      if (connection?.failure === failure) abandon();
      throw error instanceof WorkerFailure ? error : new WorkerFailure(String(error), { cause: error });
    }
  }

  /** What comes from another thread is looked at where it arrives: its script may be of another deployment. */
  function typed<T extends Delivery>(delivery: T) {
    const { params } = readParams<D['schema']>(schema, delivery.params);
    return { ...delivery, params, result: asResultOf(definition, params, delivery.result) };
  }

  /** The newest run's waiting for its turn. */
  let starting: Promise<unknown> = Promise.resolve();

  /** @returns whether the run that asks may begin; a newer one may have come */
  async function takeTurn(): Promise<boolean> {
    waiting?.();
    waiting = null;
    if (active) {
      let overtaken = false;
      const overtaking = new Promise<void>((resolve) => {
        waiting = () => {
          overtaken = true;
          resolve();
        };
      });
      const mine = waiting;
      const left = active.since + patience - performance.now();
      const interrupt = setTimeout(() => stop(), Math.max(0, left));
      await Promise.race([active.ended, overtaking]);
      clearTimeout(interrupt);
      if (overtaken) return false;
      if (waiting === mine) waiting = null;
    }
    if (spoiled) await mended();
    return true;
  }

  async function run(
    params: SettingsOf<D>,
    options: StartOptions,
    onDelivery: (d: DeliveryOf<D>) => unknown,
  ): Promise<Ended> {
    const turn = takeTurn();
    starting = turn;
    if (!(await turn)) return { how: 'stopped', last: null, machine: null };
    const mine = connect();
    // A worker that was ended may have said something before.
    const listen = (delivery: Delivery) => (mine === connection ? onDelivery(typed(delivery)) : undefined);
    const running = guarded((session) => session.start(name, params, options, Comlink.proxy(listen)));
    const underWay = { since: performance.now(), ended: running.catch(() => undefined) };
    active = underWay;
    try {
      return await running;
    } finally {
      if (active === underWay) active = null;
    }
  }

  /** One question at a time: the worker would else answer each of two hundred in turn. */
  let asking: Promise<unknown> = Promise.resolve();
  let questions = 0;
  async function ask(params: SettingsOf<D>, builtWeights: string): Promise<AnswerOf<D> | null> {
    const mine = ++questions;
    await asking;
    // It is about that run: asked before it, another's networks would answer.
    for (let last; last !== starting;) await (last = starting);
    if (mine !== questions) return null;
    const answer = guarded((session) => session.ask(name, params, builtWeights));
    asking = answer.catch(() => undefined);
    const found = await answer;
    return found && typed(found);
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

  function abandon() {
    dispose();
    spoiled = true;
  }

  return {
    run,
    stop,
    dispose,
    abandon,
    ask,
    pause: () => tell((session) => session.pause()),
    resume: () => tell((session) => session.resume()),
    step: () => tell((session) => session.step()),
    check: (params) => guarded((session) => session.check(name, params)),
  };
}

/** As much of a worker as the client uses. */
export type Endpoint = Comlink.Endpoint & Pick<Worker, 'terminate'>;

function defaultWorker(name: string): Endpoint {
  return new Worker(workerUrl, { type: 'module', name });
}

function open(createWorker: (name: string) => Endpoint): Connection {
  let worker: Endpoint;
  const name = nameOfThread('experiment');
  try {
    worker = createWorker(name);
  } catch (error) {
    throw new WorkerFailure('The worker could not be started.', { cause: error });
  }
  const failure = createFailure();
  const fail = (text: string) => failure.fail(new WorkerFailure(text));
  worker.addEventListener('error', (event) => {
    event.preventDefault();
    fail(('message' in event && String(event.message)) || 'The worker script could not be loaded.');
  });
  worker.addEventListener('messageerror', () => fail('A message could not be read.'));
  const session = Comlink.wrap<Session>(worker);
  session
    .alive()
    .then(() => deathOf(name))
    .then(() => fail('The worker is gone.'))
    .catch(() => undefined);
  return {
    session,
    failure,
    end() {
      // Comlink keeps a worker that was not taken leave of, also one that has ended.
      session[Comlink.releaseProxy]();
      worker.terminate();
      fail('The worker was ended.');
    },
  };
}
