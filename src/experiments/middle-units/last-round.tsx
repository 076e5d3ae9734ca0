import { shareText } from '../../lab/contract/number-text.ts';
import type { RevealedUnit } from './figure.ts';
import { NineSquares } from './nine-squares.tsx';

/** The units of the last round with the reader's vote, the measure, and where each comes from. */
export function LastRound({ units }: { readonly units: readonly RevealedUnit[] }) {
  if (units.length === 0) return null;
  return (
    <>
      <p class="last-round-heading">刚投完的这一轮；红框是你和量的不一致的。</p>
      <ol class="last-round">
        {units.map((unit, i) => (
          <li key={i} data-agree={unit.vote === unit.named}>
            <NineSquares nine={unit} label={`第 ${i + 1} 个单元`} />
            <span class="from-network">{unit.network}</span>
            <span>你：{unit.vote ? '叫得出' : '叫不出'}</span>
            <span>
              量：{unit.named ? '叫得出，' : '叫不出，最多是'}
              {unit.part} {shareText(unit.purity)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
