import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { AnyDefinition, SettingsOf } from '../../contract/definition.ts';
import type { CheckReport } from '../../contract/experiment.ts';
import { chartsByPlace, type ChartPlace, type Figure, type FinishedRun } from '../../contract/figure-spec.ts';
import { readParams, type Problem } from '../../contract/read-params.ts';
import type { ResultOf } from '../../contract/results.ts';
import { defaultsOf, sameParams, sameTraining } from '../../contract/schema.ts';
import type { Machine as Computer } from '../../contract/session-protocol.ts';
import { createClient, type Client, type DeliveryOf } from '../client.ts';
import { afterFrame, frameShown, nextTask } from './after-frame.ts';
import { next, startingMachine, type Effect, type StageEvent } from './stage-machine.ts';
import { createRunClock, paceStoreOf } from './run-clock.ts';
import { createPictures, type Shown } from './shown.ts';
import type { StageState } from '../stage-state.ts';
import { noticeText } from '../stage-words.ts';

export interface StageOptions<D extends AnyDefinition, E> {
  readonly definition: D;
  readonly figure: Figure<D, E>;
  /** What the build found with the default settings: it is on show before anything is computed in the browser. */
  readonly first: ResultOf<D>;
  /** Where the build's trained weights lie, for an experiment that can be asked. */
  readonly trained?: string;
  readonly client?: Client<D>;
}

export interface StageModel<D extends AnyDefinition = AnyDefinition, E = unknown> {
  readonly definition: D;
  readonly params: ReadonlySignal<SettingsOf<D>>;
  readonly shown: ReadonlySignal<Shown<D, E>>;
  /** The same for what stands behind the picture; while a run goes on it follows a frame later, in a task of its own. */
  readonly numbers: ReadonlySignal<Shown<D, E>>;
  /** The charts are still the build's drawings. */
  readonly still: ReadonlySignal<boolean>;
  /** Beside the charts that stay in sight, if lines are among them at first. */
  readonly legend: ChartPlace;
  readonly state: ReadonlySignal<StageState>;
  readonly progress: ReadonlySignal<number>;
  /** Seconds, as far as known: what the run under way still takes, else what one of the present settings would. */
  readonly wait: ReadonlySignal<number | null>;
  /** The picture belongs to other settings than the controls show. */
  readonly stale: ReadonlySignal<boolean>;
  /** A quiet line: what was corrected in a link, what failed and what can be done. */
  readonly notice: ReadonlySignal<string>;
  /** It failed, or has been waited for for long: there is something to try again. */
  readonly stuck: ReadonlySignal<boolean>;
  /** What computed the last run; null before the first. */
  readonly computer: ReadonlySignal<Computer | null>;
  readonly checkReport: ReadonlySignal<CheckReport | 'running' | null>;
  readonly guess: Signal<number | null>;
  /** The picture gives the answer away, and the reader has neither guessed nor asked to see it. */
  readonly veiled: ReadonlySignal<boolean>;
  /** The reader wants to see the picture without a guess. */
  look(): void;
  readonly highlight: Signal<string | undefined>;
  /** Takes loose values, brings them into their bounds, and answers if the experiment answers changes. */
  set(change: Readonly<Record<string, unknown>>): void;
  /** The same, and runs what it has set, where a change waits for 运行. */
  take(change: Readonly<Record<string, unknown>>): void;
  /** Settings that came with a link. */
  adopt(params: SettingsOf<D>, problems: readonly Problem[]): void;
  newSeed(): void;
  restoreDefaults(): void;
  /** A press of the reader, or something that happened to the page. */
  send(event: 'run' | 'pause' | 'step' | 'reset' | 'check' | 'retry' | 'awake' | 'hide' | 'seen' | 'release'): void;
}

/** So long a launch may be silent, or a question or a check unanswered, before the reader is told that the network is slow. */
const patienceMs = 10_000;

/** Beyond these the reader's oldest runs are forgotten. */
const runsKept = 50;

