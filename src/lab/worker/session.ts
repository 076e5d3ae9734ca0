import type { Experiment } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import type { Params } from '../contract/schema.ts';
import type { Answer, Delivery, Ended, Machine, Session, StartOptions } from '../contract/session-protocol.ts';
import { readTrained } from '../contract/trained-file.ts';
import { OwnRun, type DrivenRun } from './driven-run.ts';
import type { Helpers } from './helping-workers.ts';
import { sharesOf } from './shares.ts';
import { TeamRun } from './team-run.ts';

interface Run {
  readonly name: string;
  /** The settings that pictures are made with: the run's own, with the newest questions. */
  asked: Params;
  /** What computes it; null before the first step. */
  driven: DrivenRun | null;
  /** 0 to 1 */
  progress: number;
  paused: boolean;
  credits: number;
  stopped: boolean;
  wake: () => void;
}

/** Milliseconds between two pictures of a run, and of computing without listening to messages. */
const pictureEvery = 60;
const breathEvery = 12;
/** A quiet run that takes longer than this shows what it has. */
const quietFor = 250;

export function createSession(
  load: (name: string) => Promise<Experiment>,
  ready: () => Promise<unknown>,
  machine: () => Machine | null = () => null,
  helpers: Helpers | null = null,
  alive: () => Promise<void> = () => Promise.resolve(),
): Session {
  let current: Run | null = null;
  /** The last finished run of each experiment that can be asked. */
  const kept = new Map<string, { result: Result; weights: Float32Array }>();

  async function start(
    name: string,
    params: Params,
    options: StartOptions,
    onDelivery: (d: Delivery) => unknown,
  ): Promise<Ended> {
    stop();
    const run: Run = {
      name,
      asked: params,
      driven: null,
      progress: 0,
      paused: options.mode === 'step',
      credits: options.mode === 'step' ? 1 : 0,
      stopped: false,
      wake: () => undefined,
    };
    current = run;
    const driven = await begin(await load(name), params);
    let last: Delivery | null = null;
    let how: Ended['how'] = 'stopped';
    let unseen = false;
    const began = performance.now();
    let delivered = began;
    const deliver = async () => {
      if (!unseen || run.stopped) return;
      const begin = performance.now();
      unseen = false;
      const { asked } = run;
      const result = await driven.snapshot(asked);
      // A stop that came while the picture was made is a stop.
      if (run.stopped) return;
      last = { result, progress: run.progress, params: asked };
      // Awaited: a delivery that is still under way when the method returns would arrive after its result.
      await onDelivery(last);
      // A picture that is dear to make is made less often.
      delivered = performance.now() + 2 * (performance.now() - begin);
    };
    try {
      while (!run.stopped && how === 'stopped') {
        if (run.paused && run.credits === 0) {
          await deliver();
          // What came in while the picture was under way had nobody to wake.
          if (run.paused && run.credits === 0 && !run.stopped)
            await new Promise<void>((resolve) => (run.wake = resolve));
          continue;
        }
        if (run.paused) run.credits--;
        const { progress, milestone, diverged, ended, preparing } = await driven.advance(run.paused ? 1 : Infinity);
        if (preparing) {
          // The step that was asked for is still to come.
          if (run.paused) run.credits++;
          await breathe();
          continue;
        }
        Object.assign(run, { driven, progress });
        unseen = true;
        const now = performance.now();
        const due =
          now - delivered >= pictureEvery && (options.mode !== 'quiet' || last !== null || now - began > quietFor);
        if (due || milestone || diverged || ended || run.paused) await deliver();
        if (diverged) how = 'diverged';
        else if (!ended) await breathe();
        else if (!run.stopped) {
          how = 'done';
          const weights = await driven.weights();
          const shown = last as Delivery | null;
          if (shown && weights) kept.set(name, { result: shown.result, weights });
        }
      }
    } finally {
      run.driven = null;
      driven.end();
      if (current === run) current = null;
    }
    return { how, last, machine: machine() };
  }

  /** On as many cores as the run has parts, where they are to be had. */
  async function begin(experiment: Experiment, params: Params): Promise<DrivenRun> {
    const shares = helpers && experiment.parts ? sharesOf(experiment.parts(params), helpers.cores) : [];
    const [own, ...others] = shares.toReversed();
    if (helpers && own && others.length > 0) {
      const like = async () => {
        await ready();
        return machine();
      };
      const theirs = await helpers.join(experiment.name, params, others.toReversed(), like);
      if (theirs) {
        const mine = new OwnRun(experiment.run(params, own.names));
        return new TeamRun(
          [...theirs, mine],
          shares.map(({ work }) => work),
        );
      }
    }
    await ready();
    return new OwnRun(experiment.run(params), breathEvery);
  }

  function stop() {
    if (!current) return;
    current.stopped = true;
    current.wake();
    current = null;
  }

  const wake = (change: (run: Run) => void) => {
    if (!current) return;
    change(current);
    current.wake();
  };

  async function ask(name: string, params: Params, builtWeights: string): Promise<Answer | null> {
    const underWay = current;
    const [experiment] = await Promise.all([load(name), ready()]);
    if (!experiment.ask) throw new Error(`${name} cannot be asked.`);
    // One that began since then has other settings, and will answer by itself.
    if (current !== underWay && current?.name === name) return null;
    if (current?.name === name) {
      current.asked = params;
      const run = current;
      if (!run.driven) return null;
      try {
        return { result: await run.driven.snapshot(params), progress: run.progress, params, machine: machine() };
      } catch (error) {
        // It may have ended while its picture was made elsewhere.
        if (run === current) throw error;
        return ask(name, params, builtWeights);
      }
    }
    const before = kept.get(name) ?? (await fetchTrained(builtWeights));
    kept.set(name, before);
    const answer = experiment.ask(params, before.weights);
    const result = {
      readouts: { ...before.result.readouts, ...answer.readouts },
      series: { ...before.result.series, ...answer.series },
    };
    return { result, progress: 1, params, machine: machine() };
  }

  return {
    alive,
    start,
    stop,
    pause: () => wake((run) => (run.paused = true)),
    resume: () => wake((run) => (run.paused = false)),
    step: () => wake((run) => (run.credits = Math.min(run.credits + 1, 2))),
    async check(name, params) {
      const [experiment] = await Promise.all([load(name), ready()]);
      if (!experiment.check) throw new Error(`${name} has no check.`);
      return experiment.check(params);
    },
    ask,
  };
}

/** Lets waiting messages (stop, pause, new settings) in; unlike setTimeout it is not slowed down when nested. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

async function fetchTrained(address: string): Promise<{ result: Result; weights: Float32Array }> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  const { result, weights } = readTrained(await response.text());
  if (!weights) throw new Error(`${address} holds no weights.`);
  return { result, weights };
}
