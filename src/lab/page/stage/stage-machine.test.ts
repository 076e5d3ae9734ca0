import { describe, expect, test } from 'vitest';
import { next, startingMachine, type Effect, type Facts, type Machine, type StageEvent } from './stage-machine.ts';
import { stageStates, type StageState } from '../stage-state.ts';

type Settings = Readonly<Record<string, number>>;

const facts: Facts<Settings> = {
  schema: {
    depth: { kind: 'number', label: '深度', min: 1, max: 100, step: 1, default: 50 },
    word: { kind: 'number', label: '词', min: 0, max: 9, step: 1, default: 0, asks: true },
  },
  defaults: { depth: 50, word: 0 },
  instant: false,
  asks: true,
};
const instant: Facts<Settings> = { ...facts, instant: true, asks: false };
const deeper = { depth: 60, word: 0 };
const anotherWord = { depth: 50, word: 3 };

/** In the middle of things, after the third call. */
const at = (state: StageState, more: Partial<Machine<Settings>> = {}): Machine<Settings> => ({
  ...startingMachine(facts.defaults),
  state,
  call: 3,
  ...more,
});

const current = { call: 3 } as const;
const problems = [{ key: 'depth', given: '1000', kind: 'out-of-range', allowed: '1 to 100' }] as const;
const events = {
  awake: { kind: 'awake' },
  run: { kind: 'run' },
  pause: { kind: 'pause' },
  step: { kind: 'step' },
  reset: { kind: 'reset' },
  set: { kind: 'set', params: deeper },
  ask: { kind: 'set', params: anotherWord },
  'new-seed': { kind: 'new-seed', params: deeper },
  link: { kind: 'adopt', params: deeper, problems: [] },
  'asking link': { kind: 'adopt', params: anotherWord, problems: [] },
  'bad link': { kind: 'adopt', params: facts.defaults, problems },
  check: { kind: 'check' },
  retry: { kind: 'retry' },
  hide: { kind: 'hide' },
  seen: { kind: 'seen' },
  release: { kind: 'release' },
  delivered: { kind: 'delivered', progress: 0.5, ...current },
  painted: { kind: 'painted', ...current },
  done: { kind: 'ended', how: 'done', ...current },
  stopped: { kind: 'ended', how: 'stopped', ...current },
  diverged: { kind: 'ended', how: 'diverged', ...current },
  answered: { kind: 'answered', progress: 1, ...current },
  checked: { kind: 'checked', ...current },
  failed: { kind: 'failed', ...current },
  'check-failed': { kind: 'check-failed', ...current },
  slow: { kind: 'slow', ...current },
  'slow-answer': { kind: 'slow-answer', ...current },
} as const satisfies Readonly<Record<string, StageEvent<Settings>>>;
type EventName = keyof typeof events;

const told = (effect: Effect<Settings>) => (effect.kind === 'launch' ? `launch ${effect.mode}` : effect.kind);

/** The state after an event, “·” where it is the same, and in brackets what is done. */
function cell(state: StageState, event: StageEvent<Settings>, given: Facts<Settings>): string {
  const [after, effects] = next(at(state), event, given);
  const done = effects.length > 0 ? ` [${effects.map(told).join(', ')}]` : '';
  return `${after.state === state ? '·' : after.state}${done}`;
}

