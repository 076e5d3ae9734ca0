const opening = '<span class="katex" translate="no">';
const note = '<annotation encoding="application/x-tex">';

/**
 * Puts something shorter in the place of each formula of a page, before it is parsed: in most posts formulas are nine tenths of
 * it, and whoever parses it throws them away. Those of headings, which have no TeX, stay.
 * @param inPlace what stands for a formula's HTML
 */
export function cutFormulas(html: string, inPlace: (formula: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (let at = html.indexOf(opening); at !== -1; at = html.indexOf(opening, from)) {
    const end = endOfSpan(html, at);
    if (end === undefined) break;
    const formula = html.slice(at, end);
    parts.push(html.slice(from, at), formula.includes(note) ? inPlace(formula) : formula);
    from = end;
  }
  return parts.join('') + html.slice(from);
}

/** A page whose formulas are their TeX alone: there is no link in a formula, and nobody can link to it. */
export const withTexAlone = (html: string): string =>
  cutFormulas(html, (formula) => `${opening}${between(formula, note, '</annotation>')}</annotation></span>`);

/** The MathML of a formula, without the TeX in it: a reader that knows no MathML would show both. */
export function mathOf(formula: string): string {
  const [begin] = /<math\b[^>]*>/.exec(formula) ?? ['<math>'];
  return `${begin}${between(formula, '<semantics>', note).slice('<semantics>'.length)}</math>`;
}

function between(text: string, begin: string, end: string): string {
  const from = text.indexOf(begin);
  return text.slice(from, text.indexOf(end, from));
}

/** Where the <span> that begins at `start` ends; KaTeX closes each, and a `<` in a text is written otherwise. */
function endOfSpan(html: string, start: number): number | undefined {
  const tags = /<(\/?)span\b/g;
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] ? -1 : 1;
    if (depth === 0) return tag.index + '</span>'.length;
  }
  return undefined;
}
