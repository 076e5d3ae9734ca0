import { useRef } from 'preact/hooks';

interface ArmHandleProps {
  /** 左 or 右. */
  readonly side: string;
  readonly at: number;
  /** Where it stands on the strip; another place than `at` when the film is shuffled. */
  readonly place: number;
  readonly frames: number;
  /** The last frame in which an arm can be out. */
  readonly last: number;
  /** Occupied by the other arm: stepped over. */
  readonly taken: number | undefined;
  readonly disabled: boolean;
  readonly onMove: (at: number) => void;
}

/** A slider under the film: the frame in which the arm is out, moved by mouse, finger or keys. */
export function ArmHandle({ side, at, place, frames, last, taken, disabled, onMove }: ArmHandleProps) {
  const dragging = useRef(false);
  const moveTo = (wanted: number, direction: number) => {
    let next = Math.min(last, Math.max(0, wanted));
    if (next === taken) next += direction;
    if (next < 0 || next > last || next === at) return;
    onMove(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Partial<Record<string, number>> = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 5,
      PageDown: -5,
      Home: -frames,
      End: frames,
    };
    const step = steps[event.key];
    if (step === undefined || disabled) return;
    event.preventDefault();
    // At an end that is taken the free frame lies inwards.
    const inwards = (step < 0 && taken === 0) || (step > 0 && taken === last);
    const direction = Math.sign(step);
    moveTo(at + step, inwards && Math.abs(step) > 1 ? -direction : direction);
  };
  const onPointerMove = (event: PointerEvent) => {
    const track = (event.currentTarget as HTMLElement).parentElement;
    if (!dragging.current || !track) return;
    const { left, width } = track.getBoundingClientRect();
    const wanted = Math.floor(((event.clientX - left) / width) * frames);
    moveTo(wanted, Math.sign(wanted - at) || 1);
  };
  const release = () => (dragging.current = false);
  return (
    <div
      class="arm-handle"
      role="slider"
      tabindex={0}
      aria-label={`伸${side}臂的那一帧`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={at}
      aria-valuetext={`第 ${at} 帧，离转弯 ${frames - 1 - at} 帧`}
      aria-disabled={disabled}
      style={{ insetInlineStart: `${((place + 0.5) / frames) * 100}%` }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (disabled || event.button !== 0) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={onPointerMove}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
    >
      {side}
    </div>
  );
}
