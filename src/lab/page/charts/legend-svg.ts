import type { LegendLine } from '../../contract/figure-spec.ts';
import { escapedText, textWidth } from './svg-text.ts';

const sample = 24;
const gap = 6;
const between = 16;
const lineHeight = 18;

/** The legend of a picture that stands alone: each line's stroke and name, in rows. Colours are custom properties. */
export function legendSvg(lines: readonly LegendLine[], width: number): { svg: string; height: number } {
  if (lines.length === 0) return { svg: '', height: 0 };
  let [x, y] = [0, lineHeight / 2];
  const parts = lines.map(({ label, ink, width: stroke, dash }) => {
    const length = sample + gap + textWidth(label, 12);
    if (x > 0 && x + length > width) [x, y] = [0, y + lineHeight];
    const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : '';
    const part = `<path stroke="var(--${ink})" stroke-width="${Math.max(1, stroke)}"${dashes} d="M${Math.round(x)} ${y}h${sample}"></path><text fill="var(--ink)" x="${Math.round(x + sample + gap)}" y="${y}" dominant-baseline="central">${escapedText(label)}</text>`;
    x += length + between;
    return part;
  });
  return { svg: parts.join(''), height: y + lineHeight / 2 };
}
