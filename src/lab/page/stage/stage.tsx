import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { nextTask } from './after-frame.ts';
import { asResultOf } from '../../contract/check-result.ts';
import type { AnyDefinition } from '../../contract/definition.ts';
import type { Figure } from '../../contract/figure-spec.ts';
import type { ResultOf } from '../../contract/results.ts';
import { defaultsOf } from '../../contract/schema.ts';
import { writeStateQuery } from '../../contract/state-query.ts';
import { readTrained } from '../../contract/trained-file.ts';
import { toggleFullScreen } from './full-screen.ts';
import { keepFocus } from './keep-focus.ts';
import { letGoOfWhatWasDrawn } from './let-go.ts';
import { prepareDrawing } from './live-figure.tsx';
import { bindToPage } from './page-bond.ts';
import { pinAnswer } from './pin-answer.ts';
import { builtFileOf, labUrlOf, nameIds, StageBody, type StagePlace } from './stage-body.tsx';
import { listenToKeys } from './stage-keys.ts';
import { createStageModel, type StageModel } from './stage-model.ts';
import { words } from '../stage-words.ts';
import type { View } from './view.ts';

/** What the page hands to every experiment. */
export interface IslandProps extends Omit<StagePlace, 'prefixed'> {
  /** Absent: true. */
  readonly prefixed?: boolean;
  /** It can be asked: the build has trained it. */
  readonly asks?: boolean;
  /** It has been done again in PyTorch: there is a script to take away. */
  readonly reproduced?: boolean;
  /** The formulas of its folder as HTML, rendered by KaTeX in the build. */
  readonly formulas?: Readonly<Record<string, string>>;
  /** The experiment as the build shows it (lab/build/poster.ts): there before any script, and without one. */
  readonly children?: ComponentChildren;
}

letGoOfWhatWasDrawn();

interface StageProps<D extends AnyDefinition, E> extends IslandProps {
  readonly definition: D;
  readonly figure: Figure<D, E>;
  /** What the experiment draws itself. */
  readonly view?: View<D, E>;
}

/**
 * An experiment on the page. It stands there as the build's poster; when it comes near, what the build measured is fetched,
 * and the poster gives way to controls and a picture that answer.
 */
export function Stage<D extends AnyDefinition, E>(props: StageProps<D, E>) {
  const { definition, figure, asks = false, children, prefixed = true, use, version } = props;
  const root = useRef<HTMLElement>(null);
  const [model, setModel] = useState<StageModel<D, E> | null>(null);
  const [failed, setFailed] = useState(false);
  const gone = useRef(false);
  const arrive = async (cache: RequestCache = 'default') => {
    setFailed(false);
    try {
      const first = await fetchResult(definition, builtFileOf(definition, version, 'result.json'), cache);
      const trained = asks ? { trained: builtFileOf(definition, version, 'trained.json') } : {};
      // Reading, drawing up and showing it, each in a task of its own: a phone answers its reader between them.
      await nextTask();
      if (gone.current) return;
      const created = createStageModel({ definition, figure, first, ...trained });
      await nextTask();
      if (!gone.current) setModel(created);
    } catch {
      setFailed(true);
    }
  };
  useEffect(() => {
    void arrive();
    return () => (gone.current = true);
  }, []);
  useEffect(() => (root.current ? keepFocus(root.current) : undefined), []);
  useEffect(() => {
    if (!root.current || !model) return;
    const unbind = bindToPage(model, root.current, { name: definition.name, prefixed });
    const unpin = pinAnswer(root.current);
    const unlisten = listenToKeys(model, root.current, fullScreen);
    return () => {
      unbind();
      unpin();
      unlisten();
    };
  }, [model]);
  const shareUrl = (params = model?.params.value ?? defaultsOf<D['schema']>(definition.schema)) => {
    const query = writeStateQuery<D['schema']>(definition.schema, params, '', {
      name: definition.name,
      prefixed: false,
    });
    return new URL(labUrlOf(definition) + query, location.href).href;
  };
  const fullScreen = () => root.current && toggleFullScreen(root.current, shareUrl());
  // Each part draws itself anew when what it shows has changed: a training changes the picture many times a second.
  const body = useMemo(
    () =>
      model && <StageBody {...props} prefixed={prefixed} model={model} shareUrl={shareUrl} fullScreen={fullScreen} />,
    [model],
  );
  return (
    <section
      ref={root}
      class="experiment"
      // Whatever the language of the post around it.
      lang="zh-CN"
      data-experiment={definition.name}
      data-state={model?.state.value ?? (failed ? 'error' : 'still')}
      data-veiled={!model || model.veiled.value ? '' : undefined}
      data-tensors={model?.computer.value?.tensors}
      aria-labelledby={nameIds(definition, use)}
      onPointerEnter={({ currentTarget }) => prepareDrawing(currentTarget)}
      onFocusCapture={({ currentTarget }) => prepareDrawing(currentTarget)}
    >
      {failed && (
        <p class="notice" role="alert">
          {words.scriptMissing}
          <button type="button" data-action="retry" onClick={() => void arrive('reload')}>
            {words.retry}
          </button>
        </p>
      )}
      {body ?? children}
    </section>
  );
}

/** @throws if it cannot be fetched, or is not this experiment's */
async function fetchResult<D extends AnyDefinition>(
  definition: D,
  url: string,
  cache: RequestCache,
): Promise<ResultOf<D>> {
  const answer = await fetch(url, { cache });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const { result } = readTrained(await answer.text());
  return asResultOf(definition, defaultsOf<D['schema']>(definition.schema), result);
}
