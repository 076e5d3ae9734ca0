import { toHtml } from 'hast-util-to-html';
import type { Element } from 'hast';
import tokens from '../../styles/tokens.css?inline';
import { dark, light, paletteProperties } from '../../styles/palette.ts';
import type { Scheme } from '../page/charts/still-sizes.ts';

const palettes: Readonly<Record<Scheme, string>> = {
  light: paletteProperties(light),
  dark: paletteProperties(dark),
};

/**
 * A picture out of a page's HTML as a file of its own. An <img> inherits nothing of its page: the palette, the faces and
 * the rules that draw it go with it. It has paper of its own, for pages whose colours are the system's (forced colours).
 * @param svg the <svg> as text, or as an element
 * @param own the experiment's name and the rules of its own sheet, for what its View draws
 */
export function pictureFileText(
  svg: string | Element,
  scheme: Scheme,
  own: { readonly name: string; readonly style: string } = { name: '', style: '' },
): string {
  const text = typeof svg === 'string' ? svg : toHtml(svg, { space: 'svg' });
  const [, attributes = '', box = '', width = '', height = '', shapes = ''] =
    /^<svg((?:[^>]*?) viewBox="([-\d.]+ [-\d.]+ ([\d.]+) ([\d.]+))"[^>]*)>(.*)<\/svg>$/s.exec(text) ?? [];
  if (!box) throw new Error('A picture without a viewBox has no size of its own.');
  const root = `${palettes[scheme]};color-scheme:${scheme};background:var(--paper);color:var(--ink);font-family:var(--sans)`;
  const rules = `${tokens}${own.style}@layer limits{:root{${root}}}`;
  // A group in place of the <svg> itself: an experiment's rules hold for what stands in its section.
  const group = attributes.replace(/ (?:xmlns|width|height|viewBox|role|aria-[a-z]+|tabindex|id)="[^"]*"/g, '');
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${box}" data-experiment="${own.name}"><style><![CDATA[${rules}]]></style><g${group}>${shapes}</g></svg>`;
}
