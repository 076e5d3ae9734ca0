import type { Signal } from '@preact/signals';
import type { LegendLine } from '../../contract/figure-spec.ts';
import { RaisedText } from './raised-text.tsx';
import { words } from '../stage-words.ts';

interface LegendProps {
  readonly lines: readonly LegendLine[];
  readonly highlight: Signal<string | undefined>;
}

/** Which line is which; a line lights up while its entry is pointed at, focused or tapped. */
export function Legend({ lines, highlight }: LegendProps) {
  return (
    <ul class="legend" aria-label={words.legend}>
      {lines.map((line) => (
        <li key={line.term}>
          <button type="button" class="legend-entry" {...lightsUp(line.term, highlight)}>
            <svg width="28" height="10" aria-hidden="true">
              <line
                x1="0"
                y1="5"
                x2="28"
                y2="5"
                stroke={`var(--${line.ink})`}
                stroke-width={Math.max(1, line.width)}
                stroke-dasharray={line.dash?.join(' ')}
              />
            </svg>
            <RaisedText text={line.label} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Pointer, focus and tap light a term up; leaving or tapping again puts it out. */
export function lightsUp(term: string, highlight: Signal<string | undefined>) {
  const on = () => (highlight.value = term);
  const off = () => (highlight.value = undefined);
  return {
    'data-term': term,
    'data-lit': highlight.value === term ? 'true' : undefined,
    onMouseEnter: on,
    onMouseLeave: off,
    onFocus: on,
    onBlur: off,
    onClick: on,
  };
}
