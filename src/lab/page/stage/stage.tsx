import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { FigureSpec } from '../../contract/figure-spec.ts';
import type { ExperimentParams, Params } from '../../contract/schema.ts';
import type { Result } from '../../contract/experiment.ts';
import { writeStateQuery } from '../../contract/state-query.ts';
import { DataPanel } from './data-panel.tsx';
import type { FirstView } from '../../contract/first-view.ts';
import { Guess } from './guess.tsx';
import { prepareDrawing } from './live-figure.tsx';
import { LiveRegion } from './live-region.tsx';
import { bindToPage } from './page-bond.ts';
import { createStageModel, type StageModel } from './stage-model.ts';
import { Check, Finding, Notice, Picture, Presets, Running, Settings } from './stage-parts.tsx';

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
 * what is to be seen in one sentence, and the data. Each part draws itself anew when what it shows has changed: a
 * training changes the picture many times a second.
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
  const { shown, state, highlight } = model;
  const description = useComputed(() => model.numbers.value.description);
  const highlightInk = useComputed(() => shown.value.lines.find(({ term }) => term === highlight.value)?.ink);
  const id = `${definition.name}-question${number ?? ''}`;
  const parts = useMemo(() => {
    const shareUrl = () => {
      const query = writeStateQuery(definition.schema, model.params.value as never, '', {
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
    return (
      <>
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
        <Presets model={model} />
        <div class="bench">
          <Picture model={model} still={still} scene={scene} aside={aside} />
          <Settings model={model} />
        </div>
        <Running model={model} checkable={checkable} />
        <Notice model={model} />
        <Finding text={description} />
        <LiveRegion text={description} />
        <Check model={model} />
        <DataPanel model={model} builtTable={table} shareUrl={shareUrl} />
        <noscript>
          <p class="no-script">
            上面是作者的机器用默认设置算出的图和数字。想自己动手改设置、重新计算，需要 JavaScript。
          </p>
        </noscript>
      </>
    );
  }, []);
  return (
    <section
      ref={root}
      class="experiment"
      // Whatever the language of the post around it.
      lang="zh-CN"
      data-experiment={definition.name}
      data-state={state.value}
      data-tensors={model.machine.value?.tensors}
      data-highlight-ink={highlightInk.value}
      aria-labelledby={id}
      onPointerEnter={({ currentTarget }) => prepareDrawing(currentTarget)}
      onFocusCapture={({ currentTarget }) => prepareDrawing(currentTarget)}
    >
      {parts}
    </section>
  );
}
