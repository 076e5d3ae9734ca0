import { shareText } from '../../lab/contract/number-text.ts';
import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { outfitKeys } from '../../lab/science/data/outfit.ts';
import { outfitScene } from '../../lab/science/data/outfit-scene.ts';
import { trueShareText, type TasteExhibit } from './figure.ts';
import type { Taste } from './params.ts';
import { shownPhoto } from './shown-photo.ts';
import { keyNames, outfitText, wordOptions } from './words.ts';

export interface TasteProps {
  readonly model: StageModel<Taste, TasteExhibit>;
}

/** Log odds from one end of the bars to the other. */
const [least, most] = [-1.8, 2.7];

/** One photograph, what is on it to be exchanged, and beside each thing what it is worth to the net and in truth. */
export function PhotoBench({ model }: TasteProps) {
  const { exhibit, readouts } = model.shown.value;
  const asked = model.params.value;
  return (
    <>
      <div class="photo-bench">
        <svg class="scene-view" viewBox="0 0 1 1" role="img" aria-label={`照片：${outfitText(asked)}`}>
          <SceneShapes scene={outfitScene(shownPhoto(asked))} />
        </svg>
        <div role="group" aria-label="照片上的每一样，换掉它会怎样">
          <p class="worth-key">
            换掉它，降多少：<span data-of="net">网络</span> <span data-of="truth">真相</span>
          </p>
          {outfitKeys.map((key, i) => (
            <div key={key} class="worth">
              <span class="worth-word">{keyNames[key]}</span>
              <select
                class="needs-script"
                data-key={key}
                aria-label={keyNames[key]}
                value={asked[key]}
                disabled={model.state.value === 'still'}
                onChange={(event) => model.set({ [key]: event.currentTarget.value })}
              >
                {wordOptions[key].map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </select>
              <span class="worth-bars">
                <Bar of="net" value={exhibit.why[i]!} />
                <Bar of="truth" value={exhibit.truthWhy[i]!} />
              </span>
            </div>
          ))}
        </div>
      </div>
      <p class="taste-verdict">
        M 城喜欢这张的人：网络说 <Readout name="pNet" value={readouts.pNet} text={shareText(readouts.pNet)} />
        ，真相是 <Readout name="pTruth" value={readouts.pTruth} text={shareText(readouts.pTruth)} />
        <br />
        一百五十张拱廊里的大衣，功劳里街道占{' '}
        <Readout name="streetShare" value={readouts.streetShare} text={shareText(readouts.streetShare)} />
        ，真相是 {trueShareText(readouts)}
      </p>
    </>
  );
}

/** From zero to the right: what would be lost without it; to the left: what would be won. */
function Bar({ of, value }: { of: 'net' | 'truth'; value: number }) {
  const place = (at: number) => (100 * (Math.min(most, Math.max(least, at)) - least)) / (most - least);
  const [from, to] = [place(Math.min(0, value)), place(Math.max(0, value))];
  return (
    <span class="worth-line">
      <span class="worth-track" aria-hidden="true">
        <span
          data-of={of}
          style={{ insetInlineStart: `${from.toFixed(1)}%`, inlineSize: `${(to - from).toFixed(1)}%` }}
        />
      </span>
      <span class="worth-number notranslate">
        <span class="visually-hidden">{of === 'net' ? '网络' : '真相'}：</span>
        {value.toFixed(1).replace('-', '−')}
      </span>
    </span>
  );
}
