import { useComputed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { RunBar } from '../controls/run-bar.tsx';
import { SettingsPanel } from '../controls/settings-panel.tsx';
import { afterFrame } from './after-frame.ts';
import { CheckPanel } from './check-panel.tsx';
import { Legend } from './legend.tsx';
import { LiveFigure } from './live-figure.tsx';
import { RaisedText } from './raised-text.tsx';
import type { StageModel } from './stage-model.ts';

/** The parts of the stage (stage.tsx), each drawn anew only when what it shows has changed. */
interface PartProps {
  readonly model: StageModel;
}

export function Presets({ model }: PartProps) {
  return (
    <div class="presets needs-script" role="group" aria-label="预设">
      <span class="presets-label">看看：</span>
      {model.definition.presets.map((preset) => (
        <button
          key={preset.id}
          type="button"
          class="preset"
          data-preset={preset.id}
          title={preset.why}
          onClick={() => {
            model.set(preset.set);
            if (!model.answersChanges && model.stale.value) model.run();
          }}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}

interface PictureProps extends PartProps {
  /** The build's pictures. */
  readonly still: ComponentChildren;
  readonly scene: ((model: StageModel) => ComponentChildren) | undefined;
  readonly aside: ((model: StageModel) => ComponentChildren) | undefined;
}

export function Picture({ model, still, scene, aside }: PictureProps) {
  const { shown, highlight } = model;
  const { lines, charts, description } = shown.value;
  // The still gives way in a frame of its own: the first picture of a run has enough to change beside it.
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (charts && !live) afterFrame(() => setLive(true));
  }, [charts, live]);
  return (
    <figure class="picture">
      {scene?.(model)}
      <Legend lines={lines} highlight={highlight} />
      {charts && live ? <LiveFigure charts={charts} description={description} highlight={highlight.value} /> : still}
      {aside?.(model)}
    </figure>
  );
}

export function Settings({ model }: PartProps) {
  const asleep = useComputed(() => model.state.value === 'still');
  return (
    <fieldset class="controls needs-script" disabled={asleep.value}>
      <legend class="visually-hidden">设置</legend>
      <SettingsPanel schema={model.definition.schema} params={model.params.value} onChange={model.set} />
    </fieldset>
  );
}

export function Running({ model, checkable }: PartProps & { checkable: boolean }) {
  const { state, progress, stale } = model;
  return (
    <fieldset class="controls needs-script" disabled={state.value === 'still'}>
      <legend class="visually-hidden">运行</legend>
      <RunBar
        state={state.value}
        progress={progress.value}
        stale={stale.value}
        checkable={checkable}
        onRun={() => model.run()}
        onPause={() => model.pause()}
        onStep={() => model.step()}
        onReset={() => model.reset()}
        onNewSeed={() => model.newSeed()}
        onCheck={() => model.check()}
      />
    </fieldset>
  );
}

export function Notice({ model }: PartProps) {
  return (
    <p class="notice" role="alert">
      {model.notice.value || null}
      {model.state.value === 'error' && (
        <>
          <button type="button" data-action="retry" onClick={() => model.retry()}>
            重试
          </button>
          <button type="button" data-action="reload" onClick={() => location.reload()}>
            刷新页面
          </button>
        </>
      )}
    </p>
  );
}

export function Finding({ text }: { text: ReadonlySignal<string> }) {
  return (
    <p class="finding">
      <RaisedText text={text.value} />
    </p>
  );
}

export function Check({ model }: PartProps) {
  return <CheckPanel report={model.checkReport.value} />;
}
