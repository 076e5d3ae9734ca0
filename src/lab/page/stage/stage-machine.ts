import type { Problem } from '../../contract/read-params.ts';
import { sameParams, sameTraining, withQuestionsOf, type ParamSchema } from '../../contract/schema.ts';
import type { StartOptions } from '../../contract/session-protocol.ts';
import type { Notice } from '../notice.ts';
import type { StageState } from '../stage-state.ts';

/**
 * What an experiment on the page does, as a pure function: state and event to state and effects. The model
 * (stage-model.ts) turns the reader's presses and the worker's answers into events and carries the effects out.
 *
 *              run           pause    step        a setting          first picture   end           failure
 *  still       launch        -        launch      as idle            -               -             error
 *  idle        launch        -        launch      instant: launch    -               -             error
 *  loading     launch        paused   launch      launch anew        running         done          error
 *  running     launch        paused   paused+step launch anew        -               done          error
 *  paused      running       -        one step    launch, one step   -               done          error
 *  done        launch        -        launch      as idle            -               -             error
 *  diverged    launch        -        launch      as idle            -               -             error
 *  error       launch        -        launch      as idle            -               -             error
 *
 * A launch makes it `loading`, but for a slider that is moved while it runs. Settings that only ask are answered by the
 * networks at hand and launch nothing. stage-machine.test.ts has every pair of state and event.
 */
export interface Machine<P> {
  readonly state: StageState;
  /** What the controls show. */
  readonly params: P;
  /** The settings of the run under way, and of the last one that was finished: they answer questions. */
  readonly underWay: P;
  readonly finished: P;
  /** The call whose answers count; older ones are dropped. */
  readonly call: number;
  readonly mode: StartOptions['mode'];
  /** 0 to 1. */
  readonly progress: number;
  /** It runs and nobody can see it: the worker waits. */
  readonly resting: boolean;
  readonly notice: Notice | null;
  readonly checking: boolean;
  /** What 重试 does again. */
  readonly again: 'launch' | 'ask' | 'check';
}

export type StageEvent<P> =
  /** The script took over from the still. */
  | { readonly kind: 'awake' }
  | { readonly kind: 'set'; readonly params: P }
  /** Another seed: a run begins even where a setting waits for 运行. */
  | { readonly kind: 'new-seed'; readonly params: P }
  /** Settings that came with a link. */
  | { readonly kind: 'adopt'; readonly params: P; readonly problems: readonly Problem[] }
  /** Back to the beginning with the same weights. */
  | { readonly kind: 'run' | 'pause' | 'step' | 'reset' | 'check' | 'retry' }
  /** The tab is hidden or the experiment scrolled away; it can be seen again. */
  | { readonly kind: 'hide' | 'seen' }
  /** The worker's memory is given back; picture and settings stay. */
  | { readonly kind: 'release' }
  /** Of the worker, each with the call that it answers. */
  | { readonly kind: 'delivered'; readonly call: number; readonly progress: number }
  | { readonly kind: 'painted'; readonly call: number }
  | { readonly kind: 'ended'; readonly call: number; readonly how: 'done' | 'stopped' | 'diverged' }
  | { readonly kind: 'answered'; readonly call: number; readonly progress: number }
  | { readonly kind: 'checked' | 'failed' | 'check-failed'; readonly call: number }
  /** A launch has not shown anything for long, or a question or a check has not been answered. */
  | { readonly kind: 'slow' | 'slow-answer'; readonly call: number };

export type Effect<P> =
  | { readonly kind: 'launch'; readonly call: number; readonly params: P; readonly mode: StartOptions['mode'] }
  | { readonly kind: 'ask' | 'check'; readonly call: number; readonly params: P }
  | { readonly kind: 'pause' | 'resume' | 'step' | 'dispose' | 'abandon' };

