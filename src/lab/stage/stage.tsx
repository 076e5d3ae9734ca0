import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { FigureSpec } from '../charts/figure-spec.ts';
import { RunBar } from '../controls/run-bar.tsx';
import { SettingsPanel } from '../controls/settings-panel.tsx';
import type { ExperimentParams, Params } from '../params/schema.ts';
import type { Result } from '../runtime/experiment.ts';
import { writeStateQuery } from '../share/state-query.ts';
import { CheckPanel } from './check-panel.tsx';
import { DataPanel } from './data-panel.tsx';
import type { FirstView } from './first-view.ts';
import { Guess } from './guess.tsx';
import { Legend } from './legend.tsx';
import { LiveFigure, prepareDrawing } from './live-figure.tsx';
import { LiveRegion } from './live-region.tsx';
import { bindToPage } from './page-bond.ts';
import { RaisedText } from './raised-text.tsx';
import { createStageModel, type StageModel } from './stage-model.ts';

/** What the page hands to every experiment's View. */
export interface ViewProps {
  readonly first: FirstView;
  /** 实验 1, 实验 2 ... in the post; absent on a page of its own. */
  readonly number?: number;
  /** The address of the experiment's own page, with the base. */
  readonly labUrl: string;
  /** In a post, keys of the query carry the experiment's name. */
  readonly prefixed: boolean;
  /** The build's pictures. */
  readonly still?: ComponentChildren;
  readonly table?: ComponentChildren;
}

interface StageProps extends ViewProps {
  readonly definition: ExperimentParams;
  readonly figure: (result: never, params: never) => FigureSpec;
  readonly answersChanges: boolean;
  readonly checkable: boolean;
  /** Above the charts: what the experiment draws itself, from `shown.scene`; it is in the server's HTML too. */
  readonly scene?: (model: StageModel) => ComponentChildren;
  /** Between the picture and the settings: a live formula, say. */
  readonly aside?: (model: StageModel) => ComponentChildren;
}

/**
 * An experiment on the page, top to bottom: the question, a guess, the picture, the settings that matter, the run bar,
 * what is to be seen in one sentence, and the data.
 */
export function Stage(props: StageProps) {
  const { definition, first, number, prefixed, labUrl, answersChanges, checkable, still, table, scene, aside } = props;
  const root = useRef<HTMLElement>(null);
  const model = useMemo(
    () =>
      createStageModel({
        definition,
        first,
        answersChanges,
        figure: props.figure as (result: Result, params: Params) => FigureSpec,
      }),
    [],
  );
  useEffect(
    () => (root.current ? bindToPage(model, root.current, { name: definition.name, prefixed }) : undefined),
    [],
  );
  const { params, shown, state, progress, stale, notice, checkReport, highlight } = model;
  const description = useComputed(() => shown.value.description);
  const asleep = state.value === 'still';
  const shareUrl = () => {
    const query = writeStateQuery(definition.schema, params.value as never, '', {
      name: definition.name,
      prefixed: false,
    });
    return new URL(labUrl + query, location.href).href;
  };
  const fullScreen = () => {
    // Where an element cannot fill the screen (iPhones), the experiment's own page does.
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (root.current?.requestFullscreen) void root.current.requestFullscreen();
    else location.assign(shareUrl());
  };
  // In a post the experiment stands under a section's heading, on its own page under the page's.
  const Heading = prefixed ? 'h3' : 'h2';
  const id = `${definition.name}-question${number ?? ''}`;
  return (
    <section
      ref={root}
      class="experiment"
      // Whatever the language of the post around it.
      lang="zh-CN"
      data-experiment={definition.name}
      data-state={state.value}
      data-tensors={model.machine.value?.tensors}
      data-highlight-ink={shown.value.lines.find(({ term }) => term === highlight.value)?.ink}
      aria-labelledby={id}
      onPointerEnter={prepareDrawing}
      onFocusCapture={prepareDrawing}
    >
      <p class="eyebrow">
        <span>
          <b>{number === undefined ? '实验' : `实验 ${number}`}</b> {definition.title}
        </span>
        <button type="button" class="quiet needs-script" data-action="full-screen" onClick={fullScreen}>
          全屏
        </button>
      </p>
      <Heading id={id} class="question">
        {definition.question}
      </Heading>
      <Guess definition={definition} guess={model.guess} />
      <div class="presets needs-script" role="group" aria-label="预设">
        <span class="presets-label">看看：</span>
        {definition.presets.map((preset) => (
          <button
            key={preset.id}
            type="button"
            class="preset"
            data-preset={preset.id}
            title={preset.why}
            onClick={() => {
              model.set(preset.set);
              if (!answersChanges && stale.value) model.run();
            }}
          >
            {preset.label}
          </button>
        ))}
      </div>
      <div class="bench">
        <figure class="picture">
          {scene?.(model)}
          <Legend lines={shown.value.lines} highlight={highlight} />
          {shown.value.charts ? (
            <LiveFigure charts={shown.value.charts} description={shown.value.description} highlight={highlight.value} />
          ) : (
            still
          )}
          {aside?.(model)}
        </figure>
        <fieldset class="controls needs-script" disabled={asleep}>
          <legend class="visually-hidden">设置</legend>
          <SettingsPanel schema={definition.schema} params={params.value} onChange={model.set} />
        </fieldset>
      </div>
      <fieldset class="controls needs-script" disabled={asleep}>
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
      <p class="notice" role="alert">
        {notice.value}
        {state.value === 'error' && (
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
      <p class="finding">
        <RaisedText text={shown.value.description} />
      </p>
      <LiveRegion text={description} />
      <CheckPanel report={checkReport.value} />
      <DataPanel
        name={definition.name}
        shown={shown.value}
        builtTable={table}
        onRestoreDefaults={() => model.restoreDefaults()}
        shareUrl={shareUrl}
        backend={model.machine.value?.backend}
      />
      <noscript>
        <p class="no-script">上面是作者的机器用默认设置算出的图和数字。想自己动手改设置、重新计算，需要 JavaScript。</p>
      </noscript>
    </section>
  );
}
