import { SettingsPanel } from '../../lab/page/controls/settings-panel.tsx';
import type { ParamSchema } from '../../lab/contract/schema.ts';
import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure, type PingPongScene } from './figure.ts';
import { Judges } from './judges.tsx';
import { KeptRuns } from './kept-runs.tsx';
import { NetworkView } from './network-view.tsx';
import { params, type PingPongParams } from './params.ts';
import { SceneEditor } from './scene-editor.tsx';
import { TrainingSamples } from './training-samples.tsx';

/** The settings of the scene, whose sliders stand under the picture. */
const sceneSchema: ParamSchema = Object.fromEntries(
  Object.entries(params.schema as ParamSchema).flatMap(([key, { drawnByView, ...definition }]) =>
    drawnByView ? [[key, definition as ParamSchema[string]]] : [],
  ),
);

export default function View(view: ViewProps) {
  return (
    <Stage
      {...view}
      definition={params}
      figure={figure}
      answersChanges={false}
      checkable={false}
      scene={({ shown, params: set, set: change, state }) => {
        const { judges } = shown.value.scene as PingPongScene;
        const asked = set.value as unknown as PingPongParams;
        const busy = state.value === 'running' || state.value === 'loading';
        return (
          <>
            <div class="ping-pong">
              <SceneEditor params={asked} onChange={change} />
              <div class="network-side">
                <NetworkView params={asked} />
                <Judges judges={judges} params={shown.value.params as unknown as PingPongParams} />
              </div>
              <fieldset class="controls needs-script" disabled={state.value === 'still'}>
                <legend class="visually-hidden">画面</legend>
                <SettingsPanel schema={sceneSchema} params={set.value} onChange={change} />
              </fieldset>
            </div>
            <TrainingSamples params={asked} />
            <KeptRuns shown={shown.value} busy={busy} />
          </>
        );
      }}
    />
  );
}
