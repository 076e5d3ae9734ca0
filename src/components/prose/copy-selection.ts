/** Copied text keeps its formulas: as TeX in dollars, instead of the letters that lie about in the HTML. */
document.addEventListener('copy', (event) => {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed || !event.clipboardData) return;
  const range = selection.getRangeAt(0).cloneRange();
  // Half a formula is no formula: an end inside one moves to its edge.
  const first = formulaAround(range.startContainer);
  const last = formulaAround(range.endContainer);
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);

  const copy = document.createElement('div');
  copy.append(range.cloneContents());
  const formulas = [...copy.querySelectorAll('.katex')].filter((formula) => formula.querySelector('annotation'));
  if (formulas.length === 0) return;
  for (const formula of formulas) {
    const dollars = formula.closest('.katex-display') ? '$$' : '$';
    formula.replaceWith(dollars + (formula.querySelector('annotation')?.textContent ?? '') + dollars);
  }
  for (const tool of copy.querySelectorAll('.copy, .formula-back, .heading-anchor, [data-footnote-ref]')) tool.remove();
  for (const block of copy.querySelectorAll('p, li, h2, h3, h4, pre, .formula')) block.append('\n');
  event.clipboardData.setData('text/plain', (copy.textContent ?? '').trim());
  event.clipboardData.setData('text/html', copy.innerHTML);
  event.preventDefault();
});

function formulaAround(node: Node): Element | null | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  return element?.closest('.katex-display') ?? element?.closest('.katex');
}
