import type { Judge } from './figure.ts';
import { Share } from './share.tsx';

/** What each net says when something is taken away, and how it fares on every group of the test pictures. */
export function JudgesInNumbers({ judges }: { readonly judges: readonly Judge[] }) {
  return (
    <div class="judges">
      {judges.map((judge, i) => (
        <section key={i} class="judge" data-judge={i} aria-label={`${judge.label}的网络，逐组`}>
          <p class="judge-name">{judge.label}的网络</p>
          <ul class="evidence">
            {judge.pWithoutTable !== null && (
              <li>
                拿走球台：
                <Share value={judge.pWithoutTable} />
              </li>
            )}
            {judge.pWithoutBall !== null && (
              <li>
                拿走球：
                <Share value={judge.pWithoutBall} />
              </li>
            )}
          </ul>
          <Matrix judge={judge} />
        </section>
      ))}
    </div>
  );
}

function Matrix({ judge }: { readonly judge: Judge }) {
  const [both, ballOnly, tableOnly, neither] = judge.matrix;
  const rows = [
    { name: '有球', wanted: true, cells: [both, ballOnly] },
    { name: '没球', wanted: false, cells: [tableOnly, neither] },
    { name: '拉长的球', wanted: true, cells: judge.blurred },
  ];
  return (
    <table class="matrix">
      <caption>测试图片里，它说“有球”的份额</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">有台</th>
          <th scope="col">没台</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, wanted, cells }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((value, i) => (
              <td key={i} data-wrong={value > 0.5 === wanted ? undefined : 'true'}>
                <Share value={value} />
                {value > 0.5 !== wanted && <span class="wrong"> 错</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
