import { OwnSettings } from '../../lab/page/stage/stage-parts.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import type { PingPongExhibit } from './figure.ts';
import { JudgesInNumbers } from './judges-in-numbers.tsx';
import { Judges } from './judges.tsx';
import { KeptRuns } from './kept-runs.tsx';
import { NetworkView } from './network-view.tsx';
import type { PingPong } from './params.ts';
import { SceneEditor } from './scene-editor.tsx';
import { TrainingSamples } from './training-samples.tsx';

export const view: View<PingPong, PingPongExhibit> = {
  exhibit(model) {
    const { exhibit, params } = model.shown.value;
    return (
      <div class="ping-pong">
        <SceneEditor params={model.params.value} onChange={model.set} />
        <Judges judges={exhibit.judges} params={params} />
      </div>
    );
  },
  below(model) {
    const shown = model.shown.value;
    const params = model.params.value;
    const state = model.state.value;
    return (
      <>
        <OwnSettings model={model} legend="画面" />
        <NetworkView params={params} />
        <JudgesInNumbers judges={shown.exhibit.judges} />
        <TrainingSamples params={params} />
        <KeptRuns shown={shown} busy={state === 'running' || state === 'loading'} />
      </>
    );
  },
};
