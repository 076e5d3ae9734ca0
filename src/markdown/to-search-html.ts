import type { Element, ElementContent, Root, RootContent } from 'hast';
import { toHtml } from 'hast-util-to-html';

/**
 * A built page -> the HTML that the search index is made from: each formula is its TeX, what belongs to the page and not
 * to its text is gone. Undefined if the page has no `data-pagefind-body`, that is, if it is no post.
 */
export function toSearchHtml(tree: Root): string | undefined {
  if (!has(tree, (element) => 'dataPagefindBody' in element.properties)) return undefined;
  const root: Root = { type: 'root', children: tree.children.flatMap(searchNodes) };
  return toHtml(root);
}

/** Parts of a page without a word of the text; of an experiment its question and its captions stay. */
const dropped = new Set([
  'script',
  'style',
  'link',
  'template',
  'noscript',
  'svg',
  'button',
  'form',
  'table',
  'output',
]);
const droppedClasses = new Set(['heading-anchor', 'formula-back', 'copy', 'contents', 'sr-only', 'readout']);
const dropsInExperiment = new Set(['label', 'fieldset', 'dl', 'details', 'select', 'input', 'datalist']);

function searchNodes(node: RootContent): (RootContent & ElementContent)[] {
  return inside(node, false) as (RootContent & ElementContent)[];
}

function inside(node: RootContent, inExperiment: boolean): RootContent[] {
  if (node.type === 'text') return [{ type: 'text', value: apart(node.value) }];
  if (node.type !== 'element') return node.type === 'comment' ? [] : [node];
  // A tag is compared as a whole.
  if ('dataPagefindFilter' in node.properties || 'dataPagefindMeta' in node.properties) return [node];
  const classes = classesOf(node);
  const isNote = 'dataFootnoteRef' in node.properties || 'dataFootnoteBackref' in node.properties;
  if (isNote || dropped.has(node.tagName) || classes.some((name) => droppedClasses.has(name))) {
    // A table of the text is text; a table in an experiment is numbers.
    if (node.tagName !== 'table' || inExperiment) return [];
  }
  if (inExperiment && dropsInExperiment.has(node.tagName)) return [];
  if (classes.includes('katex')) return formula(node);
  const experiment = inExperiment || 'dataExperiment' in node.properties;
  const children = node.children.flatMap((child) => inside(child, experiment)) as ElementContent[];
  return [{ ...node, children }];
}

/**
 * Every Han character is a word of its own, by an invisible mark on both sides: Pagefind's dictionary cuts 遗忘门 into
 * words that a search for 忘门 would miss.
 */
const apart = (text: string): string => text.replaceAll(/(?=\p{sc=Han})|(?<=\p{sc=Han})/gu, '\u200b');

/** The author's TeX between blanks, so that no letter of the text sticks to it; in headings, which keep none, the letters. */
function formula(node: Element): RootContent[] {
  const tex = find(node, (element) => element.tagName === 'annotation');
  return [{ type: 'text', value: tex ? ` ${textOf(tex)} ` : textOf(node) }];
}

function classesOf(node: Element): string[] {
  const classes = node.properties['className'];
  return Array.isArray(classes) ? classes.map(String) : [];
}

function has(node: Root | Element, fits: (element: Element) => boolean): boolean {
  return node.children.some((child) => child.type === 'element' && (fits(child) || has(child, fits)));
}

function find(node: Element, fits: (element: Element) => boolean): Element | undefined {
  for (const child of node.children) {
    if (child.type !== 'element') continue;
    const found = fits(child) ? child : find(child, fits);
    if (found) return found;
  }
  return undefined;
}

function textOf(node: Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('');
}
