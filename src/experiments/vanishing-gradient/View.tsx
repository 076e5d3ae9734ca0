import { powerText } from '../../lab/contract/number-text.ts';
import type { ReadoutsOf } from '../../lab/contract/results.ts';
import { builtHtml } from '../../lab/page/built-html.ts';
import { lightsUp } from '../../lab/page/stage/legend.tsx';
import { Readout } from '../../lab/page/stage/readout.tsx';
import type { View } from '../../lab/page/stage/view.ts';
import { powerFormulaText, terms } from './figure.ts';
import type { VanishingGradient } from './params.ts';

/** The formula with the reader's own numbers under its three terms. */
export const view: View<VanishingGradient, undefined> = {
  aside({ shown, highlight }, formulas) {
    const { readouts, params } = shown.value;
    const { kMax, log10ProductBound, log10PowerBound } = readouts;
    const columns = [
      { term: terms.measured, key: 'log10ErrorRatio', text: ratioText(readouts) },
      { term: terms.product, key: 'log10ProductBound', text: powerText(log10ProductBound) },
      { term: terms.power, key: 'log10PowerBound', text: powerFormulaText(kMax, log10PowerBound, params.depth) },
    ] as const;
    return (
      <div class="terms" role="group" aria-label="公式与你的数字：实测不超过范数之积，范数之积不超过 k 的幂">
        {columns.map(({ term, key, text }, index) => (
          <span key={key} class="term-column">
            {index > 0 && <span class="relation">≤</span>}
            <button type="button" class="term" {...lightsUp(term, highlight)}>
              <span class="term-symbol" dangerouslySetInnerHTML={builtHtml(formulas[term] ?? '')} />
              <Readout name={key} value={readouts[key]} text={text} />
            </button>
          </span>
        ))}
      </div>
    );
  },
};

function ratioText({ zeroAtLayer, overflowAtLayer, log10ErrorRatio }: ReadoutsOf<VanishingGradient>): string {
  if (zeroAtLayer !== null) return '= 0（失活）';
  return overflowAtLayer !== null ? '溢出' : powerText(log10ErrorRatio);
}
