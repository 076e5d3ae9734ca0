import type { View } from '../../lab/page/stage/view.ts';
import { AnswerList } from './answer-list.tsx';
import { FilmRows } from './film-rows.tsx';
import { FilmActions, FilmStrip } from './film-strip.tsx';
import type { Cyclist } from './params.ts';
import type { Strip } from './strip.ts';

export const view: View<Cyclist, Strip> = {
  exhibit: (model) => (
    <>
      <FilmStrip model={model} />
      <AnswerList model={model} />
    </>
  ),
  below: (model) => (
    <>
      <FilmActions params={model.params.value} set={model.set} />
      <FilmRows strip={model.shown.value.exhibit} />
    </>
  ),
};
