import { randomUUID } from 'node:crypto';
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { toHtml } from 'hast-util-to-html';
import { stringsFor } from '../site/strings/index.ts';
import { cutFormulas, mathOf } from './cut-formulas.ts';
import { withKeptHtml } from './kept-html.ts';

/** Where a text stands, and what is said there in place of an experiment. */
interface Place {
  readonly site: URL;
  readonly base: string;
  readonly experimentElsewhere: string;
}

/**
 * Rendered text -> HTML for a feed reader, which has no scripts and none of our styles: formulas are MathML alone,
 * experiments their still figure, addresses absolute.
 * @param html a post's rendered text
 * @param site the post's full address, `https://host/repo/posts/a/`: links within the post lead to it
 * @param base the site's path; put before addresses from the root that lack it
 * @param lang the post's language; absent: the site's own
 */
export function toFeedHtml(html: string, site: string | URL, base: string, lang?: string): string {
  // What a formula becomes stands in it letter for letter: it need not be parsed and written again.
  const formulas: string[] = [];
  const light = cutFormulas(withKeptHtml(html), (formula) => `<!--${mark}${formulas.push(mathOf(formula)) - 1}-->`);
  const tree = fromHtml(light, { fragment: true });
  const place: Place = { site: new URL(site), base, experimentElsewhere: stringsFor(lang).experimentElsewhere };
  const root: Root = { type: 'root', children: feedNodes(tree.children, place) };
  return toHtml(root)
    .replace(hole, (_, index: string) => formulas[Number(index)] ?? '')
    .trim();
}

/** Where a formula was cut out; no text can have it. */
const mark = `formula:${randomUUID()}:`;
const hole = new RegExp(`<!--${mark}(\\d+)-->`, 'g');

const dropped = new Set([
  'script',
  'style',
  'link',
  'template',
  'noscript',
  'button',
  'input',
  'select',
  'textarea',
  'form',
  'dialog',
  'canvas',
]);
/** Buttons beside the text, and of a picture in several versions all but the one for light paper and a wide page. */
const notInFeeds = new Set(['heading-anchor', 'formula-back', 'copy', 'needs-script', 'in-dark', 'still-narrow']);
const urls = ['href', 'src', 'poster'] as const;
/** Attributes that only our own scripts and styles understand. */
const mute = /^(class|className|style|id|tabIndex|role|aria|data)/;

function feedNodes(nodes: readonly RootContent[], place: Place): ElementContent[] {
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'text' || (node.type === 'comment' && node.value.startsWith(mark))) return [node];
    if (node.type !== 'element' || dropped.has(node.tagName)) return [];
    const classes = node.properties['className'];
    const named = Array.isArray(classes) ? classes : [];
    if (named.includes('katex')) return formula(node);
    if (named.some((name) => notInFeeds.has(String(name)))) return [];
    if (node.tagName === 'astro-island' || 'dataExperiment' in node.properties) return stills(node, place);
    const children = feedNodes(node.children, place);
    if (
      named.includes('formula-box') ||
      named.includes('table-box') ||
      named.includes('katex-display') ||
      // A term of the glossary is its words: a reader at home in a feed does not look words up.
      (node.tagName === 'a' && named.includes('term')) ||
      node.tagName === 'astro-slot'
    )
      return children;
    return [{ ...node, properties: feedProperties(node, place), children }];
  });
}

function feedProperties(node: Element, { site, base }: Place): Element['properties'] {
  const kept = Object.entries(node.properties).filter(([name]) => name === 'ariaLabel' || !mute.test(name));
  const properties: Element['properties'] = Object.fromEntries(kept);
  // Footnotes are found by their ids; formulas and headings by their address on the site.
  if (node.tagName === 'li' && typeof node.properties['id'] === 'string') properties['id'] = node.properties['id'];
  for (const name of urls) {
    const url = properties[name];
    if (typeof url === 'string') properties[name] = absolute(url, site, base);
  }
  delete properties['srcSet'];
  return properties;
}

function absolute(url: string, site: URL, base: string): string {
  const underBase = url.startsWith('/') && !url.startsWith('//') && !url.startsWith(base) ? base + url.slice(1) : url;
  return URL.canParse(underBase, site) ? new URL(underBase, site).href : url;
}

/**
 * The MathML of a rendered formula; its letters where there is none (in headings). Without the TeX inside: a reader
 * that knows no MathML would show both.
 */
function formula(node: Element): ElementContent[] {
  const math = find(node, (element) => element.tagName === 'math')[0];
  if (!math) return [{ type: 'text', value: textOf(node) }];
  const semantics = find(math, (element) => element.tagName === 'semantics')[0];
  const shown = semantics?.children.filter((child) => child.type !== 'element' || child.tagName !== 'annotation');
  return [{ ...math, children: shown ?? math.children }];
}

function stills(node: Element, place: Place): ElementContent[] {
  const figures = find(node, (element) => element.tagName === 'figure');
  if (figures.length > 0) return feedNodes(figures, place);
  const note = { type: 'text', value: place.experimentElsewhere } as const;
  const link: Element = { type: 'element', tagName: 'a', properties: { href: place.site.href }, children: [note] };
  return [{ type: 'element', tagName: 'p', properties: {}, children: [link] }];
}

/** Outermost elements that fit. */
function find(node: Element, fits: (element: Element) => boolean): Element[] {
  return node.children.flatMap((child) => (child.type !== 'element' ? [] : fits(child) ? [child] : find(child, fits)));
}

function textOf(node: Element): string {
  return node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
    .join('');
}
