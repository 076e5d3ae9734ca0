import { useId, useState } from 'preact/hooks';
import { settingText } from '../../contract/in-words.ts';
import type { NumberParam } from '../../contract/schema.ts';
import { withMinus } from '../../contract/number-text.ts';
import { sliderScale } from './slider-scale.ts';

interface NumberSliderProps {
  readonly name: string;
  readonly definition: NumberParam;
  readonly value: number;
  readonly onChange: (value: number | string) => void;
}

/** A slider with its symbol, its value that can also be typed, its ticks, and a mark that takes it back to its default. */
export function NumberSlider({ name, definition, value, onChange }: NumberSliderProps) {
  const id = useId();
  const [typed, setTyped] = useState<string | null>(null);
  const { max, step, ticks = [], symbol, label, unit, help } = definition;
  const scale = sliderScale(definition);
  const commit = () => {
    if (typed !== null && typed.trim() !== '') onChange(typed);
    setTyped(null);
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
            aria-label={`${label}恢复默认 ${settingText(definition, definition.default)}`}
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
        min={scale.min}
        max={scale.max}
        step={scale.step}
        value={scale.position(value)}
        aria-valuetext={settingText(definition, value)}
        aria-describedby={help ? `${id}-help` : undefined}
        style={{ '--share': `${scale.percent(value)}%` }}
        onInput={(event) => onChange(scale.value(Number(event.currentTarget.value)))}
        onKeyDown={(event) => {
          const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
          // A linear slider's own arrows move by its step.
          if (definition.scale !== 'log' || direction === undefined) return;
          event.preventDefault();
          onChange(scale.nudged(value, direction));
        }}
      />
      {ticks.length > 0 && (
        <span class="ticks" dir="ltr">
          {ticks.map((tick) => (
            <button
              key={tick}
              type="button"
              class="tick"
              aria-label={`${label}设为 ${settingText(definition, tick)}`}
              aria-pressed={tick === value}
              style={{ insetInlineStart: `${scale.percent(tick)}%` }}
              onClick={() => onChange(tick)}
            >
              {withMinus(tick)}
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
