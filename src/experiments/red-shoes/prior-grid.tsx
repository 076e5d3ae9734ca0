import { shareText } from '../../lab/contract/number-text.ts';
import { hueNames, placeNames, thingNames, type Cell } from './figure.ts';

/** Place by colour: what the training pictures hold there, and what the net makes of a shoe there. */
export function PriorGrid({ cells }: { readonly cells: readonly Cell[] }) {
  return (
    <div class="table-box" tabindex={0} role="group" aria-label="地方和颜色">
      <table class="prior-grid">
        <caption>上条：训练图片里，这个地方的这种颜色是什么。下条：把这种颜色的鞋放在那里，网络说是什么。</caption>
        <thead>
          <tr>
            <td />
            {hueNames.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placeNames.map((place, row) => (
            <tr key={place}>
              <th scope="row">{place}</th>
              {hueNames.map((hue, column) => {
                const { data, network } = cells[row * hueNames.length + column]!;
                return (
                  <td key={hue}>
                    <Bar name="数据" shares={data} />
                    <Bar name="网络" shares={network} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A stacked bar with the largest share in words. */
function Bar({ name, shares }: { readonly name: string; readonly shares: readonly number[] }) {
  const most = Math.max(...shares);
  return (
    <span class="stack notranslate" data-bar={name}>
      <span class="stack-bar" aria-hidden="true">
        {shares.map((share, thing) => (
          <span key={thing} data-thing={thing} style={{ inlineSize: `${Math.round(100 * share)}%` }} />
        ))}
      </span>
      <span class="stack-text">
        <span class="visually-hidden">{name}：</span>
        {most === 0 ? '没有' : `${thingNames[shares.indexOf(most)]} ${shareText(most)}`}
      </span>
    </span>
  );
}
