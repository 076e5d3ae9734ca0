import { useComputed, type ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { AnyDefinition } from '../../contract/definition.ts';
import { chartsByPlace, type ChartPlace } from '../../contract/figure-spec.ts';
import { RunBar, type RunActions } from '../controls/run-bar.tsx';
import { SettingsPanel } from '../controls/settings-panel.tsx';
import { afterFrame } from './after-frame.ts';
import { CheckPanel } from './check-panel.tsx';
import { Legend } from './legend.tsx';
import { LiveFigure, type NotDrawn } from './live-figure.tsx';
import { RaisedText } from './raised-text.tsx';
import type { StageModel } from './stage-model.ts';
import { StillFigure } from './still-figure.tsx';
import { runWords, words } from '../stage-words.ts';
import { ChangingWords } from '../changing-words.tsx';
import type { View } from './view.ts';
import { WaysOut } from './ways-out.tsx';

/** The parts of the stage (stage.tsx), each drawn anew only when what it shows has changed. */
interface PartProps<D extends AnyDefinition, E> {
  readonly model: StageModel<D, E>;
}

export function Presets<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  if (model.definition.presets.length === 0) return null;
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
          onClick={() => model.take(preset.set)}
        >
          {preset.label}
        </button>
      ))}
    </div>
  );
}

interface PictureProps<D extends AnyDefinition, E> extends PartProps<D, E> {
  readonly view: View<D, E>;
  /** The address of a file of the build's pictures. */
  readonly pictureUrl: (file: string) => string;
  readonly notDrawn: NotDrawn;
}

/** Not before the script took over: without it everything is there to be read. */
function isVeiled({ veiled, state }: Pick<StageModel, 'veiled' | 'state'>): boolean {
  return veiled.value && state.value !== 'still';
}

/** What answers: it stays in sight while a setting is changed. */
export function Picture<D extends AnyDefinition, E>(
  props: PictureProps<D, E> & { readonly formulas: Readonly<Record<string, string>> },
) {
  const { model, view, formulas } = props;
  const veiled = isVeiled(model);
  return (
    <figure class="picture">
      <div class="answer" inert={veiled}>
        {view.exhibit?.(model)}
        <Charts {...props} place="answer" />
        {view.aside?.(model, formulas)}
      </div>
      {veiled && (
        <p class="veil needs-script">
          <span>{words.veil}</span>
          <button type="button" data-action="look" onClick={() => model.look()}>
            {words.look}
          </button>
        </p>
      )}
    </figure>
  );
}

/** Whether there is anything that the story needs less. */
export function hasBelow<D extends AnyDefinition, E>({ model, view }: PictureProps<D, E>): boolean {
  return view.below !== undefined || chartsByPlace(model.shown.peek().charts).below.length > 0;
}

export function Below<D extends AnyDefinition, E>(props: PictureProps<D, E>) {
  return (
    <figure class="below" inert={isVeiled(props.model)}>
      {props.view.below?.(props.model)}
      <Charts {...props} place="below" />
    </figure>
  );
}

function Charts<D extends AnyDefinition, E>({
  model,
  pictureUrl,
  notDrawn,
  place,
}: PictureProps<D, E> & { readonly place: ChartPlace }) {
  const { shown, highlight } = model;
  const { lines, charts, description } = shown.value;
  const still = model.still.value;
  // The still gives way in a frame of its own: the first picture of a run has enough to change beside it.
  const [live, setLive] = useState(false);
  useEffect(() => {
    if (!still && !live) afterFrame(() => setLive(true));
  }, [still, live]);
  const mine = chartsByPlace(charts)[place];
  if (mine.length === 0) return null;
  return (
    <>
      {model.legend === place && <Legend lines={lines} highlight={highlight} />}
      {live ? (
        <LiveFigure charts={mine} description={description} highlight={highlight.value} notDrawn={notDrawn} />
      ) : (
        <StillFigure charts={mine} description={description} pictureUrl={pictureUrl} />
      )}
    </>
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
  const { state, progress, stale, wait } = model;
  return (
    <fieldset class="controls needs-script" disabled={state.value === 'still'}>
      <legend class="visually-hidden">{words.running}</legend>
      <RunBar
        state={state.value}
        progress={progress.value}
        stale={stale.value}
        wait={wait.value}
        run={runWords[state.value]}
        actions={actionsOf(model)}
      />
    </fieldset>
  );
}

function actionsOf<D extends AnyDefinition, E>(model: StageModel<D, E>): RunActions {
  return {
    run: () => model.send('run'),
    pause: () => model.send('pause'),
    step: () => model.send('step'),
    reset: () => model.send('reset'),
    newSeed: () => model.newSeed(),
  };
}

export function Notice<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  return (
    <p class="notice" role="alert">
      {model.notice.value || null}
      {model.stuck.value && <WaysOut retry={() => model.send('retry')} />}
    </p>
  );
}

export function Finding<D extends AnyDefinition, E>({
  model,
  text,
}: PartProps<D, E> & { text: ReadonlySignal<string> }) {
  return (
    <p class="finding" inert={isVeiled(model)}>
      <ChangingWords text={text.value}>
        <RaisedText text={text.value} />
      </ChangingWords>
    </p>
  );
}

export function Check<D extends AnyDefinition, E>({ model }: PartProps<D, E>) {
  const { check } = model.definition;
  if (!check) return null;
  const start = () => model.send('check');
  return (
    <CheckPanel {...check} report={model.checkReport.value} disabled={model.state.value === 'still'} onStart={start} />
  );
}