/** Rows by event; columns as in `stageStates`: still, loading, idle, running, paused, done, diverged, error. */
const everyPair = {
  awake: 'idle | · | · | · | · | · | · | ·',
  run: 'loading [launch run] | · [launch run] | loading [launch run] | loading [launch run] | running [resume] | loading [launch run] | loading [launch run] | loading [launch run]',
  pause: '· | paused [pause] | · | paused [pause] | · | · | · | ·',
  step: 'loading [launch step] | · [launch step] | loading [launch step] | paused [pause, step] | · [step] | loading [launch step] | loading [launch step] | loading [launch step]',
  reset:
    'loading [launch step] | · [launch step] | loading [launch step] | loading [launch step] | loading [launch step] | loading [launch step] | loading [launch step] | loading [launch step]',
  set: '· | · [launch run] | · | loading [launch run] | loading [launch step] | · | · | ·',
  ask: '· [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask]',
  'new-seed':
    'loading [launch run] | · [launch run] | loading [launch run] | loading [launch run] | loading [launch step] | loading [launch run] | loading [launch run] | loading [launch run]',
  link: 'loading [launch run] | · [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run]',
  'asking link': '· [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask] | · [ask]',
  'bad link': '· | · | · | · | · | · | · | ·',
  check: '· [check] | · [check] | · [check] | · [check] | · [check] | · [check] | · [check] | · [check]',
  retry:
    'loading [launch run] | · [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run] | loading [launch run]',
  hide: '· | · [pause] | · | · [pause] | · | · | · | ·',
  seen: '· | · | · | · | · | · | · | ·',
  release:
    '· [dispose] | idle [dispose] | · [dispose] | idle [dispose] | idle [dispose] | · [dispose] | · [dispose] | · [dispose]',
  delivered: '· | · | · | · | · | · | · | ·',
  painted: '· | running | · | · | · | · | · | ·',
  done: 'done | done | done | done | done | · | done | done',
  stopped: '· | · | · | · | · | · | · | ·',
  diverged: 'diverged | diverged | diverged | diverged | diverged | diverged | · | diverged',
  answered: '· | · | done | · | · | · | · | done',
  checked: '· | · | · | · | · | · | · | ·',
  failed: 'error | error | error | error | error | error | error | ·',
  'check-failed': 'error | error | error | error | error | error | error | ·',
  slow: '· | · | · | · | · | · | · | ·',
  'slow-answer': '· | · | · | · | · | · | · | ·',
} as const satisfies Readonly<Record<keyof typeof events, string>>;

/** An experiment that answers every change: there is nothing to ask, and a change computes quietly. */
const everyPairAtOnce = {
  set: 'loading [launch quiet] | · [launch quiet] | loading [launch quiet] | · [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet]',
  'new-seed':
    'loading [launch quiet] | · [launch quiet] | loading [launch quiet] | · [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet]',
  link: 'loading [launch quiet] | · [launch quiet] | loading [launch quiet] | · [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet] | loading [launch quiet]',
} as const;

describe('every event in every state', () => {
  const table = (rows: Readonly<Record<string, string>>, given: Facts<Settings>) =>
    Object.fromEntries(
      Object.keys(rows).map((name) => [
        name,
        stageStates.map((state) => cell(state, events[name as EventName], given)).join(' | '),
      ]),
    );

  test('where a training waits for 运行', () => {
    expect(table(everyPair, facts)).toEqual(everyPair);
  });

  test('where a change is answered at once', () => {
    expect(table(everyPairAtOnce, instant)).toEqual(everyPairAtOnce);
  });

  test('the table has every state and every kind of event', () => {
    for (const cells of Object.values(everyPair)) expect(cells.split(' | ')).toHaveLength(stageStates.length);
    // A kind that is missing here is a type error.
    const kinds: Readonly<Record<StageEvent<Settings>['kind'], true>> = {
      awake: true,
      run: true,
      pause: true,
      step: true,
      reset: true,
      set: true,
      'new-seed': true,
      adopt: true,
      check: true,
      retry: true,
      hide: true,
      seen: true,
      release: true,
      delivered: true,
      painted: true,
      ended: true,
      answered: true,
      checked: true,
      failed: true,
      'check-failed': true,
      slow: true,
      'slow-answer': true,
    };
    expect([...new Set(Object.values(events).map(({ kind }) => kind))].sort()).toEqual(Object.keys(kinds).sort());
  });

  test('what answers an older call changes nothing', () => {
    for (const event of Object.values(events)) {
      if (!('call' in event)) continue;
      for (const state of stageStates) {
        const before = at(state, { call: 4 });
        expect(next(before, event, facts)).toEqual([before, []]);
      }
    }
  });
});

