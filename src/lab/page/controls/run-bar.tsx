import { ChangingWords } from '../changing-words.tsx';
import type { StageState } from '../stage-state.ts';
import { waitText, words } from '../stage-words.ts';

/** What the buttons do. */
export interface RunActions {
  readonly run: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
}

interface RunBarProps {
  readonly state: StageState;
  readonly progress: number;
  readonly stale: boolean;
  /** Seconds that the run still takes, or would take; null where that is not known. */
  readonly wait: number | null;
  /** What the button says that runs and pauses. */
  readonly run: string;
  readonly actions: RunActions;
}

/** Run, pause, one step, the same again, another seed; and how far the run has come. */
export function RunBar({ state, progress, stale, wait, run, actions }: RunBarProps) {
  const busy = state === 'running' || state === 'loading';
  const time = waitText(wait);
  const stateText = (): string => {
    if (state === 'loading') return words.preparing;
    const share = `${Math.floor(progress * 100)}%`;
    if (state === 'paused') return share + words.paused;
    if (state === 'running') return share + (time ? words.left(time) : '');
    if (stale) return words.stale + (time ? words.takesAnew(time) : '');
    return time ? words.takes(time) : '';
  };
  return (
    <div class="run-bar" role="group" aria-label={words.running}>
      <button
        type="button"
        class="primary"
        data-action={busy ? 'pause' : 'run'}
        onClick={busy ? actions.pause : actions.run}
      >
        <ChangingWords text={run} />
      </button>
      <button type="button" data-action="step" onClick={actions.step}>
        {words.step}
      </button>
      <button type="button" data-action="reset" onClick={actions.reset} title={words.resetHelp}>
        {words.reset}
      </button>
      <button type="button" data-action="new-seed" onClick={actions.newSeed}>
        {words.newSeed}
      </button>
      <span class="run-state">
        {(state === 'running' || state === 'paused') && (
          <progress max={1} value={progress} aria-label={words.progress} />
        )}{' '}
        <ChangingWords text={stateText()} />
      </span>
    </div>
  );
}
