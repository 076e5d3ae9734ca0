import { plainText, shareText } from '../../lab/contract/number-text.ts';
import { maybe, type ReadoutsOf } from '../../lab/contract/results.ts';
import { labelOf } from '../../lab/contract/schema.ts';
import { Readout } from '../../lab/page/stage/readout.tsx';
import { perRound } from './ballot.ts';
import { networks, unitCounts } from './networks.ts';
import { params as definition, type MiddleUnits } from './params.ts';

interface OutcomeProps {
  readonly readouts: ReadoutsOf<MiddleUnits>;
  /** The network that is looked at, in words. */
  readonly network: string;
  /** Units that are not voted on yet. */
  readonly left: number;
  readonly onMore: () => void;
  readonly onAnew: () => void;
}

/** What the reader named and what the measure named, network by network. */
export function Outcome({ readouts, network, left, onMore, onAnew }: OutcomeProps) {
  const { votes, agreement, accuracy } = readouts;
  return (
    <div class="outcome" tabIndex={-1} role="group" aria-label="投票的结果">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">你叫得出</th>
            <th scope="col">同样这些，量的</th>
            <th scope="col">全部，量的</th>
          </tr>
        </thead>
        <tbody>
          {networks.map((one) => {
            const seen = maybe(readouts, `readerSeen.${one}`) ?? 0;
            const of = (value: number | null | undefined) => (seen > 0 ? `${plainText(value)} / ${seen}` : '—');
            const [mine, same] = [maybe(readouts, `readerNamed.${one}`), maybe(readouts, `namedOfSeen.${one}`)];
            const named = maybe(readouts, `named.${one}`);
            const label = labelOf(definition.schema.network, one);
            return (
              <tr key={one} data-shown={label === network}>
                <th scope="row">{label}</th>
                <td>
                  <Readout name={`readerNamed.${one}`} value={mine} text={of(mine)} />
                </td>
                <td>
                  <Readout name={`namedOfSeen.${one}`} value={same} text={of(same)} />
                </td>
                <td>
                  <Readout name={`named.${one}`} value={named} text={`${plainText(named)} / ${unitCounts[one]}`} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p class="outcome-words">
        {network}：<Readout name="named" value={readouts.named} /> / <Readout name="units" value={readouts.units} />{' '}
        有名字
        {accuracy === null ? '' : '，认脸答对 '}
        {accuracy !== null && <Readout name="accuracy" value={accuracy} text={shareText(accuracy)} />}；
        {votes === 0 ? '你还没有投票' : '你的票和量的一致 '}
        {votes > 0 && <Readout name="agreement" value={agreement} text={shareText(agreement)} />}
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
