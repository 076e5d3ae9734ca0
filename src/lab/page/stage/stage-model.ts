import { batch, computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import {
  legendLines,
  type ChartSpec,
  type FigureSpec,
  type LegendLine,
  type TableSpec,
} from '../../contract/figure-spec.ts';
import { readParams, type Problem } from '../../contract/read-params.ts';
import {
  defaultsOf,
  sameTraining,
  withQuestionsOf,
  type ExperimentParams,
  type Params,
  type ParamSchema,
  type ParamValue,
} from '../../contract/schema.ts';
import { createClient, type Client } from '../client.ts';
import type { CheckReport, Result } from '../../contract/experiment.ts';
import type { Delivery, Ended, Machine, StartOptions } from '../../worker/session.ts';
import type { StageState } from './stage-state.ts';
import { afterFrame, frameShown, nextTask } from './after-frame.ts';
import type { FirstView } from '../../contract/first-view.ts';

/** What is on show, and the settings it was computed with. `charts` is null while the build's still is the picture. */
export interface Shown {
  readonly params: Params;
  readonly readouts: Result['readouts'];
  readonly description: string;
  /** null while the build's table is on the page. */
  readonly table: TableSpec | null;
  readonly lines: readonly LegendLine[];
  readonly charts: readonly ChartSpec[] | null;
  /** What the experiment's own View draws. */
  readonly scene: unknown;
}

export interface StageOptions {
  readonly definition: ExperimentParams;
  readonly figure: (result: Result, params: Params) => FigureSpec;
  readonly first: FirstView;
  /** Fast experiments answer every change of a setting; trainings wait for 运行. */
  readonly answersChanges: boolean;
  readonly client?: Client;
}

export interface StageModel {
  readonly definition: ExperimentParams;
  readonly answersChanges: boolean;
  readonly params: ReadonlySignal<Params>;
  readonly shown: ReadonlySignal<Shown>;
  /** The same for what stands behind the picture; while a run goes on it follows a frame later, in a task of its own. */
  readonly numbers: ReadonlySignal<Shown>;
  readonly state: ReadonlySignal<StageState>;
  readonly progress: ReadonlySignal<number>;
  /** The picture belongs to other settings than the controls show. */
  readonly stale: ReadonlySignal<boolean>;
  /** A quiet line: what was corrected in a link, what failed and what can be done. */
  readonly notice: Signal<string>;
  /** What computed the last run; null before the first. */
  readonly machine: ReadonlySignal<Machine | null>;
  readonly checkReport: ReadonlySignal<CheckReport | 'running' | null>;
  readonly guess: Signal<number | null>;
  readonly highlight: Signal<string | undefined>;
  /** Takes loose values, brings them into their bounds, and answers if the experiment answers changes. */
  set(change: Readonly<Record<string, unknown>>): void;
  /** Settings that came with a link. */
  adopt(params: Params, problems: readonly Problem[]): void;
  run(): void;
  pause(): void;
  step(): void;
  /** Back to the beginning with the same weights. */
  reset(): void;
  newSeed(): void;
  restoreDefaults(): void;
  check(): void;
  retry(): void;
  /** The script took over from the still. */
  awake(): void;
  /** The tab is hidden or the experiment scrolled away: a run waits and goes on when `seen`. */
  hide(): void;
  seen(): void;
  /** Frees the worker; the picture and the settings stay. */
  release(): void;
}

export function createStageModel({
  definition,
  figure,
  first,
  answersChanges,
  client: given,
}: StageOptions): StageModel {
  const { name } = definition;
  const schema: ParamSchema = definition.schema;
  const defaults: Params = defaultsOf(schema);
  const client = given ?? createClient();
  /** Whether there are trained networks that can be asked, the build's at first. */
  const asks = first.trained !== undefined;
  const params = signal<Params>(defaults);
  const shown = signal<Shown>({ scene: undefined, ...first, params: defaults, charts: null, table: null });
  const numbers = signal(shown.value);
  const state = signal<StageState>('still');
  const progress = signal(0);
  const notice = signal('');
  const machine = signal<Machine | null>(null);
  const checkReport = signal<CheckReport | 'running' | null>(null);
  const stale = computed(
    () =>
      !(asks ? sameTraining(schema, params.value, shown.value.params) : sameParams(params.value, shown.value.params)),
  );
  /** The call whose answers count; older ones are dropped. */
  let turn = 0;
  let hiddenWhileRunning = false;
  let lastAction: () => void = () => undefined;

  /** The settings of the run that answers questions: the one under way, else the last that was finished. */
  let underWay: Params = defaults;
  let finished: Params = defaults;

  /** What a picture of this result shows; made apart from showing it, which is work enough for a task. */
  function picture({ result, params: answered }: Delivery): Shown {
    const at = answered as Params;
    const { charts, description, table, scene } = figure(result, at);
    const lines = legendLines(charts);
    const before = shown.value.lines;
    return {
      params: at,
      readouts: result.readouts,
      charts,
      description,
      table,
      scene,
      // The same legend is not drawn again.
      lines: JSON.stringify(lines) === JSON.stringify(before) ? before : lines,
    };
  }

  const catchUp = () => (numbers.value = shown.value);
  // Before anything says that a run has ended, its numbers are there.
  effect(() => {
    if (state.value !== 'running' && state.value !== 'loading') catchUp();
    else if (numbers.peek() !== shown.value) afterFrame(catchUp);
  });

  const loadFailed =
    '实验程序没有加载成功：可能断网了，也可能页面刚刚更新过。可以重试；还不行就刷新页面，设置都在网址里，不会丢。';

  /** The trained networks answer the present questions; nothing is trained. */
  async function ask() {
    const mine = turn;
    const at = withQuestionsOf(schema, isActive() ? underWay : finished, params.value);
    lastAction = () => void ask();
    try {
      const answer = await client.ask(name, at, first.trained ?? '');
      // A picture of a newer run, or an answer to a newer question, is not to be replaced by an older one.
      if (!answer || mine !== turn) return;
      batch(() => {
        shown.value = picture(answer);
        progress.value = answer.progress;
        machine.value = answer.machine;
        // What was corrected in a link stays to be read; only a failure is over.
        if (state.value === 'error') notice.value = '';
        if (state.value === 'idle' || state.value === 'error') state.value = 'done';
      });
    } catch {
      if (mine !== turn) return;
      batch(() => {
        state.value = 'error';
        notice.value = loadFailed;
      });
    }
  }

  async function launch(mode: StartOptions['mode']) {
    const mine = ++turn;
    const asked = (underWay = params.value);
    lastAction = () => void launch(mode);
    batch(() => {
      if (state.value !== 'running' || mode !== 'quiet') state.value = 'loading';
      notice.value = '';
      checkReport.value = null;
    });
    const deliver = async (delivery: Delivery) => {
      if (mine !== turn) return;
      const next = picture(delivery);
      if (mode !== 'quiet') await nextTask();
      if (mine !== turn) return;
      const begun = () => {
        if (state.value === 'loading') state.value = mode === 'step' ? 'paused' : 'running';
      };
      batch(() => {
        shown.value = next;
        progress.value = delivery.progress;
        if (mode === 'quiet') begun();
      });
      if (mode === 'quiet') return;
      // A training waits until its picture is on the screen: on two cores it would take the page's.
      await frameShown();
      if (mine === turn) begun();
    };
    let ended: Ended;
    try {
      ended = await client.run(name, asked, { mode }, deliver);
    } catch {
      if (mine !== turn) return;
      batch(() => {
        state.value = 'error';
        notice.value = loadFailed;
      });
      return;
    }
    if (mine !== turn) return;
    machine.value = ended.machine;
    if (ended.how === 'done') {
      finished = asked;
      state.value = 'done';
    } else if (ended.how === 'diverged') {
      batch(() => {
        state.value = 'diverged';
        notice.value = '已发散：数值超出了有限的范围，训练停在最后一个有限的状态。把学习率或增益调小，再按“重来”。';
      });
    }
  }

  const isActive = () => state.value === 'running' || state.value === 'paused' || state.value === 'loading';

  function change(next: Params) {
    const wasActive = isActive();
    const before = params.value;
    params.value = next;
    if (asks && sameTraining(schema, before, next)) void ask();
    else if (answersChanges) void launch('quiet');
    else if (wasActive) void launch(state.value === 'paused' ? 'step' : 'run');
  }

  const set: StageModel['set'] = (values) => change(readParams(schema, { ...params.value, ...values }).params);

  async function check() {
    const mine = turn;
    checkReport.value = 'running';
    lastAction = () => void check();
    try {
      const report = await client.check(name, params.value);
      if (mine === turn) checkReport.value = report;
    } catch {
      if (mine !== turn) return;
      batch(() => {
        checkReport.value = null;
        state.value = 'error';
        notice.value = '核对程序没有加载成功，可以重试。';
      });
    }
  }

  return {
    definition,
    answersChanges,
    params,
    shown,
    numbers,
    state,
    progress,
    stale,
    notice,
    machine,
    checkReport,
    guess: signal<number | null>(null),
    highlight: signal<string | undefined>(undefined),
    set,
    adopt(next, problems) {
      const told = problems.map(({ key, allowed }) => `${schema[key]?.label ?? key}（允许：${allowed}）`);
      if (sameParams(next, params.value)) {
        if (told.length > 0) notice.value = `链接里有的设置不能用，已改用默认值：${told.join('；')}。`;
        return;
      }
      const answered = asks && sameTraining(schema, params.value, next);
      params.value = next;
      if (answered) void ask();
      else if (answersChanges) void launch('quiet');
      notice.value =
        told.length > 0
          ? `链接里有的设置不能用，已改到允许的范围：${told.join('；')}。`
          : answersChanges || answered
            ? ''
            : '链接带来了一组设置，按“运行”看结果。';
    },
    run() {
      if (state.value === 'paused') {
        client.resume();
        state.value = 'running';
      } else void launch('run');
    },
    pause() {
      if (state.value !== 'running' && state.value !== 'loading') return;
      client.pause();
      state.value = 'paused';
    },
    step() {
      if (state.value === 'running') this.pause();
      if (state.value === 'paused') client.step();
      else void launch('step');
    },
    reset() {
      void launch('step');
    },
    newSeed() {
      const seed = schema['seed'];
      if (seed?.kind === 'number') set({ seed: 1 + (Number(params.value['seed']) % seed.max) });
      if (!answersChanges && !isActive()) void launch('run');
    },
    restoreDefaults() {
      change(defaults);
    },
    check: () => void check(),
    retry: () => lastAction(),
    awake() {
      if (state.value === 'still') state.value = 'idle';
    },
    hide() {
      hiddenWhileRunning = state.value === 'running';
      if (hiddenWhileRunning) client.pause();
    },
    seen() {
      if (hiddenWhileRunning && state.value === 'running') client.resume();
      hiddenWhileRunning = false;
    },
    release() {
      turn++;
      client.dispose();
      // The worker took its weights with it; the next question goes to the build's.
      finished = defaults;
      if (isActive()) state.value = 'idle';
    },
  };
}

function sameParams(a: Params, b: Params): boolean {
  return Object.keys(a).every((key) => sameValue(a[key], b[key]));
}

function sameValue(a: ParamValue | undefined, b: ParamValue | undefined): boolean {
  return String(a) === String(b);
}
