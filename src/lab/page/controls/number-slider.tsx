import { useId, useState } from 'preact/hooks';
import { toStep } from '../../contract/read-params.ts';
import type { NumberParam } from '../../contract/schema.ts';

interface NumberSliderProps {
  readonly name: string;
  readonly definition: NumberParam;
  readonly value: number;
  readonly onChange: (value: number | string) => void;
}

/** Slider positions of a logarithmic setting: fine enough that every step of the setting can be reached. */
const positions = 1000;

/** A slider with its symbol, its value that can also be typed, its ticks, and a mark that takes it back to its default. */
export function NumberSlider({ name, definition, value, onChange }: NumberSliderProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { min, max, step, ticks = [], symbol, label, unit, help } = definition;
  const log = definition.scale === 'log';
  const toPosition = (v: number) => (positions * Math.log(v / min)) / Math.log(max / min);
  const fromPosition = (p: number) => toStep(min * (max / min) ** (p / positions), step, definition);
  const share = (log ? toPosition(value) / positions : (value - min) / (max - min)) * 100;
  const commit = () => {
    if (typed !== null && typed.trim() !== '') onChange(typed);
    setTyped(null);
  };
  const nudge = (direction: number) => {
    // A position of a logarithmic slider may round to the same value: the arrow keys move by at least one step.
    const next = fromPosition(Math.round(toPosition(value)) + direction * 10);
    onChange(next === value ? value + direction * step : next);
  };
  return (
    <div class="slider">
      <label for={id} class="setting-label">
        {symbol && <i class="symbol">{symbol}</i>} {label}
      </label>
      <span class="slider-value">
        {value !== definition.default && (
          <button
            type="button"
            class="undo"
            onClick={() => onChange(definition.default)}
            aria-label={`${label}恢复默认 ${definition.default}`}
          >
            ↺
          </button>
        )}
        <input
          type="text"
          inputMode="decimal"
          class="number"
          autoComplete="off"
          aria-label={`${label}的数值${unit ? `（${unit}）` : ''}`}
          value={typed ?? String(value)}
          style={{ inlineSize: `${Math.max(3, String(max).length + (step < 1 ? 2 : 1))}ch` }}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setTyped(null);
          }}
        />
        {unit && <span class="unit">{unit}</span>}
      </span>
      <input
        id={id}
        type="range"
        data-key={name}
        dir="ltr"
        min={log ? 0 : min}
        max={log ? positions : max}
        step={log ? 1 : step}
        value={log ? Math.round(toPosition(value)) : value}
        aria-valuetext={`${value}${unit ?? ''}`}
        aria-describedby={help ? `${id}-help` : undefined}
        style={{ '--share': `${share}%` }}
        onInput={(event) => {
          const raw = Number(event.currentTarget.value);
          onChange(log ? fromPosition(raw) : raw);
        }}
        onKeyDown={(event) => {
          const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
          if (!log || direction === undefined) return;
          event.preventDefault();
          nudge(direction);
        }}
      />
      {ticks.length > 0 && (
        <span class="ticks" dir="ltr">
          {ticks.map((tick) => (
            <button
              key={tick}
              type="button"
              class="tick"
              aria-label={`${label}设为 ${tick}`}
              aria-pressed={tick === value}
              style={{ insetInlineStart: `${log ? toPosition(tick) / 10 : ((tick - min) / (max - min)) * 100}%` }}
              onClick={() => onChange(tick)}
            >
              {tick}
            </button>
          ))}
        </span>
      )}
      {help && (
        <span id={`${id}-help`} class="help">
          {help}
        </span>
      )}
    </div>
  );
}
