import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useComputed } from '@preact/signals';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { Figure } from '../../contract/figure-spec.ts';
import type { FirstView } from '../../contract/first-view.ts';
import { writeStateQuery } from '../../contract/state-query.ts';
import { DataPanel } from './data-panel.tsx';
import { Guess } from './guess.tsx';
import { prepareDrawing } from './live-figure.tsx';
import { LiveRegion } from './live-region.tsx';
import { bindToPage } from './page-bond.ts';
import { listenToKeys } from './stage-keys.ts';
import { toggleFullScreen } from './full-screen.ts';
import { pinAnswer } from './pin-answer.ts';
import { createStageModel } from './stage-model.ts';
import { Below, Check, Finding, Notice, Picture, Presets, Running, Settings } from './stage-parts.tsx';
import { words } from '../stage-words.ts';
import type { View } from './view.ts';

/** What the page hands to every experiment. */
export interface IslandProps<D extends AnyDefinition, E> {
  readonly first: FirstView<D, E>;
  /** 实验 1, 实验 2 ... in the post; absent on a page of its own. */
  readonly number?: string;
  /** 2, 3 ... where a post uses the same experiment again; part of its ids. */
  readonly use?: string;
  /** The address of the experiment's own page, with the base. */
  readonly labUrl: string;
  /** In a post, keys of the query carry the experiment's name. */
  readonly prefixed: boolean;
  /** The build's pictures. */
  readonly still?: ComponentChildren;
  readonly stillBelow?: ComponentChildren;
  readonly table?: ComponentChildren;
}

interface StageProps<D extends AnyDefinition, E> extends IslandProps<D, E> {
  readonly definition: D;
  readonly figure: Figure<D, E>;
  /** What the experiment draws itself. */
  readonly view?: View<D, E>;
  /** The formulas of its folder, rendered by KaTeX in the build. */
  readonly formulas?: Readonly<Record<string, ComponentChildren>>;
}

/**
 * An experiment on the page, top to bottom: the question, a guess, the picture, the settings that matter, the run bar,
 * what is to be seen in one sentence, and the data. Each part draws itself anew when what it shows has changed: a
 * training changes the picture many times a second.
 */
export function Stage<D extends AnyDefinition, E>(props: StageProps<D, E>) {
  const {
    definition,
    figure,
    first,
    number,
    use = '',
    prefixed,
    labUrl,
    still,
    stillBelow,
    table,
    view = {},
    formulas = {},
  } = props;
  const root = useRef<HTMLElement>(null);
  const model = useMemo(() => createStageModel({ definition, figure, first }), []);
  useEffect(() => {
    if (!root.current) return;
    const unbind = bindToPage(model, root.current, { name: definition.name, prefixed });
    const unpin = pinAnswer(root.current);
    const unlisten = listenToKeys(model, root.current, fullScreen);
    return () => {
      unbind();
      unpin();
      unlisten();
    };
  }, []);
  const shareUrl = (params = model.params.value) => {
    const place = { name: definition.name, prefixed: false };
    const query = writeStateQuery<D['schema']>(definition.schema, params, '', place);
    return new URL(labUrl + query, location.href).href;
  };
  const fullScreen = () => root.current && toggleFullScreen(root.current, shareUrl());
  const { shown, state, highlight } = model;
  const description = useComputed(() => model.numbers.value.description);
  const highlightInk = useComputed(() => shown.value.lines.find(({ term }) => term === highlight.value)?.ink);
  const id = `${definition.name}-question${use}`;
  const parts = useMemo(() => {
    // In a post the experiment stands under a section's heading, on its own page under the page's.
    const Heading = prefixed ? 'h3' : 'h2';
    const pictures = { model, view, legend: first.legend, stills: { answer: still, below: stillBelow } };
    return (
      <>
        <p class="eyebrow">
          <span>
            <b>{words.experiment(number)}</b> {definition.title}
          </span>
          <button type="button" class="quiet needs-script" data-action="full-screen" onClick={fullScreen}>
            {words.fullScreen}
          </button>
        </p>
        <Heading id={id} class="question">
          {definition.question}
        </Heading>
        <Guess definition={definition} guess={model.guess} />
        <div class="bench">
          <Picture {...pictures} formulas={formulas} />
          <div class="hands">
            <Presets model={model} />
            <Settings model={model} />
          </div>
          {(view.below ?? stillBelow) && <Below {...pictures} />}
        </div>
        <div class="running">
          <Notice model={model} />
          <Running model={model} />
        </div>
        <Finding model={model} text={description} />
        <LiveRegion text={description} />
        <Check model={model} />
        <DataPanel model={model} builtTable={table} shareUrl={shareUrl} />
        <noscript>
          <p class="no-script">{words.noScript}</p>
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
      data-veiled={model.veiled.value ? '' : undefined}
      data-tensors={model.computer.value?.tensors}
      data-highlight-ink={highlightInk.value}
      aria-labelledby={id}
      onPointerEnter={({ currentTarget }) => prepareDrawing(currentTarget)}
      onFocusCapture={({ currentTarget }) => prepareDrawing(currentTarget)}
    >
      {parts}
    </section>
  );
}
