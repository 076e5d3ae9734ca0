import { useRef } from 'preact/hooks';
import { plainText } from '../../lab/contract/number-text.ts';
import { box, momentsAt, toDigits, xOf, yOf } from './plane.ts';

interface StartHandleProps {
  readonly mean: number;
  readonly variance: number;
  readonly onMove: (start: { readonly mean: number; readonly variance: number }) => void;
}

/** The keys that move it: by how much the mean moves, and by how many powers of ten the variance. */
const keySteps: Readonly<Record<string, readonly [mean: number, log10Variance: number]>> = {
  ArrowLeft: [-0.1, 0],
  ArrowRight: [0.1, 0],
  ArrowUp: [0, 0.1],
  ArrowDown: [0, -0.1],
  PageUp: [0, 0.5],
  PageDown: [0, -0.5],
};

/** Where the network starts: dragged over the plane by mouse or finger, moved by keys; the sliders do the same. */
export function StartHandle({ mean, variance, onMove }: StartHandleProps) {
  const held = useRef<{ readonly dx: number; readonly dy: number } | null>(null);
  const [x, y] = [xOf(mean) / box.width, yOf(Math.log10(variance)) / box.height];
  const place = (event: PointerEvent): [number, number] => {
    const around = (event.currentTarget as HTMLElement).parentElement!.getBoundingClientRect();
    return [(event.clientX - around.left) / around.width, (event.clientY - around.top) / around.height];
  };
  const release = () => (held.current = null);
  return (
    <div
      class="start-handle needs-script"
      role="slider"
      tabindex={0}
      aria-label="起点：左右是均值，上下是方差"
      aria-valuemin={-2}
      aria-valuemax={2}
      aria-valuenow={mean}
      aria-valuetext={`均值 ${plainText(mean)}，方差 ${plainText(variance)}`}
      style={{ insetInlineStart: `${100 * x}%`, insetBlockStart: `${100 * y}%` }}
      onKeyDown={(event) => {
        const step = keySteps[event.key];
        if (!step) return;
        event.preventDefault();
        onMove({ mean: mean + step[0], variance: toDigits(variance * 10 ** step[1]) });
      }}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        const [px, py] = place(event);
        held.current = { dx: x - px, dy: y - py };
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (!held.current) return;
        const [px, py] = place(event);
        onMove(momentsAt(px + held.current.dx, py + held.current.dy));
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onLostPointerCapture={release}
    />
  );
}
