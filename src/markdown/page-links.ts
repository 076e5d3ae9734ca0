import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/** A page as far as links care. */
export interface PageLinks {
  ids: string[];
  links: string[];
  faults: string[];
}

/** What a page leads to, and where others may lead to in it. */
export function linksOfPage(tree: Root): PageLinks {
  const page: PageLinks = { ids: [], links: [], faults: [] };
  // Marks that did not close are found in the posts themselves (remark-prose-lint.ts), where it is known which were escaped.
  visit(tree, (node) => {
    if (node.type !== 'element') return undefined;
    readElement(node, page);
    if (['pre', 'code', 'kbd', 'samp', 'textarea'].includes(node.tagName)) {
      // No prose inside, but perhaps ids and links.
      visit(node, 'element', (inner) => {
        if (inner !== node) readElement(inner, page);
      });
      return SKIP;
    }
    return undefined;
  });
  return page;
}

function readElement(node: Element, page: PageLinks): void {
  const { properties, tagName } = node;
  const { id, name, href, src, poster, srcSet, className, httpEquiv, content } = properties;
  if (typeof id === 'string') page.ids.push(id);
  if (tagName === 'a' && typeof name === 'string') page.ids.push(name);
  if (Array.isArray(className) && className.includes('katex-error'))
    page.faults.push('a formula that KaTeX could not render');
  if (tagName === 'img' && properties['alt'] === undefined) {
    page.faults.push(`the picture “${String(src)}” has no alternative text`);
  }
  const link = (url: unknown): void => {
    if (typeof url === 'string') page.links.push(url);
  };
  for (const url of [href, src, poster]) link(url);
  if (Array.isArray(srcSet)) for (const candidate of srcSet) link(String(candidate).trim().split(/\s+/)[0]);
  else if (typeof srcSet === 'string')
    for (const candidate of srcSet.split(/,\s+/)) link(candidate.trim().split(/\s+/)[0]);
  // Islands name the files that the browser will import.
  if (tagName === 'astro-island')
    for (const url of [
      properties['componentUrl'] ?? properties['component-url'],
      properties['rendererUrl'] ?? properties['renderer-url'],
    ])
      link(url);
  const target =
    [httpEquiv].flat().includes('refresh') && typeof content === 'string' ? /url=(.*)$/i.exec(content)?.[1] : undefined;
  link(target);
}