/** What is fixed for one experiment. */
export interface Facts<P> {
  readonly schema: ParamSchema;
  readonly defaults: P;
  /** It answers every change of a setting. */
  readonly instant: boolean;
  /** There are trained networks that can be asked, the build's at first. */
  readonly asks: boolean;
}

type Settings = Readonly<Record<string, unknown>>;
type Next<P> = readonly [Machine<P>, readonly Effect<P>[]];

export function startingMachine<P>(defaults: P): Machine<P> {
  return {
    state: 'still',
    params: defaults,
    underWay: defaults,
    finished: defaults,
    call: 0,
    mode: 'run',
    progress: 0,
    resting: false,
    notice: null,
    checking: false,
    again: 'launch',
  };
}

export function next<P extends Settings>(machine: Machine<P>, event: StageEvent<P>, facts: Facts<P>): Next<P> {
  if ('call' in event && event.call !== machine.call) return [machine, []];
  const { state } = machine;
  switch (event.kind) {
    case 'awake':
      return [state === 'still' ? { ...machine, state: 'idle' } : machine, []];
    case 'set':
      return changed(machine, event.params, facts);
    case 'new-seed': {
      if (facts.instant || isActive(machine)) return changed(machine, event.params, facts);
      return launch({ ...machine, params: event.params }, 'run');
    }
    case 'adopt':
      return adopted(machine, event.params, event.problems, facts);
    case 'run':
      return state === 'paused' ? [{ ...machine, state: 'running' }, [{ kind: 'resume' }]] : launch(machine, 'run');
    case 'pause':
      return pausable(state) ? [{ ...machine, state: 'paused' }, [{ kind: 'pause' }]] : [machine, []];
    case 'step':
      if (state === 'running') return [{ ...machine, state: 'paused' }, [{ kind: 'pause' }, { kind: 'step' }]];
      return state === 'paused' ? [machine, [{ kind: 'step' }]] : launch(machine, 'step');
    case 'reset':
      return launch(machine, 'step');
    case 'check':
      return check(machine);
    case 'retry':
      return isSlow(machine) ? tryAnother(machine, facts) : tryAgain(machine, facts);
    case 'hide':
      return pausable(state) && !machine.resting ? [{ ...machine, resting: true }, [{ kind: 'pause' }]] : [machine, []];
    case 'seen':
      return [{ ...machine, resting: false }, machine.resting && pausable(state) ? [{ kind: 'resume' }] : []];
    case 'release':
      return [
        {
          ...machine,
          call: machine.call + 1,
          // The worker took its weights with it; the next question goes to the build's.
          finished: facts.defaults,
          resting: false,
          checking: false,
          state: isActive(machine) ? 'idle' : state,
        },
        [{ kind: 'dispose' }],
      ];
    case 'delivered':
      return [{ ...machine, progress: event.progress, notice: isSlow(machine) ? null : machine.notice }, []];
    case 'slow':
      return [state === 'loading' && !machine.notice ? { ...machine, notice: { kind: 'slow' } } : machine, []];
    case 'slow-answer':
      return [machine.notice ? machine : { ...machine, notice: { kind: 'slow' } }, []];
    case 'painted':
      return [
        state === 'loading' ? { ...machine, state: machine.mode === 'step' ? 'paused' : 'running' } : machine,
        [],
      ];
    case 'ended':
      return [ended(machine, event.how), []];
    case 'answered':
      return [answered({ ...machine, progress: event.progress }), []];
    case 'checked':
      return [{ ...machine, checking: false, notice: isSlow(machine) ? null : machine.notice }, []];
    case 'failed':
      return [{ ...machine, state: 'error', notice: { kind: 'load-failed' } }, []];
    case 'check-failed':
      return [{ ...machine, state: 'error', checking: false, notice: { kind: 'check-failed' } }, []];
  }
}

const pausable = (state: StageState) => state === 'running' || state === 'loading';
const isActive = ({ state }: Pick<Machine<unknown>, 'state'>) => pausable(state) || state === 'paused';

