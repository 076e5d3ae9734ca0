import type { Experiment, Frame } from '../contract/experiment.ts';
import type { Result } from '../contract/results.ts';
import type { Params } from '../contract/schema.ts';
import type { Delivery, Ended, Machine, Session, StartOptions } from '../contract/session-protocol.ts';
import { readTrained } from '../contract/trained-file.ts';

interface Run {
  readonly name: string;
  /** The settings that pictures are made with: the run's own, with the newest questions. */
  asked: Params;
  /** Where it is; null before the first step. */
  frame: Frame | null;
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
      frame: null,
      paused: options.mode === 'step',
      credits: options.mode === 'step' ? 1 : 0,
      stopped: false,
      wake: () => undefined,
    };
    current = run;
    const [experiment] = await Promise.all([load(name), ready()]);
    const steps = experiment.run(params);
    let last: Delivery | null = null;
    let pending: Frame | null = null;
    let weights: Float32Array | null = null;
    const began = performance.now();
    let delivered = began;
    let breathed = began;
    const deliver = async () => {
      if (!pending || run.stopped) return;
      const begin = performance.now();
      last = { result: pending.snapshot(run.asked), progress: pending.progress, params: run.asked };
      pending = null;
      // Awaited: a delivery that is still under way when the method returns would arrive after its result.
      await onDelivery(last);
      // A picture that is dear to make is made less often.
      delivered = performance.now() + 2 * (performance.now() - begin);
    };
    try {
      while (!run.stopped) {
        if (run.paused && run.credits === 0) {
          await deliver();
          // What came in while the picture was under way had nobody to wake.
          if (run.paused && run.credits === 0 && !run.stopped)
            await new Promise<void>((resolve) => (run.wake = resolve));
          continue;
        }
        if (run.paused) run.credits--;
        const step = steps.next();
        if (step.done) {
          const shown = last as Delivery | null;
          if (shown && weights) kept.set(name, { result: shown.result, weights });
          return { how: 'done', last, machine: machine() };
        }
        pending = run.frame = step.value;
        if (step.value.progress >= 1) weights = step.value.weights?.() ?? null;
        const now = performance.now();
        if (step.value.diverged) {
          await deliver();
          steps.return();
          return { how: 'diverged', last, machine: machine() };
        }
        const due =
          now - delivered >= pictureEvery && (options.mode !== 'quiet' || last !== null || now - began > quietFor);
        if (due || step.value.milestone || step.value.progress >= 1 || run.paused) await deliver();
        if (now - breathed >= breathEvery) {
          await breathe();
          breathed = performance.now();
        }
      }
      steps.return();
      return { how: 'stopped', last, machine: machine() };
    } finally {
      steps.return();
      if (current === run) current = null;
    }
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

  return {
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
    async ask(name, params, builtWeights) {
      const [experiment] = await Promise.all([load(name), ready()]);
      if (!experiment.ask) throw new Error(`${name} cannot be asked.`);
      if (current?.name === name) {
        current.asked = params;
        const { frame } = current;
        // Between two steps, for everything here takes turns: the frame is valid.
        if (!frame) return null;
        return { result: frame.snapshot(params), progress: frame.progress, params, machine: machine() };
      }
      const before = kept.get(name) ?? (await fetchTrained(builtWeights));
      kept.set(name, before);
      const answer = experiment.ask(params, before.weights);
      const result = {
        readouts: { ...before.result.readouts, ...answer.readouts },
        series: { ...before.result.series, ...answer.series },
      };
      return { result, progress: 1, params, machine: machine() };
    },
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
