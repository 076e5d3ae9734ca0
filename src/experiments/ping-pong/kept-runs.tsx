import { useState } from 'preact/hooks';
import type { Params } from '../../lab/contract/schema.ts';
import type { Result } from '../../lab/contract/experiment.ts';
import { judgesOf, percent } from './figure.ts';
import type { PingPongParams } from './params.ts';

interface Kept {
  readonly params: PingPongParams;
  readonly readouts: Result['readouts'];
}

interface KeptRunsProps {
  readonly shown: { readonly params: Params; readonly readouts: Result['readouts'] };
  /** A run is under way: it is not yet what it will be. */
  readonly busy: boolean;
}

/** Runs that the reader keeps to compare them with the next ones. */
export function KeptRuns({ shown, busy }: KeptRunsProps) {
  const [kept, setKept] = useState<readonly Kept[]>([]);
  const keep = () =>
    setKept([...kept, { params: shown.params as unknown as PingPongParams, readouts: shown.readouts }]);
  return (
    <div class="kept-runs needs-script">
      <button type="button" data-action="keep" disabled={busy} onClick={keep}>
        记下这一次
      </button>
      {kept.length > 0 && (
        <div class="table-box" tabIndex={0} role="group" aria-label="记下的几次">
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
                  <td>{Number(readouts['step'])}</td>
                  <td>{params.seed}</td>
                  {['iidAccuracy', 'worstGroupAccuracy', 'pBallNoTable', 'pTableNoBall'].map((key) => (
                    <td key={key}>{percent(Number(readouts[key] ?? 0))}</td>
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
