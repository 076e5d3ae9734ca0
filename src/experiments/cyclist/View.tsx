import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { AnswerList } from './answer-list.tsx';
import { figure } from './figure.ts';
import { FilmStrip } from './film-strip.tsx';
import { params } from './params.ts';

export default function View(view: ViewProps) {
  return (
    <Stage
      {...view}
      definition={params}
      figure={figure}
      answersChanges={false}
      checkable={false}
      scene={(model) => (
        <>
          <FilmStrip model={model} />
          <AnswerList model={model} />
        </>
      )}
    />
  );
}
