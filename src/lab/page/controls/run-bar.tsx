import type { StageState } from '../stage-state.ts';
import { words } from '../stage-words.ts';

/** What the buttons do; one that is absent has no button. */
export interface RunActions {
  readonly run: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly reset: () => void;
  readonly newSeed: () => void;
  readonly check?: { readonly label: string; readonly start: () => void };
}

interface RunBarProps {
  readonly state: StageState;
  readonly progress: number;
  readonly stale: boolean;
  /** What the button says that runs and pauses. */
  readonly run: string;
  readonly actions: RunActions;
}

/** Run, pause, one step, the same again, another seed; and how far the run has come. */
export function RunBar({ state, progress, stale, run, actions }: RunBarProps) {
  const busy = state === 'running' || state === 'loading';
  return (
    <div class="run-bar" role="group" aria-label={words.running}>
      <button
        type="button"
        class="primary"
        data-action={busy ? 'pause' : 'run'}
        onClick={busy ? actions.pause : actions.run}
      >
        {run}
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
      {actions.check && (
        <button type="button" data-action="check" onClick={actions.check.start}>
          {actions.check.label}
        </button>
      )}
      <span class="run-state">
        {state === 'loading' && words.preparing}
        {(state === 'running' || state === 'paused') && (
          <>
            <progress max={1} value={progress} aria-label={words.progress} /> {Math.floor(progress * 100)}%
            {state === 'paused' && words.paused}
          </>
        )}
        {stale && !busy && state !== 'paused' && words.stale}
      </span>
    </div>
  );
}
