import type { Element, ElementContent, Properties } from 'hast';

/** An HTML element for a tree; a string child becomes text. */
export function hastElement(
  tagName: string,
  properties: Properties,
  children: readonly (ElementContent | string)[] = [],
): Element {
  return {
    type: 'element',
    tagName,
    properties,
    children: children.map((child) => (typeof child === 'string' ? { type: 'text', value: child } : child)),
  };
}
