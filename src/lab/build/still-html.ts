import type { ChartSpec, TableSpec } from '../contract/figure-spec.ts';
import { plainText } from '../contract/number-text.ts';
import { chartClass, gridData } from '../page/stage/live-figure.tsx';
import { stillSvg } from './still-svg.ts';

/** The same table that the data panel draws from a live result. */
export function tableHtml({ caption, columns, rows }: TableSpec): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((value) => `<td>${escaped(plainText(value))}</td>`).join('')}</tr>`)
    .join('');
  return `<table><caption>${escaped(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The same frame that the live figure has, so that nothing moves when one takes the other's place. */
export async function stillHtml(charts: readonly ChartSpec[], description: string): Promise<string> {
  if (charts.length === 0) return '';
  const parts = await Promise.all(
    charts.map(async (spec) => {
      const title =
        spec.kind === 'plane' || spec.title ? `<p class="chart-title">${escaped(spec.title ?? '')}</p>` : '';
      const pictures = await Promise.all(
        sizesOf(spec, charts.length).map(
          async ({ name, ...size }) => `<div class="still-${name}">${await stillSvg(spec, size)}</div>`,
        ),
      );
      return `<div class="${chartClass(spec)}" data-chart="${spec.id}">${title}<div class="canvas-box">${pictures.join('')}</div></div>`;
    }),
  );
  const grid = Object.entries(gridData(charts))
    .map(([key, value]) => `${key}="${value}"`)
    .join(' ');
  return `<div class="charts still" ${grid} role="img" aria-label="${escaped(description)}">${parts.join('')}</div>`;
}

/** A chart alone is drawn for wide and for narrow pages: scaled down its lettering would be too small to read. */
function sizesOf(spec: ChartSpec, count: number): { name: string; width: number; height: number }[] {
  if (spec.kind === 'plane') return [{ name: 'any', width: 190, height: 190 }];
  if (count > 1 && !spec.wide) return [{ name: 'any', width: 320, height: 230 }];
  return [
    { name: 'wide', width: 620, height: count > 1 ? 230 : 290 },
    { name: 'narrow', width: 360, height: 250 },
  ];
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
