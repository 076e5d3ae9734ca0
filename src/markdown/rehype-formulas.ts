import type { Element, ElementContent, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { hastElement } from './hast-element.ts';
import type { Formula } from './render-formula.ts';

/** Puts the formulas that remarkFormulas rendered where it left their places. */
export function rehypeFormulas() {
  return (tree: Root, file: VFile): void => {
    visit(tree, 'element', (node, index, parent) => {
      const formula = file.data.formulas?.[Number(node.properties['dataFormula'] ?? NaN)];
      if (!formula || index === undefined || !parent) return undefined;
      const inside = katexElements(formula);
      parent.children.splice(index, 1, ...(formula.display ? [displayFormula(formula, inside)] : inside));
      return [SKIP, index + 1];
    });
  };
}

function katexElements(formula: Formula): ElementContent[] {
  const tree = fromHtml(formula.html, { fragment: true });
  const silent = !formula.html.includes('<math');
  visit(tree, (node, _index, parent) => {
    delete node.position;
    if (node.type === 'text' && silent && parent) node.value = node.value.replaceAll('\u200b', '');
    if (node.type !== 'element') return;
    const classes = node.properties['className'];
    if (Array.isArray(classes) && classes.includes('katex')) node.properties['translate'] = 'no';
    // In a heading the visible letters are also the spoken ones and the anchor's: no MathML stands in for them.
    if (silent) delete node.properties['ariaHidden'];
    if (node.tagName === 'annotation') node.children = [{ type: 'text', value: formula.tex }];
  });
  return tree.children.filter((child): child is ElementContent => child.type !== 'doctype');
}

/**
 * A display formula scrolls in a box of its own, so that a wide one never widens the page; keyboards reach the box.
 * Links back to the places that refer to it stand outside the box.
 */
function displayFormula(formula: Formula, inside: ElementContent[]): Element {
  const name = formula.number === undefined ? '公式' : `公式 (${formula.number})`;
  const box = hastElement('div', { className: ['formula-box'], tabIndex: 0, role: 'group', ariaLabel: name }, inside);
  const links = formula.referrers.map((id, i) =>
    hastElement('a', { href: `#${id}`, ariaLabel: `回到引用处 ${i + 1}` }, [
      formula.referrers.length === 1 ? '↩' : `↩${i + 1}`,
    ]),
  );
  const back = links.length === 0 ? [] : [hastElement('div', { className: ['formula-back'] }, links)];
  return hastElement(
    'div',
    { className: ['formula'], ...(formula.label === undefined ? {} : { id: `eq-${formula.label}` }) },
    [box, ...back],
  );
}
