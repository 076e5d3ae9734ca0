import type { StageState } from '../stage-state.ts';

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
  readonly words: Readonly<Record<'run' | 'preparing' | 'paused' | 'stale', string>>;
  readonly actions: RunActions;
}

/** Run, pause, one step, the same again, another seed; and how far the run has come. */
export function RunBar({ state, progress, stale, words, actions }: RunBarProps) {
  const busy = state === 'running' || state === 'loading';
  return (
    <div class="run-bar" role="group" aria-label="运行">
      <button
        type="button"
        class="primary"
        data-action={busy ? 'pause' : 'run'}
        onClick={busy ? actions.pause : actions.run}
      >
        {words.run}
      </button>
      <button type="button" data-action="step" onClick={actions.step}>
        单步
      </button>
      <button type="button" data-action="reset" onClick={actions.reset} title="同样的设置、同样的初始权重，从头再来">
        重来
      </button>
      <button type="button" data-action="new-seed" onClick={actions.newSeed}>
        换种子
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
            <progress max={1} value={progress} aria-label="进度" /> {Math.floor(progress * 100)}%
            {state === 'paused' && words.paused}
          </>
        )}
        {stale && !busy && state !== 'paused' && words.stale}
      </span>
    </div>
  );
}