/** The stage's state machine with its signals, its worker and its pictures. */
export function createStageModel<D extends AnyDefinition, E>(options: StageOptions<D, E>): StageModel<D, E> {
  const { definition, figure, first, trained } = options;
  const schema: D['schema'] = definition.schema;
  const defaults = defaultsOf(schema);
  const client = options.client ?? createClient(definition);
  const facts = {
    schema,
    defaults,
    instant: definition.instant ?? false,
    asks: trained !== undefined,
  };
  const machine = signal(startingMachine(defaults));
  let earlier: readonly FinishedRun<D>[] = [];
  const drawUp = createPictures(figure);
  const picture = (delivery: Pick<DeliveryOf<D>, 'result' | 'params'>) => drawUp(delivery, earlier);
  const built = picture({ result: first, params: defaults });
  const shown = signal(built);
  const numbers = signal(built);
  const highlight = signal<string | undefined>(undefined);
  const drawn = signal(false);
  const computer = signal<Computer | null>(null);
  const report = signal<CheckReport | null>(null);
  const state = computed(() => machine.value.state);
  const params = computed(() => machine.value.params);
  const clock = createRunClock(paceStoreOf(definition.name));
  const left = signal<number | null>(null);
  const guess = signal<number | null>(null);
  const looked = signal(false);

  function dispatch(event: StageEvent<SettingsOf<D>>) {
    const [after, effects] = next(machine.value, event, facts);
    const goes = ({ state, resting }: typeof after) => state === 'running' && !resting;
    if (goes(after) !== goes(machine.value)) clock.go(goes(after));
    machine.value = after;
    for (const one of effects) carryOut(one);
  }

  /** What is still waited for after that time is said to be slow; only the newest launch is waited for. */
  let silence: ReturnType<typeof setTimeout> | undefined;
  const isCurrent = (call: number) => call === machine.value.call;

  function carryOut(what: Effect<SettingsOf<D>>) {
    switch (what.kind) {
      case 'launch':
        report.value = null;
        left.value = null;
        clock.begin(definition.work?.(what.params));
        if (state.value === 'running') clock.go(true);
        clearTimeout(silence);
        silence = setTimeout(() => dispatch({ kind: 'slow', call: what.call }), patienceMs);
        return void launch(what.call, what.params, what.mode);
      case 'ask':
        return void ask(what.call, what.params);
      case 'check':
        return void check(what.call, what.params);
      case 'pause':
      case 'resume':
      case 'step':
      case 'dispose':
      case 'abandon':
        return client[what.kind]();
    }
  }

  async function launch(call: number, asked: SettingsOf<D>, mode: 'run' | 'step' | 'quiet') {
    const deliver = async (delivery: DeliveryOf<D>) => {
      if (!isCurrent(call)) return;
      const picturing = picture(delivery);
      if (mode !== 'quiet') await nextTask();
      if (!isCurrent(call)) return;
      batch(() => {
        shown.value = picturing;
        left.value = clock.left(delivery.progress);
        dispatch({ kind: 'delivered', call, progress: delivery.progress });
        if (mode === 'quiet') dispatch({ kind: 'painted', call });
      });
      if (mode === 'quiet') return;
      // A training waits until its picture is on the screen: on two cores it would take the page's.
      await frameShown();
      dispatch({ kind: 'painted', call });
    };
    try {
      const ended = await client.run(asked, { mode }, deliver);
      if (!isCurrent(call)) return;
      batch(() => {
        computer.value = ended.machine;
        if (ended.how === 'done') {
          clock.end();
          earlier = [...earlier, { params: asked, readouts: shown.value.readouts }].slice(-runsKept);
        }
        dispatch({ kind: 'ended', call, how: ended.how });
      });
    } catch {
      dispatch({ kind: 'failed', call });
    }
  }

  const lateAnswer = (call: number) => setTimeout(() => dispatch({ kind: 'slow-answer', call }), patienceMs);

  async function ask(call: number, at: SettingsOf<D>) {
    const late = lateAnswer(call);
    try {
      const answer = await client.ask(at, trained ?? '');
      // A picture of a newer run, or an answer to a newer question, is not to be replaced by an older one.
      if (!answer || !isCurrent(call)) return;
      batch(() => {
        shown.value = picture(answer);
        computer.value = answer.machine;
        dispatch({ kind: 'answered', call, progress: answer.progress });
      });
    } catch {
      dispatch({ kind: 'failed', call });
    } finally {
      clearTimeout(late);
    }
  }

  async function check(call: number, at: SettingsOf<D>) {
    const late = lateAnswer(call);
    try {
      const found = await client.check(at);
      batch(() => {
        if (isCurrent(call)) report.value = found;
        dispatch({ kind: 'checked', call });
      });
    } catch {
      dispatch({ kind: 'check-failed', call });
    } finally {
      clearTimeout(late);
    }
  }

  const catchUp = () => (numbers.value = shown.value);
  // Before anything says that a run has ended, its numbers are there.
  effect(() => {
    if (state.value !== 'running' && state.value !== 'loading') catchUp();
    else if (numbers.peek() !== shown.value) afterFrame(catchUp);
  });

  // A drawing cannot make one of its lines stand out.
  effect(() => {
    if (shown.value !== built || highlight.value !== undefined) drawn.value = true;
  });

  // Whoever guesses, sets something or runs it has begun to find out.
  effect(() => {
    const untouched = state.value === 'still' || state.value === 'idle';
    if (guess.value !== null || params.value !== defaults) looked.value = true;
    // The press is answered first: what lay behind the veil is much to lay out.
    else if (!untouched) afterFrame(() => (looked.value = true));
  });

  const loosely = (change: Readonly<Record<string, unknown>>) =>
    readParams<D['schema']>(schema, { ...params.value, ...change }).params;
  const set = (change: Readonly<Record<string, unknown>>) => dispatch({ kind: 'set', params: loosely(change) });
  const stale = computed(() => {
    const [now, then] = [params.value, shown.value.params];
    return !(facts.asks ? sameTraining(schema, now, then) : sameParams(now, then));
  });

  return {
    definition,
    params,
    shown,
    numbers,
    still: computed(() => !drawn.value),
    legend: chartsByPlace(built.charts).answer.some(({ kind }) => kind === 'line') ? 'answer' : 'below',
    state,
    progress: computed(() => machine.value.progress),
    wait: computed(() =>
      state.value === 'running' || state.value === 'paused'
        ? left.value
        : clock.expected(definition.work?.(params.value)),
    ),
    stale,
    notice: computed(() => {
      const { notice } = machine.value;
      return notice ? noticeText(notice, schema) : '';
    }),
    stuck: computed(() => state.value === 'error' || machine.value.notice?.kind === 'slow'),
    computer,
    checkReport: computed(() => (machine.value.checking ? 'running' : report.value)),
    guess,
    veiled: computed(() => !looked.value),
    look: () => (looked.value = true),
    highlight,
    set,
    take(change) {
      set(change);
      if (!facts.instant && stale.value) dispatch({ kind: 'run' });
    },
    adopt: (given, problems) => dispatch({ kind: 'adopt', params: given, problems }),
    newSeed() {
      const { seed } = schema;
      if (seed?.kind !== 'number') return;
      const now: Readonly<Record<string, unknown>> = params.value;
      dispatch({ kind: 'new-seed', params: loosely({ seed: 1 + (Number(now['seed']) % seed.max) }) });
    },
    restoreDefaults: () => dispatch({ kind: 'set', params: defaults }),
    send: (kind) => dispatch({ kind }),
  };
}