function launch<P>(machine: Machine<P>, mode: StartOptions['mode']): Next<P> {
  const call = machine.call + 1;
  const { params } = machine;
  return [
    {
      ...machine,
      call,
      mode,
      underWay: params,
      // While a slider is moved the picture of the run before it stands, and nothing flickers.
      state: machine.state === 'running' && mode === 'quiet' ? 'running' : 'loading',
      notice: null,
      checking: false,
      again: 'launch',
    },
    [{ kind: 'launch', call, params, mode }],
  ];
}

const isSlow = ({ notice }: Pick<Machine<unknown>, 'notice'>) => notice?.kind === 'slow';

function tryAgain<P extends Settings>(machine: Machine<P>, facts: Facts<P>): Next<P> {
  if (machine.again === 'ask') return ask(machine, facts);
  return machine.again === 'check' ? check(machine) : launch(machine, machine.mode);
}

/**
 * By another worker: the one that is waited for may never come. It has the build's networks alone, and a run under way begins
 * anew with it.
 */
function tryAnother<P extends Settings>(machine: Machine<P>, facts: Facts<P>): Next<P> {
  const [after, effects] =
    machine.again === 'launch' || isActive(machine)
      ? launch(machine, machine.mode)
      : // What the old one still says of its questions, at the least that it was ended, is to be dropped.
        tryAgain({ ...machine, call: machine.call + 1, finished: facts.defaults, notice: null }, facts);
  return [after, [{ kind: 'abandon' }, ...effects]];
}

/** The trained networks answer the present questions; nothing is trained. */
function ask<P extends Settings>(machine: Machine<P>, { schema }: Facts<P>): Next<P> {
  const training = isActive(machine) ? machine.underWay : machine.finished;
  const params = withQuestionsOf(schema, training, machine.params);
  return [{ ...machine, again: 'ask' }, [{ kind: 'ask', call: machine.call, params }]];
}

function check<P>(machine: Machine<P>): Next<P> {
  const { call, params } = machine;
  return [{ ...machine, checking: true, again: 'check' }, [{ kind: 'check', call, params }]];
}

function changed<P extends Settings>(before: Machine<P>, params: P, facts: Facts<P>): Next<P> {
  const machine = { ...before, params };
  if (facts.asks && sameTraining(facts.schema, before.params, params)) return ask(machine, facts);
  if (facts.instant) return launch(machine, 'quiet');
  if (isActive(before)) return launch(machine, before.state === 'paused' ? 'step' : 'run');
  return [machine, []];
}

function adopted<P extends Settings>(
  before: Machine<P>,
  params: P,
  problems: readonly Problem[],
  facts: Facts<P>,
): Next<P> {
  if (sameParams(params, before.params)) {
    return [problems.length > 0 ? { ...before, notice: { kind: 'link-refused', problems } } : before, []];
  }
  const machine = { ...before, params };
  const onlyAsks = facts.asks && sameTraining(facts.schema, before.params, params);
  // A link shows what it says: a picture of other settings than the controls' would be taken for its own.
  const [after, effects] = onlyAsks ? ask(machine, facts) : launch(machine, facts.instant ? 'quiet' : 'run');
  return [{ ...after, notice: problems.length > 0 ? { kind: 'link-corrected', problems } : null }, effects];
}

function ended<P>(machine: Machine<P>, how: 'done' | 'stopped' | 'diverged'): Machine<P> {
  if (how === 'done') return { ...machine, state: 'done', finished: machine.underWay };
  if (how === 'diverged') return { ...machine, state: 'diverged', notice: { kind: 'diverged' } };
  return machine;
}

function answered<P>(machine: Machine<P>): Machine<P> {
  const { state, notice } = machine;
  return {
    ...machine,
    state: state === 'idle' || state === 'error' ? 'done' : state,
    // What was corrected in a link stays to be read; only a failure is over.
    notice: state === 'error' || isSlow(machine) ? null : notice,
  };
}
