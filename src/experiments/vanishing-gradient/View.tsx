import type { ComponentChildren } from 'preact';
import { powerText } from '../../lab/contract/number-text.ts';
import { lightsUp } from '../../lab/page/stage/legend.tsx';
import { Readout } from '../../lab/page/stage/readout.tsx';
import { Stage, type ViewProps } from '../../lab/page/stage/stage.tsx';
import { figure, powerFormulaText, terms } from './figure.ts';
import { params } from './params.ts';

interface VanishingGradientViewProps extends ViewProps {
  /** The three terms of the formula, rendered by KaTeX in the build. */
  readonly measured?: ComponentChildren;
  readonly product?: ComponentChildren;
  readonly power?: ComponentChildren;
}

export default function View({ measured, product, power, ...view }: VanishingGradientViewProps) {
  return (
    <Stage
      {...view}
      definition={params}
      figure={figure}
      answersChanges
      checkable
      aside={({ shown, highlight }) => {
        const { readouts, params: at } = shown.value;
        const number = (key: string) => {
          const value = readouts[key];
          return typeof value === 'number' ? value : null;
        };
        const columns = [
          { term: terms.measured, symbol: measured, key: 'log10ErrorRatio', text: ratioText(readouts) },
          {
            term: terms.product,
            symbol: product,
            key: 'log10ProductBound',
            text: powerText(number('log10ProductBound')),
          },
          {
            term: terms.power,
            symbol: power,
            key: 'log10PowerBound',
            text: powerFormulaText(number('kMax'), number('log10PowerBound'), Number(at['depth'])),
          },
        ];
        return (
          <div class="terms" role="group" aria-label="公式与你的数字：实测不超过范数之积，范数之积不超过 k 的幂">
            {columns.map(({ term, symbol, key, text }, index) => (
              <span key={key} class="term-column">
                {index > 0 && <span class="relation">≤</span>}
                <button type="button" class="term" {...lightsUp(term, highlight)}>
                  <span class="term-symbol">{symbol}</span>
                  <Readout name={key} value={readouts[key] ?? null} text={text} />
                </button>
              </span>
            ))}
          </div>
        );
      }}
    />
  );
}

function ratioText(readouts: Readonly<Record<string, number | string | null>>): string {
  if (readouts['zeroAtLayer'] !== null) return '= 0（失活）';
  if (readouts['overflowAtLayer'] !== null) return '溢出';
  return powerText(readouts['log10ErrorRatio'] as number | null);
}
