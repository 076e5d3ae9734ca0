import type { Element, ElementContent, Root, RootContent } from 'hast';
import katex from 'katex';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { reportProblem, stringsOf } from './file-data.ts';
import type { Formula } from './formula.ts';
import { hastElement } from './hast-element.ts';
import type { Strings } from '../site/strings/index.ts';

/** Finishes the formulas that rehype-katex rendered in the places that remarkFormulas marked, and reports the bad ones. */
export function rehypeFormulas() {
  return (tree: Root, file: VFile): void => {
    reportFailures(file);
    visit(tree, 'element', (node, index, parent) => {
      const formula = formulaOf(node, file);
      if (!formula || index === undefined || !parent) return undefined;
      const inside = finished(node.children, formula);
      if (formula.display) {
        parent.children.splice(index, 1, displayFormula(formula, inside, stringsOf(file)));
        return [SKIP, index + 1];
      }
      parent.children.splice(index, 1, ...withItsMarks(inside, parent.children[index - 1], parent.children[index + 1]));
      return [SKIP, index + 1];
    });
  };
}

const opening = /[（「『“‘《〈(]+$/u;
const closing = /^[，。、；：？！）」』”’》〉,.;:?!)]+/u;

/**
 * A formula is a box to the browser, which would break a line between it and any mark, where between two characters it never
 * would: the marks beside a formula are held to it.
 */
function withItsMarks(
  inside: ElementContent[],
  before: RootContent | undefined,
  after: RootContent | undefined,
): ElementContent[] {
  const take = (node: RootContent | undefined, marks: RegExp): string => {
    const [taken = ''] = (node?.type === 'text' && marks.exec(node.value)) || [];
    if (node?.type === 'text' && taken) node.value = node.value.replace(marks, '');
    return taken;
  };
  const [left, right] = [take(before, opening), take(after, closing)];
  if (!left && !right) return inside;
  return [
    hastElement('span', { className: ['formula-run'] }, [
      ...(left ? [left] : []),
      ...inside,
      ...(right ? [right] : []),
    ]),
  ];
}

function formulaOf(node: Element, file: VFile): Formula | undefined {
  return file.data.formulas?.[Number(node.properties['dataFormula'] ?? NaN)];
}

/** rehype-katex leaves a red formula and a message; a post with one must not be published. */
function reportFailures(file: VFile): void {
  for (const { source, cause, ancestors = [], place } of file.messages) {
    if (source !== 'rehype-katex') continue;
    if (!(cause instanceof katex.ParseError)) throw cause instanceof Error ? cause : new Error(String(cause));
    const wrapper = ancestors.find(
      (node): node is Element => node.type === 'element' && 'dataFormula' in (node as Element).properties,
    );
    const formula = wrapper && formulaOf(wrapper, file);
    const start = place && 'start' in place ? place.start : place;
    const han = /unicodeTextInMathMode|unknownSymbol/.test(cause.rawMessage);
    const bad = /Unrecognized Unicode character "(.+?)"|Unicode text character "(.+?)"/.exec(cause.rawMessage);
    reportProblem(
      file,
      han ? 'bare-words-in-tex' : 'bad-tex',
      formula?.at(cause.position ?? 0) ?? start,
      han
        ? `bare “${bad?.[1] ?? bad?.[2] ?? '?'}” in a formula`
        : cause.rawMessage.replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, ''),
      han
        ? 'wrap words in \\text{…}, move punctuation out of the formula; for a dollar sign write \\$'
        : 'correct the TeX; if no formula was meant, write \\$ for a dollar sign',
    );
  }
}

/** What rehype-katex rendered, as readers get it. */
export function finished(
  nodes: readonly ElementContent[],
  formula: Pick<Formula, 'tex' | 'display' | 'inHeading'>,
): ElementContent[] {
  const tree: Root = { type: 'root', children: [...nodes] };
  visit(tree, (node, index, parent) => {
    delete node.position;
    if (node.type === 'text' && formula.inHeading) node.value = node.value.replaceAll('\u200b', '');
    if (node.type !== 'element') return undefined;
    const classes = node.properties['className'];
    const named = Array.isArray(classes) ? classes : [];
    if (formula.inHeading && named.includes('katex-mathml') && index !== undefined && parent) {
      parent.children.splice(index, 1);
      return index;
    }
    if (named.includes('katex-html') && !formula.display && node.children.length > 1) holdLastPart(node);
    if (named.includes('katex')) node.properties['translate'] = 'no';
    if (formula.inHeading) delete node.properties['ariaHidden'];
    if (node.tagName === 'annotation') node.children = [{ type: 'text', value: formula.tex }];
    return undefined;
  });
  return tree.children as ElementContent[];
}

/**
 * Chromium breaks a line after the last box of what may break within, whatever mark stands behind it: that box may not,
 * in a box of its own (formulas.css). formula-html.ts does the same to text.
 */
function holdLastPart(formula: Element): void {
  const last = formula.children.pop()!;
  formula.children.push(hastElement('span', { className: ['formula-end'] }, [last]));
}

/**
 * A display formula scrolls in a box of its own, so that a wide one never widens the page; keyboards reach the box.
 * Links back to the places that refer to it stand outside the box.
 */
function displayFormula(formula: Formula, inside: ElementContent[], t: Strings): Element {
  const name = t.formula(formula.number);
  const box = hastElement('div', { className: ['formula-box'], tabIndex: 0, role: 'group', ariaLabel: name }, inside);
  const links = formula.referrers.map((id, i) =>
    hastElement('a', { href: `#${id}`, ariaLabel: t.backToReference(i + 1) }, [
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
