import { useState } from 'preact/hooks';
import { shareText } from '../../lab/contract/number-text.ts';
import { need } from '../../lab/contract/results.ts';
import type { Shown } from '../../lab/page/stage/shown.ts';
import { judgesOf } from './figure.ts';
import type { PingPong } from './params.ts';

type Kept = Pick<Shown<PingPong>, 'params' | 'readouts'>;

interface KeptRunsProps {
  readonly shown: Kept;
  /** A run is under way: it is not yet what it will be. */
  readonly busy: boolean;
}

/** Beyond these the oldest are forgotten: a table that is read has an end. */
const most = 20;

const marks = ['iidAccuracy', 'worstGroupAccuracy', 'pBallNoTable', 'pTableNoBall'] as const;

/** Runs that the reader keeps to compare them with the next ones. */
export function KeptRuns({ shown, busy }: KeptRunsProps) {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const keep = () => setKept([...kept, { params: shown.params, readouts: shown.readouts }].slice(-most));
  return (
    <div class="kept-runs needs-script">
      <button type="button" data-action="keep" disabled={busy} onClick={keep}>
        记下这一次
      </button>
      {kept.length > 0 && (
        <div class="table-box" tabindex={0} role="group" aria-label="记下的几次">
          <table>
            <caption>记下的几次</caption>
            <thead>
              <tr>
                {['网络', '图片', '步', '种子', '平时', '最差一组', '有球没台', '有台没球'].map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {kept.map(({ params, readouts }, i) => (
                <tr key={i}>
                  <td>{judgesOf(params)[0]?.label}</td>
                  <td>{params.images}</td>
                  <td>{need(readouts, 'step')}</td>
                  <td>{params.seed}</td>
                  {marks.map((key) => (
                    <td key={key}>{shareText(need(readouts, key))}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
