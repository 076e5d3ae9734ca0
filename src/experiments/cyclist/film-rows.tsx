import { useMemo } from 'preact/hooks';
import { shareText } from '../../lab/contract/number-text.ts';
import { FilmScroll } from './film-scroll.tsx';
import { NetworkView } from './frame-picture.tsx';
import { nameOf } from './params.ts';
import { captionNames, type Strip, type StripModel } from './strip.ts';

/** What the networks see of every frame, and what each of them says of it. */
export function FilmRows({ strip }: { readonly strip: Strip }) {
  const { frames, models } = strip;
  const count = frames.length;
  // A training changes what the nets say many times a second, and the film never.
  const film = JSON.stringify(frames);
  const views = useMemo(
    () => (
      <>
        <RowHead count={count}>网络看到的（9 × 9 个灰点，带噪声）</RowHead>
        <tr class="network-row">
          {frames.map(({ t, view }, place) => (
            <td key={place}>
              <NetworkView view={view} t={t} />
            </td>
          ))}
        </tr>
      </>
    ),
    [film],
  );
  return (
    <FilmScroll count={count} label="网络看到的每一帧，可以左右滚动">
      <table class="film-table">
        <caption class="visually-hidden">网络看到的，和它们对每一帧的说法</caption>
        <tbody>
          {views}
          {models.map((one) => (
            <ModelRow key={one.model} of={one} frames={frames} />
          ))}
        </tbody>
      </table>
    </FilmScroll>
  );
}

/** A heading over a row that stays in sight while the film is scrolled. */
function RowHead({ count, children }: { count: number; children: string }) {
  return (
    <tr class="row-head">
      <th colSpan={count} scope="rowgroup">
        <span>{children}</span>
      </th>
    </tr>
  );
}

function ModelRow({ of, frames }: { of: StripModel; frames: Strip['frames'] }) {
  const { model, captions, attention, frameP } = of;
  const label = nameOf(model);
  if (captions) {
    return (
      <>
        <RowHead count={frames.length}>{`${label}：给每一帧的说明`}</RowHead>
        <tr class="caption-row">
          {captions.map(({ caption, p }, place) => (
            <td key={place} data-unsure={p < 0.5 ? true : undefined} title={shareText(p)}>
              <span class="film-caption">{captionNames[caption]}</span>
            </td>
          ))}
        </tr>
      </>
    );
  }
  const bars = attention ?? frameP;
  if (!bars) return null;
  return (
    <>
      <RowHead count={frames.length}>
        {attention ? `${label}：给每一帧的权重` : `${label}：只凭这一格答对的概率`}
      </RowHead>
      <tr class="film-bar-row">
        {bars.map((share, place) => (
          <td key={place}>
            <span class="film-bar" style={{ '--bar': share }} aria-hidden="true" />
            <span class="film-bar-number">{shareText(share)}</span>
          </td>
        ))}
      </tr>
    </>
  );
}
