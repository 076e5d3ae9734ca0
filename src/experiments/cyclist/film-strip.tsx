import { useId, useMemo } from 'preact/hooks';
import { shareText } from '../../lab/contract/number-text.ts';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { ArmHandle } from './arm-handle.tsx';
import { lastSignalFrame } from './film.ts';
import { FramePicture, NetworkView, PoseSymbols } from './frame-picture.tsx';
import { nameOf, type Cyclist, type CyclistParams } from './params.ts';
import { shownScript } from './shown-film.ts';
import { captionNames, type Strip, type StripModel } from './strip.ts';

/** The film, frame by frame: what the reader sees, what the network sees, and what each net says of the frame. */
export function FilmStrip({ model }: { model: StageModel<Cyclist, Strip> }) {
  const strip = model.shown.value.exhibit;
  const params = model.params.value;
  const symbols = useId();
  const { frames, models } = strip;
  const count = frames.length;
  // A training changes what the nets say many times a second, and the film never.
  const film = JSON.stringify(frames);
  const pictures = useMemo(
    () => (
      <table class="film-table">
        <caption class="visually-hidden">片子的每一帧，和网络对它的说法</caption>
        <thead>
          <tr>
            {frames.map(({ t }, place) => (
              <th key={place} scope="col" data-turn={t === count - 1 ? true : undefined}>
                <span class="visually-hidden">第 </span>
                {t}
                <span class="visually-hidden"> 帧</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            {frames.map(({ t, pose }, place) => (
              <td key={place}>
                <FramePicture pose={pose} label={`第 ${t} 帧：`} symbols={symbols} />
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    ),
    [film, symbols],
  );
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
    <div class="film">
      <PoseSymbols symbols={symbols} />
      <FilmActions params={params} set={model.set} />
      <div class="film-scroll table-box" tabIndex={0} role="group" aria-label="片子，可以左右滚动">
        <div class="film-inner" style={{ '--frames': count }}>
          {pictures}
          <Handles strip={strip} params={params} set={model.set} />
          <table class="film-table">
            <caption class="visually-hidden">网络看到的，和它们对每一帧的说法</caption>
            <tbody>
              {views}
              {models.map((one) => (
                <ModelRow key={one.model} of={one} frames={frames} />
              ))}
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}

interface PartProps {
  readonly params: CyclistParams;
  readonly set: StageModel['set'];
}

const sideName = { left: '左', right: '右' } as const;
const otherSide = { left: 'right', right: 'left' } as const;

/** The arms' sliders; while the film is shuffled they show where the arms went, and rest. */
function Handles({ strip, params, set }: PartProps & { strip: Strip }) {
  const { frames: count, signals } = shownScript(params);
  // Not in the order of time: an element that changes its place in the document loses the focus.
  const handles = [...signals].sort((a, b) => a.side.localeCompare(b.side));
  // The settings may be ahead of the picture by a moment.
  const place = (at: number) =>
    Math.max(0, strip.frames.length === count ? strip.frames.findIndex(({ t }) => t === at) : at);
  return (
    <div class="arm-track needs-script">
      {handles.map(({ at, side }) => (
        <ArmHandle
          key={side}
          side={sideName[side]}
          at={at}
          place={place(at)}
          frames={count}
          last={lastSignalFrame(count)}
          taken={signals.find((other) => other.side !== side)?.at}
          disabled={params.shuffle !== 0}
          onMove={(next) => set({ [side === params.side ? 'arm' : 'otherArm']: next })}
        />
      ))}
    </div>
  );
}

function FilmActions({ params, set }: PartProps) {
  const { frames, signals } = shownScript(params);
  const two = signals.length > 1;
  const last = lastSignalFrame(frames);
  const free = params.arm === 1 ? 0 : Math.min(1, last);
  return (
    <p class="film-actions needs-script">
      <button type="button" data-action="shuffle" onClick={() => set({ shuffle: 1 + (params.shuffle % 99) })}>
        打乱次序
      </button>
      {params.shuffle !== 0 && (
        <button type="button" data-action="in-order" onClick={() => set({ shuffle: 0 })}>
          还原次序
        </button>
      )}
      <button type="button" data-action="second-signal" onClick={() => set({ otherArm: two ? -1 : free })}>
        {two ? '只留一个手势' : '再加一个手势'}
      </button>
      <button type="button" data-action="swap-sides" onClick={() => set({ side: otherSide[params.side] })}>
        左右对换
      </button>
      <span class="small-print">
        {params.shuffle === 0 ? '拖动“左”“右”，换一帧伸手；网络不重新训练。' : '次序已打乱：还原以后可以拖动。'}
      </span>
    </p>
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
