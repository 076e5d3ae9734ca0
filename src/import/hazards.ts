import type { Element, Root } from 'hast';
import { visit } from 'unist-util-visit';
import { isSafeAddress } from './safe-address.ts';

/** Elements that no imported post has: they run, load, frame, ask for something, or change how the page is read. */
const foreign = new Set(
  'script style iframe frame frameset object embed applet base form input button select textarea link meta template noscript portal foreignobject animate set'.split(
    ' ',
  ),
);
const addresses = /^(?:href|src|srcSet|action|formAction|data|poster|background|cite|xLinkHref|srcDoc)$/i;

/** What of a page would do more than be read, whatever way it came there. Empty, if the import did its work. */
export function hazardsIn(tree: Root): string[] {
  const found: string[] = [];
  visit(tree, 'element', (node: Element) => {
    if (foreign.has(node.tagName.toLowerCase()) && !isTaskBox(node)) found.push(`<${node.tagName}>`);
    for (const [name, value] of Object.entries(node.properties)) {
      const leads = addresses.test(name) && !isSafeAddress(String(value));
      if (/^on[a-z]/i.test(name) || name === 'srcDoc' || leads) found.push(`<${node.tagName} ${name.toLowerCase()}>`);
    }
  });
  return found;
}

/** GitHub's Markdown draws `- [x]` so. */
const isTaskBox = ({ tagName, properties }: Element): boolean =>
  tagName === 'input' && properties['type'] === 'checkbox' && properties['disabled'] === true;
