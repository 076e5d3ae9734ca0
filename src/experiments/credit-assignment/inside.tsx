import { useEffect, useRef, useState } from 'preact/hooks';
import { onPageStyleChange, readPageStyle } from '../../lab/page/charts/page-style.ts';
import type { InsideModel } from './figure.ts';

/** Gates and memory of every unit (down) while a sentence is read (across); a word that is pointed at lights its column up. */
export function Inside({ models }: { readonly models: readonly InsideModel[] }) {
  const [column, setColumn] = useState<number | null>(null);
  const words = models[0]?.words ?? [];
  return (
    <div class="inside">
      <p class="inside-words" onMouseLeave={() => setColumn(null)}>
        {words.map((word, t) => (
          <button
            key={t}
            type="button"
            class="inside-word"
            aria-pressed={column === t}
            onMouseEnter={() => setColumn(t)}
            onFocus={() => setColumn(t)}
            onClick={() => setColumn(t)}
          >
            {word}
          </button>
        ))}
      </p>
      {models.map(({ label, traces }) => (
        <div key={label} class="inside-model">
          <p class="credit-name">{label}</p>
          {traces.map((trace) => (
            <figure key={trace.name} class="inside-trace">
              <figcaption>
                {trace.name}
                {column !== null && (
                  <span class="notranslate">
                    ：读到“{words[column]}”时平均 {meanAt(trace.values, trace.units, column).toFixed(2)}
                  </span>
                )}
              </figcaption>
              <Heat {...trace} column={column} label={`${label}的${trace.name}，每行一个单元，每列一个词`} />
            </figure>
          ))}
        </div>
      ))}
    </div>
  );
}

function meanAt(values: readonly number[], units: number, column: number): number {
  const at = values.slice(column * units, (column + 1) * units);
  return at.reduce((sum, value) => sum + value, 0) / at.length;
}

interface HeatProps {
  readonly values: readonly number[];
  readonly units: number;
  readonly low: number;
  readonly high: number;
  readonly column: number | null;
  readonly label: string;
}

function Heat({ values, units, low, high, column, label }: HeatProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const columns = values.length / units;
  useEffect(() => {
    const draw = () => {
      const element = canvas.current;
      const context = element?.getContext('2d');
      if (!element?.parentElement || !context) return;
      const { inks } = readPageStyle(element.parentElement);
      context.clearRect(0, 0, columns, units);
      for (let t = 0; t < columns; t++) {
        for (let unit = 0; unit < units; unit++) {
          const value = values[t * units + unit]!;
          // Negative memory has an ink of its own; strength is the distance from nothing.
          const share = low < 0 ? value / high : (value - low) / (high - low);
          context.globalAlpha = Math.min(1, Math.abs(share));
          context.fillStyle = inks[share < 0 ? 'ochre' : 'blue'];
          context.fillRect(t, unit, 1, 1);
        }
      }
    };
    draw();
    return onPageStyleChange(draw);
  }, [values, units, low, high]);
  return (
    <div
      class="heat"
      style={{ '--columns': String(columns), ...(column === null ? {} : { '--column': String(column) }) }}
    >
      <canvas ref={canvas} width={columns} height={units} role="img" aria-label={label} />
      {column !== null && <span class="heat-column" />}
    </div>
  );
}
