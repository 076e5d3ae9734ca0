import { useComputed, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { AnyDefinition } from '../../contract/definition.ts';
import { RunBar, type RunActions } from '../controls/run-bar.tsx';
import { SettingsPanel } from '../controls/settings-panel.tsx';
import { afterFrame } from './after-frame.ts';
import { CheckPanel } from './check-panel.tsx';
import { Legend } from './legend.tsx';
import { LiveFigure } from './live-figure.tsx';
import { RaisedText } from './raised-text.tsx';
import type { StageModel } from './stage-model.ts';
import { runWords, words } from '../stage-words.ts';
import type { View } from './view.ts';

/** The parts of the stage (stage.tsx), each drawn anew only when what it shows has changed. */
interface PartProps<D extends AnyDefinition, E> {
  readonly model: StageModel<D, E>;
}

export function Presets<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  return (
    <div class="presets needs-script" role="group" aria-label={words.presets}>
      <span class="presets-label">{words.lookAt}</span>
      {model.definition.presets.map((preset) => (
        <button
          key={preset.id}
          type="button"
          class="preset"
          data-preset={preset.id}
          title={preset.why}
          onClick={() => {
            model.set(preset.set);
            if (!model.definition.instant && model.stale.value) model.send('run');
          }}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}

interface PictureProps<D extends AnyDefinition, E> extends PartProps<D, E> {
  /** The build's pictures. */
  readonly still: ComponentChildren;
  readonly view: View<D, E>;
  readonly formulas: Readonly<Record<string, ComponentChildren>>;
}

export function Picture<D extends AnyDefinition, E>({ model, still, view, formulas }: PictureProps<D, E>) {
  const { shown, highlight } = model;
  const { lines, charts, description } = shown.value;
  // The still gives way in a frame of its own: the first picture of a run has enough to change beside it.
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (charts && !live) afterFrame(() => setLive(true));
  }, [charts, live]);
  return (
    <figure class="picture">
      {view.exhibit?.(model)}
      <Legend lines={lines} highlight={highlight} />
      {charts && live ? <LiveFigure charts={charts} description={description} highlight={highlight.value} /> : still}
      {view.aside?.(model, formulas)}
    </figure>
  );
}

export function Settings<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  const asleep = useComputed(() => model.state.value === 'still');
  return (
    <fieldset class="controls needs-script" disabled={asleep.value}>
      <legend class="visually-hidden">{words.settings}</legend>
      <SettingsPanel schema={model.definition.schema} params={model.params.value} place="panel" onChange={model.set} />
    </fieldset>
  );
}

/** The controls that a View asked for, in its own place: a change that they make is seen beside them. */
export function OwnSettings<D extends AnyDefinition, E>({ model, legend }: PartProps<D, E> & { legend: string }) {
  return (
    <fieldset class="controls needs-script" disabled={model.state.value === 'still'}>
      <legend class="visually-hidden">{legend}</legend>
      <SettingsPanel schema={model.definition.schema} params={model.params.value} place="view" onChange={model.set} />
    </fieldset>
  );
}

export function Running<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  const { state, progress, stale } = model;
  return (
    <fieldset class="controls needs-script" disabled={state.value === 'still'}>
      <legend class="visually-hidden">{words.running}</legend>
      <RunBar
        state={state.value}
        progress={progress.value}
        stale={stale.value}
        run={runWords[state.value]}
        actions={actionsOf(model)}
      />
    </fieldset>
  );
}

function actionsOf<D extends AnyDefinition, E>(model: StageModel<D, E>): RunActions {
  const { check } = model.definition;
  return {
    run: () => model.send('run'),
    pause: () => model.send('pause'),
    step: () => model.send('step'),
    reset: () => model.send('reset'),
    newSeed: () => model.newSeed(),
    ...(check ? { check: { label: check.label, start: () => model.send('check') } } : {}),
  };
}

export function Notice<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  return (
    <p class="notice" role="alert">
      {model.notice.value || null}
      {model.state.value === 'error' && (
        <>
          <button type="button" data-action="retry" onClick={() => model.send('retry')}>
            {words.retry}
          </button>
          <button type="button" data-action="reload" onClick={() => location.reload()}>
            {words.reload}
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

export function Check<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  const { check } = model.definition;
  return check ? <CheckPanel report={model.checkReport.value} {...check} /> : null;
}
