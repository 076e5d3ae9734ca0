import { SceneShapes } from '../../lab/page/charts/scene-svg.tsx';
import { shareText } from '../../lab/contract/number-text.ts';
import type { Judge } from './figure.ts';
import { mapSide, patch, stride } from './map-side.ts';
import type { PingPongParams } from './params.ts';
import { sceneOf } from './scene.ts';
import { shownSetting } from './shown-setting.ts';
import { side } from './picture-size.ts';

interface JudgesProps {
  readonly judges: readonly Judge[];
  readonly params: PingPongParams;
}

/** What each net says of the scene, what it says when something is taken away, and how it fares on the test pictures. */
export function Judges({ judges, params }: JudgesProps) {
  return (
    <div class="judges">
      {judges.map((judge, i) => (
        <section key={i} class="judge" data-judge={i} aria-label={`${judge.label}的网络`}>
          <p class="judge-name">{judge.label}的网络</p>
          <p class="verdict">
            {judge.p > 0.5 ? '有球' : '没有球'} <Share value={judge.p} />
          </p>
          <ul class="evidence">
            {judge.pWithoutTable !== null && (
              <li>
                拿走球台：
                <Share value={judge.pWithoutTable} />
              </li>
            )}
            {judge.pWithoutBall !== null && (
              <li>
                拿走球：
                <Share value={judge.pWithoutBall} />
              </li>
            )}
          </ul>
          {judge.occlusion.length > 0 && <OcclusionMap judge={judge} params={params} />}
          <Matrix judge={judge} />
          <p class="honest">
            平时考试 <Share value={judge.iidAccuracy} />
            ，最差的一组 <Share value={judge.worstGroupAccuracy} />
          </p>
        </section>
      ))}
    </div>
  );
}

function Share({ value }: { readonly value: number }) {
  return (
    <span class="share notranslate" style={{ '--share': `${Math.round(100 * value)}%` }}>
      {shareText(value)}
    </span>
  );
}

function Matrix({ judge }: { readonly judge: Judge }) {
  const [both, ballOnly, tableOnly, neither] = judge.matrix;
  const rows = [
    { name: '有球', wanted: true, cells: [both, ballOnly] },
    { name: '没球', wanted: false, cells: [tableOnly, neither] },
    { name: '拉长的球', wanted: true, cells: judge.blurred },
  ];
  return (
    <table class="matrix">
      <caption>测试图片里，它说“有球”的份额</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">有台</th>
          <th scope="col">没台</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, wanted, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((value, i) => (
              <td key={i} data-wrong={value > 0.5 === wanted ? undefined : 'true'}>
                <Share value={value} />
                {value > 0.5 !== wanted && <span class="wrong"> 错</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
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
