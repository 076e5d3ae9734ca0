import type { TargetedMouseEvent } from 'preact';
import { useId, useMemo } from 'preact/hooks';
import type { StageModel } from '../../lab/page/stage/stage-model.ts';
import { ArmHandle } from './arm-handle.tsx';
import { lastSignalFrame } from './film.ts';
import { FilmScroll } from './film-scroll.tsx';
import { FramePicture, PoseSymbols } from './frame-picture.tsx';
import type { Cyclist, CyclistParams } from './params.ts';
import { shownScript } from './shown-film.ts';
import type { Strip } from './strip.ts';

/** The film, frame by frame, and the handles that say when an arm is out. */
export function FilmStrip({ model }: { model: StageModel<Cyclist, Strip> }) {
  const strip = model.shown.value.exhibit;
  const params = model.params.value;
  const symbols = useId();
  const { frames } = strip;
  const count = frames.length;
  // A training changes what the nets say many times a second, and the film never.
  const film = JSON.stringify(frames);
  const pictures = useMemo(
    () => (
      <table class="film-table">
        <caption class="visually-hidden">片子的每一帧</caption>
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
  return (
    <>
      <PoseSymbols symbols={symbols} />
      <FilmScroll count={count} label="片子，可以左右滚动">
        {pictures}
        <Handles strip={strip} params={params} set={model.set} />
      </FilmScroll>
    </>
  );
}

interface PartProps {
  readonly params: CyclistParams;
  readonly set: StageModel['set'];
}

const sideName = { left: '左', right: '右' } as const;
const otherSide = { left: 'right', right: 'left' } as const;
type Side = keyof typeof sideName;

/** The arms' sliders; while the film is shuffled they show where the arms went, and rest. */
function Handles({ strip, params, set }: PartProps & { strip: Strip }) {
  const { frames: count, signals } = shownScript(params);
  // Not in the order of time: an element that changes its place in the document loses the focus.
  const handles = [...signals].sort((a, b) => a.side.localeCompare(b.side));
  // The settings may be ahead of the picture by a moment.
  const place = (at: number) =>
    Math.max(0, strip.frames.length === count ? strip.frames.findIndex(({ t }) => t === at) : at);
  const last = lastSignalFrame(count);
  const move = (side: Side, next: number) => set({ [side === params.side ? 'arm' : 'otherArm']: next });
  /** Who cannot drag presses the place: the arm that is nearest goes there. */
  const onClick = ({ target, currentTarget, clientX }: TargetedMouseEvent<HTMLElement>) => {
    if (target !== currentTarget || params.shuffle !== 0) return;
    const { left, width } = currentTarget.getBoundingClientRect();
    const to = Math.min(last, Math.max(0, Math.floor(((clientX - left) / width) * count)));
    if (signals.some(({ at }) => at === to)) return;
    const [nearest] = [...signals].sort((a, b) => Math.abs(a.at - to) - Math.abs(b.at - to));
    if (nearest) move(nearest.side, to);
  };
  return (
    <div class="arm-track needs-script" onClick={onClick}>
      {handles.map(({ at, side }) => (
        <ArmHandle
          key={side}
          side={sideName[side]}
          at={at}
          place={place(at)}
          frames={count}
          last={last}
          taken={signals.find((other) => other.side !== side)?.at}
          disabled={params.shuffle !== 0}
          onMove={(next) => move(side, next)}
        />
      ))}
    </div>
  );
}

/** What can be done to the film besides dragging. */
export function FilmActions({ params, set }: PartProps) {
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
        {params.shuffle === 0
          ? '拖动“左”“右”，或者点一下它们旁边，换一帧伸手；网络不重新训练。'
          : '次序已打乱：还原以后可以拖动。'}
      </span>
    </p>
  );
}