describe('what the table does not show', () => {
  const after = (machine: Machine<Settings>, name: EventName, given = facts) => next(machine, events[name], given);

  test('a launch takes the controls’ settings, and what follows belongs to it', () => {
    const [machine, effects] = after(at('done', { params: deeper }), 'run');
    expect(effects).toEqual([{ kind: 'launch', call: 4, params: deeper, mode: 'run' }]);
    expect(machine).toMatchObject({ call: 4, underWay: deeper, finished: facts.defaults, notice: null });
    const [ended] = next(machine, { kind: 'ended', how: 'done', call: 4 }, facts);
    expect(ended.finished).toEqual(deeper);
  });

  test('the run under way is asked, else the last finished one', () => {
    const asked = (machine: Machine<Settings>) => after(machine, 'ask')[1][0];
    const trained = { underWay: deeper, finished: { depth: 20, word: 1 }, params: facts.defaults };
    expect(asked(at('running', trained))).toMatchObject({ kind: 'ask', params: { depth: 60, word: 3 } });
    expect(asked(at('done', trained))).toMatchObject({ kind: 'ask', params: { depth: 20, word: 3 } });
  });

  test('what nobody sees rests, once, and goes on when it is seen', () => {
    for (const state of ['running', 'loading'] as const) {
      const [hidden] = after(at(state), 'hide');
      expect(after(hidden, 'hide')[1]).toEqual([]);
      const [shown, effects] = after(hidden, 'seen');
      expect(effects).toEqual([{ kind: 'resume' }]);
      expect(shown.resting).toBe(false);
    }
    // The reader's own pause is the reader's to end.
    expect(after(after(at('paused'), 'hide')[0], 'seen')[1]).toEqual([]);
  });

  test('a launch that is silent for long is said to be slow; a picture takes that back, 重试 takes another worker', () => {
    const [slow] = after(at('loading'), 'slow');
    expect(slow.notice).toEqual({ kind: 'slow' });
    expect(after(slow, 'delivered')[0].notice).toBeNull();
    expect(after(slow, 'retry')[1]).toMatchObject([{ kind: 'abandon' }, { kind: 'launch' }]);
    expect(after(slow, 'retry')[0].notice).toBeNull();
    expect(after(at('running'), 'slow')[0].notice).toBeNull();
    // What was corrected in a link stays to be read.
    const corrected = at('loading', { notice: { kind: 'link-corrected', problems } });
    expect(after(corrected, 'slow')[0].notice).toMatchObject({ kind: 'link-corrected' });
  });

  test('a question that is not answered for long is said to be slow; an answer takes that back, 重试 asks another worker', () => {
    const asked = after(at('done', { finished: deeper }), 'ask')[0];
    const [slow] = after(asked, 'slow-answer');
    expect(slow).toMatchObject({ state: 'done', notice: { kind: 'slow' } });
    expect(after(slow, 'answered')[0].notice).toBeNull();
    const [anew, effects] = after(slow, 'retry');
    // Another worker has the build's networks; what the old one says of its question is dropped.
    expect(effects).toEqual([{ kind: 'abandon' }, { kind: 'ask', call: 4, params: anotherWord }]);
    expect(anew).toMatchObject({ call: 4, notice: null, finished: facts.defaults });
    const [checking] = after(after(at('done', { checking: true }), 'check')[0], 'slow-answer');
    expect(after(checking, 'retry')[1]).toMatchObject([{ kind: 'abandon' }, { kind: 'check', call: 4 }]);
    expect(after(checking, 'checked')[0]).toMatchObject({ notice: null, checking: false });
    const [running] = after(after(at('running'), 'ask')[0], 'slow-answer');
    expect(after(running, 'retry')[1]).toMatchObject([{ kind: 'abandon' }, { kind: 'launch' }]);
  });

  test('重试 does again what failed', () => {
    for (const [name, kind] of [
      ['ask', 'ask'],
      ['check', 'check'],
      ['run', 'launch'],
    ] as const) {
      const [tried] = after(at('idle'), name);
      const [failed] = next(tried, { kind: 'failed', call: tried.call }, facts);
      expect(failed.notice).toEqual({ kind: 'load-failed' });
      expect(after(failed, 'retry')[1]).toMatchObject([{ kind }]);
    }
  });

  test('a link that was corrected says so, and a failure that is over says nothing', () => {
    expect(next(at('idle'), { kind: 'adopt', params: deeper, problems }, facts)[0].notice).toEqual({
      kind: 'link-corrected',
      problems,
    });
    expect(after(at('idle'), 'bad link')[0].notice).toEqual({ kind: 'link-refused', problems });
    expect(after(at('idle'), 'link')[0].notice).toBeNull();
    expect(after(at('idle'), 'link', instant)[0].notice).toBeNull();
    expect(after(at('error', { notice: { kind: 'load-failed' } }), 'answered')[0].notice).toBeNull();
    expect(after(at('idle', { notice: { kind: 'link-refused', problems } }), 'answered')[0].notice).not.toBeNull();
  });

  test('a launch, and the end of the worker, end a check', () => {
    expect(after(at('idle', { checking: true }), 'run')[0].checking).toBe(false);
    expect(after(at('idle', { checking: true }), 'release')[0].checking).toBe(false);
  });
});
