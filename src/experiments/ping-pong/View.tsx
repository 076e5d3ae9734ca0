import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import type { PingPongExhibit } from './figure.ts';
import { Judges } from './judges.tsx';
import { KeptRuns } from './kept-runs.tsx';
import { NetworkView } from './network-view.tsx';
import type { PingPong } from './params.ts';
import { SceneEditor } from './scene-editor.tsx';
import { TrainingSamples } from './training-samples.tsx';

export const view: View<PingPong, PingPongExhibit> = {
  exhibit(model) {
    const shown = model.shown.value;
    const params = model.params.value;
    const state = model.state.value;
    return (
      <>
        <div class="ping-pong">
          <SceneEditor params={params} onChange={model.set} />
          <div class="network-side">
            <NetworkView params={params} />
            <Judges judges={shown.exhibit.judges} params={shown.params} />
          </div>
          <OwnSettings model={model} legend="画面" />
        </div>
        <TrainingSamples params={params} />
        <KeptRuns shown={shown} busy={state === 'running' || state === 'loading'} />
      </>
    );
  },
};
