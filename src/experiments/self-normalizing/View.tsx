import { powerText } from '../../lab/contract/number-text.ts';
import type { ReadoutsOf } from '../../lab/contract/results.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { inWords, isKicked, meanInWords, type PhasePlane as Drawn } from './figure.ts';
import type { SelfNormalizing } from './params.ts';
import { PhasePlane } from './phase-plane.tsx';
import { StartHandle } from './start-handle.tsx';

export const view: View<SelfNormalizing, Drawn> = {
  exhibit(model) {
    const { exhibit, params, readouts } = model.shown.value;
    const { mean, variance } = model.params.value;
    const kicked = isKicked(params);
    return (
      <div class="phase">
        <div class="phase-box">
          <PhasePlane
            drawn={exhibit}
            kickLayer={kicked ? params.kickLayer : null}
            label="均值与方差的平面：箭头、真的网络一层层的圆点、另外二十个种子的细线"
          />
          <StartHandle mean={mean} variance={variance} onMove={model.set} />
        </div>
        <ul class="phase-key" aria-label="图例">
          <li data-key="start">起点，可以拖</li>
          <li data-key="net">真的网络，一点一层</li>
          <li data-key="map">只按箭头走</li>
          <li data-key="others">别的种子</li>
          <li data-key="fixed">箭头停下的地方</li>
        </ul>
        <dl class="phase-numbers">
          <div>
            <dt>最后一层的均值、方差</dt>
            <dd>
              <Readout name="lastMean" value={readouts.lastMean} text={meanInWords(readouts.lastMean)} />，
              <Readout name="lastVariance" value={readouts.lastVariance} text={inWords(readouts.lastVariance)} />
            </dd>
          </div>
          {kicked ? <Kick readouts={readouts} /> : <Gradient readouts={readouts} />}
        </dl>
      </div>
    );
  },
};

interface NumbersProps {
  readonly readouts: ReadoutsOf<SelfNormalizing>;
}

function Gradient({ readouts: { log10Gradient } }: NumbersProps) {
  return (
    <div>
      <dt>误差传回输入</dt>
      <dd>
        <Readout
          name="log10Gradient"
          value={log10Gradient}
          text={log10Gradient === null ? '—' : `${powerText(log10Gradient)} 倍`}
        />
      </dd>
    </div>
  );
}

function Kick({ readouts: { kickLeft, answerCosine } }: NumbersProps) {
  return (
    <>
      <div>
        <dt>方差是没有放大时的</dt>
        <dd>
          <Readout name="kickLeft" value={kickLeft} text={kickLeft === null ? '—' : `${inWords(kickLeft)} 倍`} />
        </dd>
      </div>
      <div>
        <dt>回答与原来的余弦</dt>
        <dd>
          <Readout
            name="answerCosine"
            value={answerCosine}
            text={answerCosine === null ? '—' : inWords(answerCosine)}
          />
        </dd>
      </div>
    </>
  );
}
