import type { View } from '../../lab/page/stage/view.ts';
import { AnswerList } from './answer-list.tsx';
import { FilmStrip } from './film-strip.tsx';
import type { Cyclist } from './params.ts';
import type { Strip } from './strip.ts';

export const view: View<Cyclist, Strip> = {
  exhibit: (model) => (
    <>
      <FilmStrip model={model} />
      <AnswerList model={model} />
    </>
  ),
};
