import katex from 'katex';
import { katexOptions } from './katex-options.ts';

/** What returns in post after post is short ($x$, $\\sigma^i$); of long ones thousands would lie in memory, each asked for once. */
const remembered = 2000;
/** characters */
const short = 20;
const known = new Map<string, string>();

/**
 * A formula's HTML, letter for letter what rehype-katex and rehypeFormulas write by way of a tree (formula-html.test.ts).
 * Undefined where only the tree will do: TeX that KaTeX refuses, whose place is to be reported, and marks of an author's own.
 * @param tex what KaTeX gets
 * @param written what the author wrote, for readers to copy
 */
export function formulaHtml(tex: string, display: boolean, written: string): string | undefined {
  if (tex.includes('\\html')) return undefined;
  const name = `${String(display)}\n${tex}\n\n${written}`;
  const before = known.get(name);
  if (before !== undefined) return before;
  let html: string;
  try {
    html = asSerialised(
      katex.renderToString(tex, { ...katexOptions, displayMode: display, throwOnError: true }),
      written,
    );
  } catch (error) {
    if (error instanceof katex.ParseError) return undefined;
    throw error;
  }
  if (!display) html = heldAtItsEnd(html);
  if (tex.length <= short && known.size < remembered) known.set(name, html);
  return html;
}

const note = '<annotation encoding="application/x-tex">';

function asSerialised(markup: string, written: string): string {
  const from = markup.indexOf(note) + note.length;
  const to = markup.indexOf('</annotation>', from);
  return (
    settled(markup.slice(0, from)).replace('<span class="katex">', '<span class="katex" translate="no">') +
    written.replaceAll('&', '&#x26;').replaceAll('<', '&#x3C;') +
    settled(markup.slice(to))
  );
}

/** As rehype-formulas.ts: the last of several boxes holds to a mark behind it. */
function heldAtItsEnd(html: string): string {
  const box = '<span class="base">';
  const last = html.lastIndexOf(box);
  if (last === html.indexOf(box)) return html;
  const outer = '</span></span>'.length;
  return `${html.slice(0, last)}<span class="formula-end">${html.slice(last, -outer)}</span>${html.slice(-outer)}`;
}

const references: Readonly<Record<string, string>> = {
  '&amp;': '&#x26;',
  '&lt;': '&#x3C;',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** KaTeX's own habits: a blank before an equals sign, XML's way to close what is empty, other references than a serialiser's. */
function settled(markup: string): string {
  return markup
    .replaceAll(' ="', '="')
    .replace(
      /<([a-z]+)([^<>]*)\/>/g,
      (_, tag: string, attributes: string) => `<${tag}${attributes.replaceAll("'", '"')}></${tag}>`,
    )
    .replace(/&(?:amp|lt|gt|quot|#x27);/g, (reference) => references[reference] ?? reference);
}
