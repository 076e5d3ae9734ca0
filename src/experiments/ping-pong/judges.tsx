import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import type { Judge } from './figure.ts';
import { mapSide, patch, stride } from './map-side.ts';
import type { PingPongParams } from './params.ts';
import { sceneOf } from './scene.ts';
import { shownSetting } from './shown-setting.ts';
import { side } from './picture-size.ts';
import { Share } from './share.tsx';

interface JudgesProps {
  readonly judges: readonly Judge[];
  readonly params: PingPongParams;
}

/** What each net says of the scene, and how it fares on the test pictures in one line. */
export function Judges({ judges, params }: JudgesProps) {
  return (
    <div class="judges">
      {judges.map((judge, i) => (
        <section key={i} class="judge" data-judge={i} aria-label={`${judge.label}的网络`}>
          <p class="judge-name">{judge.label}的网络</p>
          <p class="verdict">
            {judge.p > 0.5 ? '有球' : '没有球'} <Share value={judge.p} />
          </p>
          {judge.occlusion.length > 0 && <OcclusionMap judge={judge} params={params} />}
          <p class="honest">
            <span>
              平时考试 <Share value={judge.iidAccuracy} />
            </span>{' '}
            <span>
              最差一组 <Share value={judge.worstGroupAccuracy} />
            </span>
          </p>
        </section>
      ))}
    </div>
  );
}

/** The scene with the places that the verdict hangs on: the redder, the further the logit falls when it is covered. */
function OcclusionMap({ judge, params }: { readonly judge: Judge; readonly params: PingPongParams }) {
  const most = Math.max(...judge.occlusion, 1e-9);
  const margin = (patch - stride) / 2;
  return (
    <figure class="occlusion">
      <svg viewBox="0 0 1 1" role="img" aria-label={`${judge.label}的网络的遮挡图`}>
        <SceneShapes scene={sceneOf(shownSetting(params))} />
        {judge.occlusion.map((fall, i) =>
          fall > 0.1 * most ? (
            <rect
              key={i}
              // The middle of the patch, and as many pixels around it as the patch moves.
              x={(stride * (i % mapSide) + margin) / side}
              y={(stride * Math.floor(i / mapSide) + margin) / side}
              width={stride / side}
              height={stride / side}
              fill="var(--red)"
              opacity={(0.8 * fall) / most}
            />
          ) : null,
        )}
      </svg>
      <figcaption>红处遮住，它就不那么肯定</figcaption>
    </figure>
  );
}
