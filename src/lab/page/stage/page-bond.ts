import type { AnyDefinition } from '../../contract/definition.ts';
import { readStateQuery, writeStateQuery, type QueryPlace } from '../../contract/state-query.ts';
import { defaultsOf } from '../../contract/schema.ts';
import { markChanged } from './mark-changed.ts';
import type { StageModel } from './stage-model.ts';

/** The events by which an experiment is set from outside; the detail is a bag of loose settings. */
const setEvent = 'stage:set';
/** By words of the post: what they do not name is as at first, what they set is run, and what changed is marked. */
const tryEvent = 'stage:try';

/**
 * Ties an experiment to the page around it: its settings stand in the address, words of the post can set it, and it
 * rests while nobody can see it. @returns how to untie it
 */
export function bindToPage<D extends AnyDefinition, E>(
  model: StageModel<D, E>,
  root: HTMLElement,
  place: QueryPlace,
): () => void {
  const schema: D['schema'] = model.definition.schema;
  const given = readStateQuery<D['schema']>(schema, location.search, place);
  model.send('awake');
  if (given.present) model.adopt(given.params, given.problems);

  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const query = writeStateQuery<D['schema']>(schema, model.params.value, location.search, place);
    if (query !== location.search)
      history.replaceState(history.state, '', `${location.pathname}${query}${location.hash}`);
  };
  let first = true;
  const unsubscribe = model.params.subscribe(() => {
    if (first) {
      first = false;
      return;
    }
    // Some browsers refuse more than a hundred changes of the address in half a minute: of a slider that moves the first is
    // written, and where it came to rest.
    const resting = timer === undefined;
    if (resting) write();
    clearTimeout(timer);
    timer = setTimeout(write, 300);
  });

  const detailOf = (event: Event) => (event as CustomEvent<Readonly<Record<string, unknown>>>).detail;
  const onSet = (event: Event) => model.set(detailOf(event));
  const onTry = (event: Event) => {
    const before: Readonly<Record<string, unknown>> = model.params.value;
    const own = Object.fromEntries(Object.entries(before).filter(([key]) => schema[key]?.readersOwn));
    // The same sentence sets the same, in whatever order sentences are tried.
    model.take({ ...defaultsOf<D['schema']>(schema), ...own, ...detailOf(event) });
    const after: Readonly<Record<string, unknown>> = model.params.value;
    markChanged(
      root,
      Object.keys(schema).filter((key) => String(before[key]) !== String(after[key])),
    );
  };
  let onScreen = true;
  const look = () => (onScreen && document.visibilityState === 'visible' ? model.send('seen') : model.send('hide'));
  const observer = new IntersectionObserver((entries) => {
    // Of several changes in one report the last is how it is.
    onScreen = entries.at(-1)?.isIntersecting ?? true;
    look();
  });
  const onLeave = () => {
    write();
    model.send('release');
  };
  root.addEventListener(setEvent, onSet);
  root.addEventListener(tryEvent, onTry);
  document.addEventListener('visibilitychange', look);
  addEventListener('pagehide', onLeave);
  // The entry that the reader goes back to had other settings in its address.
  addEventListener('popstate', write);
  observer.observe(root);
  return () => {
    write();
    unsubscribe();
    observer.disconnect();
    root.removeEventListener(setEvent, onSet);
    root.removeEventListener(tryEvent, onTry);
    document.removeEventListener('visibilitychange', look);
    removeEventListener('pagehide', onLeave);
    removeEventListener('popstate', write);
    model.send('release');
  };
}
