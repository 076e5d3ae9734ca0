import type { StageState } from '../stage/stage-state.ts';

interface RunBarProps {
  readonly state: StageState;
  readonly progress: number;
  readonly stale: boolean;
  readonly checkable: boolean;
  readonly onRun: () => void;
  readonly onPause: () => void;
  readonly onStep: () => void;
  readonly onReset: () => void;
  readonly onNewSeed: () => void;
  readonly onCheck: () => void;
}

/** Run, pause, one step, the same again, another seed; and how far the run has come. */
export function RunBar(props: RunBarProps) {
  const { state, progress, stale } = props;
  const busy = state === 'running' || state === 'loading';
  return (
    <div class="run-bar" role="group" aria-label="运行">
      <button
        type="button"
        class="primary"
        data-action={busy ? 'pause' : 'run'}
        onClick={busy ? props.onPause : props.onRun}
      >
        {busy ? '暂停' : state === 'paused' ? '继续' : '运行'}
      </button>
      <button type="button" data-action="step" onClick={props.onStep}>
        单步
      </button>
      <button type="button" data-action="reset" onClick={props.onReset} title="同样的设置、同样的初始权重，从头再来">
        重来
      </button>
      <button type="button" data-action="new-seed" onClick={props.onNewSeed}>
        换种子
      </button>
      {props.checkable && (
        <button type="button" data-action="check" onClick={props.onCheck}>
          有限差分核对
        </button>
      )}
      <span class="run-state">
        {state === 'loading' && '正在准备…'}
        {(state === 'running' || state === 'paused') && (
          <>
            <progress max={1} value={progress} aria-label="进度" /> {Math.floor(progress * 100)}%
            {state === 'paused' && '，已暂停'}
          </>
        )}
        {stale && !busy && state !== 'paused' && '设置改了，图还是上一次的'}
      </span>
    </div>
  );
}
