import { plainText, shareText } from '../../lab/contract/number-text.ts';
import { maybe, type ReadoutsOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import { perRound } from './ballot.ts';
import { networks, unitCounts } from './networks.ts';
import { params as definition, type MiddleUnits, type MiddleUnitsParams } from './params.ts';
import { PurityStrip } from './purity-strip.tsx';

interface OutcomeProps {
  readonly readouts: ReadoutsOf<MiddleUnits>;
  readonly params: MiddleUnitsParams;
  /** By network, every unit's purity. */
  readonly strips: readonly (readonly number[])[];
  /** Units that are not voted on yet. */
  readonly left: number;
  readonly onMore: () => void;
  readonly onAnew: () => void;
}

/** What the reader named and what the measure named, network by network. */
export function Outcome({ readouts, params, strips, left, onMore, onAnew }: OutcomeProps) {
  const { votes, agreement, accuracy, named, units } = readouts;
  return (
    <div class="outcome" tabIndex={-1} role="group" aria-label="投票的结果">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">你叫得出</th>
            <th scope="col">这些里量出</th>
            <th scope="col">全部量出</th>
          </tr>
        </thead>
        {networks.map((one, n) => {
          const seen = maybe(readouts, `readerSeen.${one}`) ?? 0;
          const of = (value: number | null | undefined) => (seen > 0 ? `${plainText(value)} / ${seen}` : '—');
          const [mine, same] = [maybe(readouts, `readerNamed.${one}`), maybe(readouts, `namedOfSeen.${one}`)];
          const all = maybe(readouts, `named.${one}`);
          const label = labelOf(definition.schema.network, one);
          return (
            <tbody key={one} data-shown={one === params.network}>
              <tr>
                <th scope="row">{label}</th>
                <td>
                  <Readout name={`readerNamed.${one}`} value={mine} text={of(mine)} />
                </td>
                <td>
                  <Readout name={`namedOfSeen.${one}`} value={same} text={of(same)} />
                </td>
                <td>
                  <Readout name={`named.${one}`} value={all} text={`${plainText(all)} / ${unitCounts[one]}`} />
                </td>
              </tr>
              <tr>
                <td colSpan={4}>
                  <PurityStrip purities={strips[n] ?? []} threshold={params.threshold} label={label} />
                </td>
              </tr>
            </tbody>
          );
        })}
      </table>
      <p class="strip-scale" aria-hidden="true">
        <span>0</span>
        <span>一个点是一个单元，越靠右越纯</span>
        <span>100%</span>
      </p>
      <p class="outcome-words">
        {labelOf(definition.schema.network, params.network)}：<Readout name="units" value={units} /> 个单元，
        <Readout name="named" value={named} /> 个有名字
        {accuracy !== null && (
          <>
            ，认脸答对 <Readout name="accuracy" value={accuracy} text={shareText(accuracy)} />
          </>
        )}
        {votes > 0 && (
          <>
            。你和量的一致 <Readout name="agreement" value={agreement} text={shareText(agreement)} />
          </>
        )}
      </p>
      <p class="outcome-buttons needs-script">
        {left > 0 && (
          <button type="button" class={votes === 0 ? 'primary' : undefined} data-vote="more" onClick={onMore}>
            {votes === 0 ? '去投票' : `再投 ${Math.min(left, perRound - (votes % perRound))} 个`}
          </button>
        )}
        {votes > 0 && (
          <button type="button" data-vote="anew" onClick={onAnew}>
            全部重投
          </button>
        )}
      </p>
    </div>
  );
}
