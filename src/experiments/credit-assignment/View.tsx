import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure, type CreditScene } from './figure.ts';
import { Inside } from './inside.tsx';
import { params } from './params.ts';
import { SentenceEditor } from './sentence-editor.tsx';
import { Strips } from './strips.tsx';

export default function View(view: ViewProps) {
  return (
    <Stage
      {...view}
      definition={params}
      figure={figure}
      answersChanges={false}
      checkable={false}
      scene={({ shown, params: set, set: change }) => {
        const scene = shown.value.scene as CreditScene;
        return (
          <>
            <Strips scene={scene} measure={String(shown.value.params['measure'])} />
            <SentenceEditor value={String(set.value['sentence'])} onChange={(sentence) => change({ sentence })} />
            {scene.inside.length > 0 && <Inside models={scene.inside} />}
          </>
        );
      }}
    />
  );
}
